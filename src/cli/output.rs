//! Reading input and writing answers.

use std::fs;
use std::io::{self, Read, Write};
use std::process::ExitCode;

/// Something could not be read.
pub(super) const EXIT_INPUT: u8 = 3;

/// The bytes of a file, or of standard input for `-`.
pub(super) fn read(file: &str) -> io::Result<Vec<u8>> {
    if file != "-" {
        return fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Says on standard error that `file` could not be read.
pub(super) fn unreadable(file: &str, error: &io::Error) -> ExitCode {
    complain(&format!("cannot read `{file}`: {error}"))
}

/// Says `message` on standard error; the exit status of an input error.
pub(super) fn complain(message: &str) -> ExitCode {
    // Where standard error is closed nobody is left to tell.
    let _ = writeln!(io::stderr().lock(), "policyscope: {message}");
    ExitCode::from(EXIT_INPUT)
}

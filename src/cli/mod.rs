//! The command line `policyscope` (interfaces, §2): the only core module that reads files and writes output.

mod arguments;
mod catalogue;
mod evaluate;
mod expand;
mod front_door;
mod functions;
mod functions_text;
mod lint;
mod output;
mod rules;
mod share;
mod template;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// Wrong usage, as in `sysexits.h`.
const EXIT_USAGE: u8 = 64;

/// Runs the command that the process's arguments name; results go to standard output, everything else to
/// standard error.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(message) => {
            // Help and version are answers, not mistakes; a closed pipe leaves nobody to tell.
            let _ = message.print();
            return ExitCode::from(if message.use_stderr() { EXIT_USAGE } else { 0 });
        }
    };
    match arguments.command {
        Command::Evaluate(options) => evaluate::run(&options),
        Command::FrontDoor(options) => front_door::run(&options),
        Command::Functions(options) => functions::run(&options),
        Command::Lint(options) => lint::run(&options),
        Command::Rules(options) => rules::list(&options),
        Command::Rule { code } => rules::explain(&code),
        Command::Share { command } => share::run(&command),
        Command::Template(options) => template::run(&options),
        Command::Expand(options) => expand::run(&options),
        Command::Catalogue(options) => catalogue::run(&options),
    }
}

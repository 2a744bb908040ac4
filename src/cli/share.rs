//! `policyscope share`.

use std::io::{self, Write};
use std::process::ExitCode;

use super::arguments::ShareCommand;
use super::output::{complain, read, unreadable};
use crate::share::{decode, encode};
use crate::workspace::model::Workspace;

pub(super) fn run(command: &ShareCommand) -> ExitCode {
    let answer = match command {
        ShareCommand::Encode { file } => {
            let bytes = match read(file) {
                Ok(bytes) => bytes,
                Err(error) => return unreadable(file, &error),
            };
            Workspace::from_json(&String::from_utf8_lossy(&bytes))
                .map_err(|error| error.to_string())
                .and_then(|workspace| encode(&workspace.to_json()).map_err(|error| error.to_string()))
        }
        ShareCommand::Decode { fragment } => decode(fragment)
            .map_err(|error| error.to_string())
            .and_then(|json| Workspace::from_json(&json).map_err(|error| error.to_string()))
            .map(|workspace| workspace.to_json_pretty()),
    };
    match answer {
        Ok(text) => {
            // Whoever closed the pipe has seen enough.
            let _ = writeln!(io::stdout().lock(), "{text}");
            ExitCode::SUCCESS
        }
        Err(message) => complain(&message),
    }
}

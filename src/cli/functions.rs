//! `policyscope functions`.

use std::io::{self, Write};
use std::process::ExitCode;

use super::arguments::{Format, FunctionsOptions};
use super::functions_text::{chain_text, functions_text};
use super::output::{complain, read, unreadable};
use super::template::described;
use crate::analysis::functions::{ChainQuestion, functions, role_chain};
use crate::catalogue::bundled;
use crate::template::take_over;
use crate::text::LineIndex;
use crate::workspace::model::{Template, Workspace};

pub(super) fn run(options: &FunctionsOptions) -> ExitCode {
    let mut workspace = Workspace::default();
    for file in &options.files {
        let bytes = match read(file) {
            Ok(bytes) => bytes,
            Err(error) => return unreadable(file, &error),
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Ok(given) = Workspace::from_json(&text) {
            if options.files.len() > 1 {
                return complain(&format!("`{file}` is a workspace: it stands alone"));
            }
            workspace = given;
            continue;
        }
        let lines = LineIndex::new(&text);
        let given = options.given.values();
        let template = Template { name: file.clone(), text, given, ..Template::default() };
        match take_over(&workspace, template) {
            Ok(taken) => workspace = taken.workspace,
            Err(diagnostics) => {
                let status =
                    complain(&format!("`{file}` is no template: it has no resources that can be read"));
                for found in &diagnostics {
                    complain(&described(file, &lines, found));
                }
                return status;
            }
        }
    }
    let catalogue = match bundled() {
        Ok(catalogue) => catalogue,
        Err(error) => return complain(&error.to_string()),
    };
    let found = functions(&workspace, Some(&catalogue));
    let answer = match (&options.why, &options.action) {
        (Some(function), Some(action)) => {
            let mut all = found.functions.iter();
            let Some(named) = all.find(|found| found.logical_id == *function) else {
                return complain(&format!("no template has a function `{function}`"));
            };
            let question = ChainQuestion {
                template: named.place.template,
                function: function.clone(),
                action: action.clone(),
                resource: options.resource.clone(),
            };
            let Some(chain) = role_chain(&workspace, &question) else {
                return complain(&format!("no template has a function `{function}`"));
            };
            match options.format {
                Format::Json => serde_json::to_string_pretty(&chain).unwrap_or_default(),
                Format::Text => chain_text(&chain),
            }
        }
        _ => match options.format {
            Format::Json => serde_json::to_string_pretty(&found).unwrap_or_default(),
            Format::Text => functions_text(&found),
        },
    };
    // Whoever closed the pipe has seen enough.
    let _ = writeln!(io::stdout().lock(), "{}", answer.trim_end());
    ExitCode::SUCCESS
}

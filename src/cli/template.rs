//! `policyscope template`.

use std::io::{self, Write};
use std::process::ExitCode;

use serde_json::{Value, json};

use super::arguments::{TemplateFormat, TemplateOptions};
use super::output::{complain, read, unreadable};
use crate::template::take_over;
use crate::text::{Diagnostic, LineIndex, Severity};
use crate::workspace::model::{Template, Workspace};

pub(super) fn run(options: &TemplateOptions) -> ExitCode {
    let file = options.file.as_str();
    let bytes = match read(file) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(file, &error),
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let lines = LineIndex::new(&text);
    let template = Template {
        name: file.to_owned(),
        text: text.clone(),
        given: options.given.values(),
        ..Template::default()
    };
    let taken = match take_over(&Workspace::default(), template) {
        Ok(taken) => taken,
        Err(diagnostics) => {
            let mut status =
                complain(&format!("`{file}` is no template: it has no resources that can be read"));
            for found in &diagnostics {
                status = complain(&described(file, &lines, found));
            }
            return status;
        }
    };
    let answer = match options.format {
        TemplateFormat::Json => {
            let diagnostics: Vec<Value> =
                taken.diagnostics.iter().map(|found| plain(&lines, found)).collect();
            let answer = json!({"report": taken.report, "diagnostics": diagnostics});
            serde_json::to_string_pretty(&answer).unwrap_or_default()
        }
        TemplateFormat::Workspace => {
            for found in &taken.diagnostics {
                complain(&described(file, &lines, found));
            }
            taken.workspace.to_json_pretty()
        }
    };
    // Whoever closed the pipe has seen enough.
    let _ = writeln!(io::stdout().lock(), "{answer}");
    ExitCode::SUCCESS
}

fn plain(lines: &LineIndex, found: &Diagnostic) -> Value {
    let position = lines.position(found.span.start);
    json!({
        "severity": match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Suggestion => "suggestion",
        },
        "code": found.code,
        "message": found.message,
        "help": found.help,
        "line": position.line,
        "column": position.column + 1,
    })
}

pub(super) fn described(file: &str, lines: &LineIndex, found: &Diagnostic) -> String {
    let position = lines.position(found.span.start);
    let help = found.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    format!("{file}:{}:{}: {}{help}", position.line, position.column + 1, found.message)
}

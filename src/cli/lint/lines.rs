//! `policyscope lint --jsonl`: many documents in one process.

use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;

use serde::Deserialize;
use serde_json::{Value, json};

use super::super::arguments::LintFormat;
use super::{Status, findings_json};
use crate::lint::{DocumentType, Linter};

/// One line of input. Members that other tools add are ignored.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    name: Value,
    policy_text: String,
    #[serde(rename = "type")]
    policy_type: Option<String>,
    resource_type: Option<String>,
}

pub(super) fn run(linter: &Linter, document_type: Option<DocumentType>, format: LintFormat) -> ExitCode {
    let mut status = Status::default();
    let mut out = BufWriter::new(io::stdout().lock());
    for (number, line) in io::stdin().lock().split(b'\n').enumerate() {
        let answer = match line {
            Ok(line) if line.trim_ascii().is_empty() => continue,
            Ok(line) => answer(linter, &line, document_type, format, &mut status),
            Err(error) => Err((Value::Null, "unreadable-input", error.to_string())),
        };
        let answer = answer.unwrap_or_else(|(name, code, message)| {
            status.unreadable = true;
            json!({ "name": name, "error": { "code": code, "message": message, "line": number + 1 } })
        });
        if serde_json::to_writer(&mut out, &answer).is_err() || writeln!(out).is_err() {
            break; // Whoever closed the pipe has seen enough.
        }
    }
    let _ = out.flush();
    status.exit_code()
}

fn answer(
    linter: &Linter,
    line: &[u8],
    document_type: Option<DocumentType>,
    format: LintFormat,
    status: &mut Status,
) -> Result<Value, (Value, &'static str, String)> {
    let line: Line = serde_json::from_slice(line)
        .map_err(|error| (Value::Null, "invalid-line", format!("no document of JSON Lines: {error}")))?;
    let own = DocumentType::from_names(line.policy_type.as_deref(), line.resource_type.as_deref());
    let own = own.map_err(|message| (line.name.clone(), "unknown-type", message))?;
    let findings = linter.lint(&line.policy_text, own.or(document_type)).findings;
    status.add(&findings);
    Ok(json!({ "name": line.name, "findings": findings_json(&line.policy_text, &findings, format) }))
}

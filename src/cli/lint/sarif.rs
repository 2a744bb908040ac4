//! SARIF 2.1.0, the format of findings that code hosts and editors read.

use serde_json::{Value, json};

use super::Linted;
use crate::lint::{Finding, Fix, Severity, rules};
use crate::text::{LineIndex, Span};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn log(linted: &[Linted]) -> Value {
    let rules: Vec<Value> = rules::documented()
        .map(|(rule, documentation)| {
            json!({
                "id": rule.code,
                "name": rule.name,
                "shortDescription": { "text": documentation.finds },
                "fullDescription": { "text": documentation.matters },
                "help": { "text": documentation.fix },
                "defaultConfiguration": { "level": level(rule.severity) },
                "properties": { "severity": rule.severity.name(), "issueCode": rule.issue_code },
            })
        })
        .collect();
    let results: Vec<Value> = linted
        .iter()
        .flat_map(|one| {
            let lines = LineIndex::new(&one.text);
            one.result.findings.iter().map(move |finding| result(finding, &one.file, &lines))
        })
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "policyscope",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error | Severity::Security => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "note",
    }
}

fn result(finding: &Finding, file: &str, lines: &LineIndex) -> Value {
    let location = |span: Span| json!({ "physicalLocation": { "artifactLocation": { "uri": uri(file) }, "region": region(span, lines) } });
    let message = match &finding.help {
        Some(help) => format!("{}: {help}", finding.message),
        None => finding.message.clone(),
    };
    let mut result = json!({
        "ruleId": finding.rule.code,
        "level": level(finding.rule.severity),
        "message": { "text": message },
        "locations": [location(finding.span)],
        "relatedLocations": finding.also.iter().map(|span| location(*span)).collect::<Vec<_>>(),
    });
    if !finding.fixes.is_empty()
        && let Value::Object(members) = &mut result
    {
        let fixes = finding.fixes.iter().map(|fix| fix_json(fix, file, lines)).collect();
        members.insert("fixes".to_owned(), fixes);
    }
    result
}

fn fix_json(fix: &Fix, file: &str, lines: &LineIndex) -> Value {
    let replacements: Vec<Value> = fix
        .edits
        .iter()
        .map(|edit| {
            json!({ "deletedRegion": region(edit.span, lines), "insertedContent": { "text": edit.text } })
        })
        .collect();
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{ "artifactLocation": { "uri": uri(file) }, "replacements": replacements }],
    })
}

/// Lines and columns count from 1; the end is just after the last character.
fn region(span: Span, lines: &LineIndex) -> Value {
    let (start, end) = (lines.position(span.start), lines.position(span.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column + 1,
        "endLine": end.line,
        "endColumn": end.column + 1,
    })
}

/// A relative file name as a URI.
fn uri(file: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let encode =
        |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    file.replace('\\', "/").bytes().map(encode).collect()
}

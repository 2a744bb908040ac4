//! `policyscope lint`.

mod baseline;
mod lines;
mod sarif;
mod text;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use serde_json::{Value, json};

use super::EXIT_USAGE;
use super::arguments::{LintFormat, LintOptions};
use super::output::{EXIT_INPUT, complain, read, unreadable};
use crate::answer::{access_analyzer_json, finding_json};
use crate::catalogue::bundled;
use crate::lint::{DocumentType, Finding, LintResult, Linter, Rule, Severity, fix_all, read_root, rules};
use crate::text::{LineIndex, json};

const EXIT_FINDINGS: u8 = 1;

/// A linted file.
struct Linted {
    file: String,
    text: String,
    result: LintResult,
}

pub(super) fn run(options: &LintOptions) -> ExitCode {
    let names = (options.policy_type.as_deref(), options.resource_type.as_deref());
    let (rules, document_type) = match (chosen_rules(options), DocumentType::from_names(names.0, names.1)) {
        (Ok(rules), Ok(document_type)) => (rules, document_type),
        (Err(message), _) | (_, Err(message)) => {
            complain(&message);
            return ExitCode::from(EXIT_USAGE);
        }
    };
    let linter = match bundled() {
        Ok(catalogue) => Linter::with_rules(Some(catalogue), rules),
        Err(error) => return complain(&error.to_string()),
    };
    if options.jsonl {
        return lines::run(&linter, document_type, options.format);
    }
    let mut status = Status::default();
    let mut linted = Vec::new();
    for file in &options.files {
        match lint_file(&linter, file, document_type, options) {
            Ok(one) => linted.push(one),
            Err(error) => {
                unreadable(file, &error);
                status.unreadable = true;
            }
        }
    }
    if let Some(file) = &options.write_baseline {
        if let Err(error) = fs::write(file, baseline::written(&linted)) {
            return complain(&format!("cannot write `{file}`: {error}"));
        }
        return status.exit_code();
    }
    if let Some(file) = &options.baseline {
        match read(file).map(|bytes| baseline::leave_out(&bytes, &mut linted)) {
            Ok(Ok(unused)) if unused > 0 => say(&format!("{unused} entries of `{file}` are found no more")),
            Ok(Ok(_)) => {}
            Ok(Err(message)) => return complain(&format!("cannot read `{file}`: {message}")),
            Err(error) => return unreadable(file, &error),
        }
    }
    for one in &linted {
        status.add(&one.result.findings);
    }
    // Whoever closed the pipe has seen enough.
    let _ = write_findings(&linted, document_type.is_none(), options);
    status.exit_code()
}

/// The rules that `--select` and `--ignore` leave.
fn chosen_rules(options: &LintOptions) -> Result<Vec<&'static Rule>, String> {
    rules::chosen(&options.select, &options.ignore)
        .map_err(|message| format!("{message}; `policyscope rules` lists them"))
}

/// Lints a file, after mending it if that is asked.
fn lint_file(
    linter: &Linter,
    file: &str,
    document_type: Option<DocumentType>,
    options: &LintOptions,
) -> io::Result<Linted> {
    let bytes = read(file)?;
    let (text, broken) = json::decode(&bytes);
    if let Some(error) = broken.iter().find(|found| found.code == "invalid-utf8") {
        return Err(io::Error::new(io::ErrorKind::InvalidData, error.message.clone()));
    }
    let mut text = text.into_owned();
    let mut document_type = document_type;
    if options.fix {
        document_type = Some(document_type.unwrap_or_else(|| linter.lint(&text, None).document_type));
        let fixed = fix_all(linter, &text, document_type, options.also_unsafe);
        if file != "-" && fixed.rounds > 0 {
            fs::write(file, &fixed.text)?;
            say(&format!("{file}: {} fixed", count(fixed.codes.len(), "finding")));
        }
        text = fixed.text;
    }
    let result = linter.lint(&text, document_type);
    Ok(Linted { file: file.to_owned(), text, result })
}

#[derive(Default)]
struct Status {
    unreadable: bool,
    found: bool,
}

impl Status {
    fn add(&mut self, findings: &[Finding]) {
        self.found |= findings.iter().any(|finding| finding.rule.severity < Severity::Suggestion);
    }

    fn exit_code(&self) -> ExitCode {
        match self {
            Status { unreadable: true, .. } => ExitCode::from(EXIT_INPUT),
            Status { found: true, .. } => ExitCode::from(EXIT_FINDINGS),
            _ => ExitCode::SUCCESS,
        }
    }
}

fn write_findings(linted: &[Linted], inferred: bool, options: &LintOptions) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    if let Some(one) = linted.iter().find(|one| options.fix && one.file == "-") {
        // The mended document is what is asked for; what is left to say goes elsewhere.
        out.write_all(one.text.as_bytes())?;
        return text::write(&mut io::stderr().lock(), linted, inferred);
    }
    match options.format {
        LintFormat::Text => {
            text::write(&mut out, linted, inferred)?;
        }
        LintFormat::Json => {
            let all: Vec<Value> = linted.iter().flat_map(json_findings).collect();
            writeln!(out, "{}", Value::from(all))?;
        }
        LintFormat::Sarif => writeln!(out, "{}", sarif::log(linted))?,
        LintFormat::AccessAnalyzer => {
            for one in linted {
                let findings = findings_json(&one.text, &one.result.findings, LintFormat::AccessAnalyzer);
                writeln!(out, "{}", json!({ "file": one.file, "findings": findings }))?;
            }
        }
    }
    out.flush()
}

fn json_findings(one: &Linted) -> Vec<Value> {
    let with_file = |finding: Value| {
        let mut object = serde_json::Map::new();
        object.insert("file".to_owned(), one.file.as_str().into());
        if let Value::Object(members) = finding {
            object.extend(members);
        }
        Value::Object(object)
    };
    findings_json(&one.text, &one.result.findings, LintFormat::Json).into_iter().map(with_file).collect()
}

/// The findings of one document, in our shape unless it is Access Analyzer's that is asked for.
fn findings_json(text: &str, findings: &[Finding], format: LintFormat) -> Vec<Value> {
    if findings.is_empty() {
        return Vec::new();
    }
    let (root, _) = read_root(text);
    let lines = LineIndex::new(text);
    match format {
        LintFormat::AccessAnalyzer => access_analyzer_json(findings, &root, &lines),
        _ => findings.iter().map(|finding| finding_json(finding, &root, &lines).into()).collect(),
    }
}

/// `1 finding`, `2 findings`.
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Says something on standard error.
fn say(message: &str) {
    // Where standard error is closed nobody is left to tell.
    let _ = writeln!(io::stderr().lock(), "policyscope: {message}");
}

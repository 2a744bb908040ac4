//! Findings for people.

use std::io::{self, Write};

use super::{Linted, count};
use crate::lint::{Finding, Safety, Severity};
use crate::text::{LineIndex, Span};

/// The longest stretch of a line that is shown, in characters.
const MAX_SHOWN: usize = 100;

pub(super) fn write(out: &mut impl Write, linted: &[Linted], inferred: bool) -> io::Result<()> {
    for one in linted {
        let lines = LineIndex::new(&one.text);
        for finding in &one.result.findings {
            write_finding(out, one, finding, &lines)?;
        }
        let kind = match one.result.document_type.resource {
            Some(resource) => {
                format!("{} of {}", one.result.document_type.policy_type.name_with_article(), resource.name())
            }
            None => one.result.document_type.policy_type.name_with_article(),
        };
        let how = if inferred { " (inferred; --type says otherwise)" } else { "" };
        writeln!(out, "{}: {}; read as {kind}{how}", one.file, summary(&one.result.findings))?;
    }
    Ok(())
}

fn summary(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "nothing found".to_owned();
    }
    let of = |severity: Severity| findings.iter().filter(|finding| finding.rule.severity == severity).count();
    let words = [
        (of(Severity::Error), "error"),
        (of(Severity::Security), "security finding"),
        (of(Severity::Warning), "warning"),
        (of(Severity::Suggestion), "suggestion"),
    ];
    let words = words.iter().filter(|(number, _)| *number > 0).map(|(number, what)| count(*number, what));
    words.collect::<Vec<_>>().join(", ")
}

fn write_finding(out: &mut impl Write, one: &Linted, finding: &Finding, lines: &LineIndex) -> io::Result<()> {
    let start = lines.position(finding.span.start);
    let rule = finding.rule;
    writeln!(
        out,
        "{}:{}:{} {} {} {}: {}",
        one.file,
        start.line,
        start.column + 1,
        rule.severity.name(),
        rule.code,
        rule.name,
        finding.message
    )?;
    write_excerpt(out, &one.text, finding.span, lines)?;
    if let Some(help) = &finding.help {
        writeln!(out, "       = help: {help}")?;
    }
    for fix in &finding.fixes {
        let safety = if fix.safety == Safety::Safe { "safe" } else { "unsafe" };
        writeln!(out, "       = fix ({safety}): {}", fix.title)?;
    }
    writeln!(out)
}

/// The line in which `span` begins, and a line that marks it there.
fn write_excerpt(out: &mut impl Write, text: &str, span: Span, lines: &LineIndex) -> io::Result<()> {
    let start = lines.position(span.start);
    let Some(line) = text.lines().nth(start.line as usize - 1) else {
        return Ok(());
    };
    let column = start.column as usize;
    let end = lines.position(span.end);
    let length = line.chars().count();
    let to = if end.line == start.line { end.column as usize } else { length };
    // Of a long line, the part around the place.
    let from = if length > MAX_SHOWN { column.saturating_sub(MAX_SHOWN / 4) } else { 0 };
    let clean = |character: char| if character.is_control() { ' ' } else { character };
    let shown: String = line.chars().skip(from).take(MAX_SHOWN).map(clean).collect();
    let marks = to.saturating_sub(column).clamp(1, (MAX_SHOWN + from).saturating_sub(column).max(1));
    writeln!(out, "{:>6} | {}", start.line, shown.trim_end())?;
    writeln!(out, "       | {}{}", " ".repeat(column - from), "^".repeat(marks))
}

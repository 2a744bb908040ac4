//! `policyscope rules` and `policyscope rule`.

use std::io::{self, Write};
use std::process::ExitCode;

use super::EXIT_USAGE;
use super::arguments::{Format, RulesOptions};
use super::output::complain;
use crate::answer::rules_json;
use crate::lint::{Documentation, Example, Rule, rules};

pub(super) fn list(options: &RulesOptions) -> ExitCode {
    let mut out = io::stdout().lock();
    // Whoever closed the pipe has seen enough.
    let _ = match options.format {
        Format::Json => writeln!(out, "{}", rules_json()),
        Format::Text => rules::all().try_for_each(|rule| {
            let issue_code = rule.issue_code.unwrap_or_default();
            writeln!(out, "{} {:<10} {} {issue_code}", rule.code, rule.severity.name(), rule.name)
        }),
    };
    ExitCode::SUCCESS
}

pub(super) fn explain(code: &str) -> ExitCode {
    let is_named = |rule: &Rule| {
        let is = |name: &str| name.eq_ignore_ascii_case(code);
        is(rule.code) || is(rule.name) || rule.issue_code.is_some_and(is)
    };
    let mut found = false;
    for (rule, documentation) in rules::documented().filter(|(rule, _)| is_named(rule)) {
        found = true;
        // Whoever closed the pipe has seen enough.
        let _ = write!(io::stdout().lock(), "{}", page(rule, documentation));
    }
    if found {
        return ExitCode::SUCCESS;
    }
    complain(&format!("there is no rule `{code}`; `policyscope rules` lists them"));
    ExitCode::from(EXIT_USAGE)
}

fn page(rule: &Rule, documentation: &Documentation) -> String {
    let issue_code = rule.issue_code.map(|code| format!("Access Analyzer: {code}\n")).unwrap_or_default();
    let types = rule.applies_to.names().join(", ");
    format!(
        "{code} {name}\n\nSeverity: {severity}\n{issue_code}Policies: {types}\n\n{finds}\n\n{matters}\n\n\
         Example\n\n{example}\n\nUse instead\n\n{instead}\n\nFix\n\n{fix}\n\nSources\n\n{sources}\n",
        code = rule.code,
        name = rule.name,
        severity = rule.severity.name(),
        finds = documentation.finds,
        matters = documentation.matters,
        example = indented(&documentation.example),
        instead = indented(&documentation.instead),
        fix = documentation.fix,
        sources = documentation.sources.join("\n"),
    )
}

fn indented(example: &Example) -> String {
    let lines = example.text.lines().map(|line| format!("    {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

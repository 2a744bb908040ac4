//! What is checked, beside Access Analyzer and other linters: `docs/lint-checks.md`, which
//! `POLICYSCOPE_WRITE_DOCS=1 cargo test --test lint` writes anew.

use std::fmt::Write;
use std::{env, fs};

use policyscope::lint::{Rule, Severity, rules};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/lint-checks.md");

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// `PS005 invalid-action`, or that there is no such rule.
fn title(code: &str) -> Result<String, String> {
    let rule = rules::all().find(|rule| rule.code == code);
    rule.map(|rule| format!("{code} `{}`", rule.name)).ok_or_else(|| format!("no rule {code}"))
}

#[test]
fn the_table_of_checks_is_whole_and_current() {
    let mut faults: Vec<String> = Vec::new();
    let mut page = String::from(
        "# What the linter checks\n\n\
        `POLICYSCOPE_WRITE_DOCS=1 cargo test --test lint` makes this page. `policyscope rule CODE` explains a rule.\n\n",
    );
    page.push_str("| severity | rules |\n|---|---:|\n");
    for severity in Severity::ALL {
        let of_it = rules::all().filter(|rule| rule.severity == severity).count();
        writeln!(page, "| {} | {of_it} |", severity.name()).unwrap();
    }
    writeln!(page, "| together | {} |", rules::all().count()).unwrap();

    page.push_str("\n## The checks of IAM Access Analyzer\n\n| check | severity | rule |\n|---|---|---|\n");
    let mut checks = 0;
    for row in rows(include_str!("checks/access_analyzer.tsv")) {
        checks += 1;
        let [number, issue_code, reason] = row[..] else { panic!("{row:?}") };
        let of_check: Vec<&Rule> = rules::all().filter(|rule| rule.issue_code == Some(issue_code)).collect();
        let code = format!("PS{number:0>3}");
        match of_check.first() {
            Some(rule) if rule.code == code && reason.is_empty() => {
                writeln!(page, "| `{issue_code}` | {} | {code} `{}` |", rule.severity.name(), rule.name)
                    .unwrap();
            }
            None if !reason.is_empty() => {
                writeln!(page, "| `{issue_code}` | | none: {reason} |").unwrap();
            }
            _ => faults.push(format!("{issue_code} is neither rule {code} nor explained, or both")),
        }
    }
    assert_eq!(checks, 153);

    page.push_str("\n## The checks of other linters\n\n| linter | check | rules |\n|---|---|---|\n");
    for row in rows(include_str!("checks/peers.tsv")) {
        let (peer, check, codes) = (row[0], row[1], row[2]);
        let remark = row.get(3).copied().unwrap_or_default();
        let cell = match codes {
            "-" => format!("none: {remark}"),
            codes => {
                let titles = codes.split(' ').map(|code| {
                    title(code).unwrap_or_else(|fault| {
                        faults.push(format!("{peer} {check}: {fault}"));
                        fault
                    })
                });
                let titles = titles.collect::<Vec<_>>().join(", ");
                if remark.is_empty() { titles } else { format!("{titles}: {remark}") }
            }
        };
        writeln!(page, "| {peer} | {check} | {cell} |").unwrap();
    }
    page.push_str("\n## Rules of our own\n\n| rule | severity |\n|---|---|\n");
    for rule in rules::all().filter(|rule| rule.issue_code.is_none()) {
        writeln!(page, "| {} `{}` | {} |", rule.code, rule.name, rule.severity.name()).unwrap();
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    if env::var_os("POLICYSCOPE_WRITE_DOCS").is_some() {
        fs::write(PAGE, page).unwrap();
    } else {
        assert_eq!(fs::read_to_string(PAGE).unwrap(), page, "write it anew");
    }
}

//! All policies that AWS manages: none makes the linter fail, and what it finds is told in
//! `docs/lint-managed-policies.md`, which `POLICYSCOPE_WRITE_DOCS=1 cargo test --test lint` writes anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::{env, fs};

use policyscope::lint::{Rule, Severity};
use policyscope::policy::PolicyType;

use super::{linter, managed_policies};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/lint-managed-policies.md");

/// How often a rule finds something, and in how many policies.
struct Count {
    rule: &'static Rule,
    findings: usize,
    policies: usize,
}

fn counts() -> (usize, Vec<Count>) {
    let linter = linter();
    let policies = managed_policies::all();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for policy in &policies {
        let findings = linter.lint(&policy.text(), Some(PolicyType::Identity.into())).findings;
        let mut in_this: Vec<&str> = Vec::new();
        for finding in findings {
            let code = finding.rule.code;
            let count = counts.entry(code).or_insert(Count { rule: finding.rule, findings: 0, policies: 0 });
            count.findings += 1;
            if !in_this.contains(&code) {
                in_this.push(code);
                count.policies += 1;
            }
        }
    }
    (policies.len(), counts.into_values().collect())
}

fn page(policies: usize, counts: &[Count]) -> String {
    let mut page = format!(
        "# What the linter finds in the policies that AWS manages\n\n\
        `POLICYSCOPE_WRITE_DOCS=1 cargo test --test lint` makes this page. All {policies} policies in their default\n\
        versions, linted as identity-based policies.\n\n\
        | severity | findings |\n|---|---:|\n"
    );
    for severity in Severity::ALL {
        let of_it = counts.iter().filter(|count| count.rule.severity == severity);
        writeln!(page, "| {} | {} |", severity.name(), of_it.map(|count| count.findings).sum::<usize>())
            .unwrap();
    }
    page.push_str("\n| rule | severity | findings | policies |\n|---|---|---:|---:|\n");
    for Count { rule, findings, policies } in counts {
        let name = rule.issue_code.map_or_else(|| format!("`{}`", rule.name), |code| format!("`{code}`"));
        writeln!(page, "| {} {name} | {} | {findings} | {policies} |", rule.code, rule.severity.name())
            .unwrap();
    }
    page
}

#[test]
fn the_findings_in_managed_policies_are_those_of_the_page() {
    let (policies, counts) = counts();
    assert_eq!(policies, 1_594);
    let page = page(policies, &counts);
    if env::var_os("POLICYSCOPE_WRITE_DOCS").is_some() {
        fs::write(PAGE, page).unwrap();
    } else {
        assert_eq!(fs::read_to_string(PAGE).unwrap(), page, "write it anew");
    }
}

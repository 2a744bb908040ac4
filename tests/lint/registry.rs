//! What every rule has to have, and that its documentation tells the truth.

use std::collections::BTreeSet;

use policyscope::catalogue::PrefixWildcards;
use policyscope::catalogue::embedded::retired_action;
use policyscope::lint::{DocumentType, Documentation, Example, Finding, ResourceKind, Rule, rules};
use policyscope::text::Span;

use super::{CATALOGUE, linter};

/// The text without its marks, and the marked place.
pub(super) fn read_marks(example: &Example) -> (String, Option<Span>) {
    let (Some(start), Some(end)) = (example.text.find('⟦'), example.text.find('⟧')) else {
        return (example.text.to_owned(), None);
    };
    let offset = |at: usize| u32::try_from(at).unwrap();
    let span = Span::new(offset(start), offset(end - '⟦'.len_utf8()));
    (example.text.replace(['⟦', '⟧'], ""), Some(span))
}

pub(super) fn document_type(example: &Example) -> DocumentType {
    match example.resource_type {
        Some(name) => {
            ResourceKind::from_name(name).unwrap_or_else(|| panic!("no resource type {name}")).into()
        }
        None => example.policy_type.into(),
    }
}

fn told(findings: &[Finding], text: &str) -> Vec<String> {
    let tell = |finding: &Finding| {
        let rule = finding.rule;
        format!("{} {} at {}: {}", rule.code, rule.name, finding.span.slice(text), finding.message)
    };
    findings.iter().map(tell).collect()
}

#[test]
fn the_bad_example_has_exactly_its_finding_and_the_good_one_has_none() {
    let linter = linter();
    let mut faults = Vec::new();
    for (rule, documentation) in rules::documented() {
        let (text, mark) = read_marks(&documentation.example);
        let findings = linter.lint(&text, Some(document_type(&documentation.example))).findings;
        let is_of_rule = |finding: &&Finding| finding.rule.code == rule.code;
        let places: Vec<Span> = findings.iter().filter(is_of_rule).map(|finding| finding.span).collect();
        let strange: Vec<Finding> = findings
            .iter()
            .filter(|finding| {
                !is_of_rule(finding) && !documentation.example.also.contains(&finding.rule.code)
            })
            .cloned()
            .collect();
        if places != Vec::from_iter(mark) || mark.is_none() || !strange.is_empty() {
            faults.push(format!("{} example: {:#?}", rule.code, told(&findings, &text)));
        }
        let (text, mark) = read_marks(&documentation.instead);
        assert_eq!(mark, None, "{}: the good example has no mark", rule.code);
        let findings = linter.lint(&text, Some(document_type(&documentation.instead))).findings;
        if findings.iter().any(|finding| !documentation.instead.also.contains(&finding.rule.code))
            || documentation.instead.also.contains(&rule.code)
        {
            faults.push(format!("{} instead: {:#?}", rule.code, told(&findings, &text)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn codes_and_names_are_there_once_and_well_formed() {
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for rule in rules::all() {
        let digits = rule.code.strip_prefix("PS").unwrap();
        assert!(digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{}", rule.code);
        assert!(codes.insert(rule.code), "{} twice", rule.code);
        assert!(names.insert(rule.name), "{} twice", rule.name);
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(rule.name.bytes().all(is_plain), "{}", rule.name);
        // The checks of Access Analyzer come first, numbered as in its list.
        assert_eq!(digits.parse::<u32>().unwrap() <= 153, rule.issue_code.is_some(), "{}", rule.code);
    }
}

#[test]
fn every_rule_is_documented() {
    let documented: Vec<(&Rule, &Documentation)> = rules::documented().collect();
    assert_eq!(documented.len(), rules::all().count());
    for (rule, documentation) in documented {
        for text in [documentation.finds, documentation.matters, documentation.fix] {
            assert!(text.len() > 20 && text.ends_with('.'), "{}: `{text}`", rule.code);
        }
        assert!(!documentation.sources.is_empty(), "{} has no source", rule.code);
        assert!(documentation.sources.iter().all(|source| source.starts_with("https://")), "{}", rule.code);
    }
}

#[test]
fn the_actions_that_rules_list_exist() {
    for (rule, documentation) in rules::documented() {
        for action in documentation.actions {
            let exists = if action.contains(['*', '?']) {
                !CATALOGUE.expand(action, PrefixWildcards::Literal).is_empty()
            } else {
                CATALOGUE.action(action).is_some() && retired_action(action).is_none()
            };
            assert!(exists, "{} lists `{action}`, which does not exist", rule.code);
        }
    }
}

//! What every rule has to have, and that its documentation tells the truth.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use policyscope::catalogue::PrefixWildcards;
use policyscope::catalogue::embedded::retired_action;
use policyscope::lint::{Check, DocumentType, Documentation, Example, Finding, ResourceKind, Rule, rules};
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
        let missing = |code: &&&str| !findings.iter().any(|finding| finding.rule.code == **code);
        let missed = documentation.example.also.iter().filter(missing).count();
        if places != Vec::from_iter(mark) || mark.is_none() || !strange.is_empty() || missed > 0 {
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

/// Diagnostic codes that no rule takes over as they are, and why.
const NOT_TAKEN_OVER: &[(&str, &str)] = &[
    ("byte-order-mark", "files alone have one, and it is dropped before the text is linted"),
    ("document-too-long", "the rules about sizes measure by resource too"),
    ("duplicate-operator", "`duplicate-member` says it of the same name; another case is no operator"),
    ("duplicate-principal-kind", "`duplicate-member` says it of the same name; another case is no kind"),
    ("duplicate-statement-element", "`duplicate-member` says it"),
    ("empty-value-list", "PS126 to PS129 look at operators one by one"),
    ("federated-principal-not-supported", "PS060 reports every such principal"),
    ("missing-action", "PS028 looks at statements with other faults too"),
    ("missing-principal", "PS032 looks at statements with other faults too"),
    ("missing-resource", "PS034 looks at statements with other faults too"),
    ("missing-statement", "PS035 finds empty lists too"),
    ("not-principal-not-allowed", "PS063 and PS072 report it at the name"),
    ("not-principal-with-allow", "PS107 says it of all policy types, and PS063 of trust policies"),
    ("plain-principal", "PS019 finds lists too, and PS072 speaks of resource control policies"),
    ("principal-not-allowed", "PS038 and PS043 report it at the name"),
    ("resource-not-allowed", "PS065 reports it at the name"),
    ("unknown-operator", "the rules about conditions find it"),
    ("unreadable-value", "the rules about values tell the types apart"),
    ("wildcard-in-service-field", "the rules about wildcards find it in actions too"),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] }).collect()
}

/// The diagnostic codes in the sources of the readers: every string of words with hyphens between them, and what
/// the table in the documentation of the JSON reader lists.
fn diagnostic_codes() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&source.join("text/json")).into_iter().chain(rust_files(&source.join("policy")));
    let is_code = |text: &&str| {
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_last_word = |word: &str| is_word(word) || word == "utf8";
        text.rsplit_once('-').is_some_and(|(words, last)| words.split('-').all(is_word) && is_last_word(last))
    };
    let mut codes = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        codes.extend(text.split('"').filter(is_code).map(str::to_owned));
        let rows = text.lines().filter_map(|line| line.strip_prefix("//! | `")?.split('`').next());
        codes.extend(rows.map(str::to_owned));
    }
    codes
}

#[test]
fn every_diagnostic_of_the_readers_is_for_some_rule() {
    let codes = diagnostic_codes();
    assert!(codes.len() > 50 && codes.contains("comment") && codes.contains("invalid-effect"), "{codes:?}");
    let taken_over: BTreeSet<&str> = rules::all()
        .filter_map(|rule| match rule.check {
            Check::Diagnostics(codes) | Check::Diagnostic(codes, _) => Some(codes),
            _ => None,
        })
        .flatten()
        .copied()
        .collect();
    let not_taken_over: BTreeSet<&str> = NOT_TAKEN_OVER.iter().map(|(code, _)| *code).collect();
    let known = |code: &&String| taken_over.contains(code.as_str()) || not_taken_over.contains(code.as_str());
    let forgotten: Vec<&String> = codes.iter().filter(|code| !known(code)).collect();
    assert!(forgotten.is_empty(), "no rule takes over {forgotten:?}");
    let gone: Vec<&str> =
        taken_over.union(&not_taken_over).copied().filter(|code| !codes.contains(*code)).collect();
    assert!(gone.is_empty(), "no reader says {gone:?}");
}

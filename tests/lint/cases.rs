//! The cases of `tests/lint/cases/`: one JSON object a line.
//!
//! `why` says what it shows. `policy` is the document, or its text as a string; `type` and `resource_type` are what
//! it is linted as. Of the rules in `codes` it has the findings in `findings` and no others, each a code, the path
//! of its place (a last step in brackets, as in `["Statement", 0, ["Foo"]]`, is the name of the member itself) and
//! the paths of its further places.

use std::fs;
use std::path::Path;

use policyscope::lint::{DocumentType, Finding, Linter, PathElement, ResourceKind, path_of};
use policyscope::policy::PolicyType;
use policyscope::text::Span;
use policyscope::text::json::parse;
use serde::Deserialize;
use serde_json::Value;

use super::linter;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    why: String,
    #[serde(rename = "type")]
    policy_type: Option<String>,
    resource_type: Option<String>,
    policy: Value,
    codes: Vec<String>,
    findings: Vec<Expected>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expected {
    code: String,
    path: Vec<Value>,
    #[serde(default)]
    also: Vec<Vec<Value>>,
}

fn path_json(text: &str, span: Span) -> Vec<Value> {
    let root = parse(text).root;
    let path = root.map(|root| path_of(&root, span)).unwrap_or_default();
    let step = |element: PathElement| match element {
        PathElement::Value(name) => Value::from(name),
        PathElement::Index(index) => Value::from(index),
        PathElement::Key(name) => Value::from(vec![name]),
    };
    path.into_iter().map(step).collect()
}

fn document_type(case: &Case) -> Option<DocumentType> {
    if let Some(name) = &case.resource_type {
        return Some(
            ResourceKind::from_name(name).unwrap_or_else(|| panic!("no resource type {name}")).into(),
        );
    }
    let policy_type = match case.policy_type.as_deref()? {
        "identity" => PolicyType::Identity,
        "boundary" => PolicyType::PermissionsBoundary,
        "session" => PolicyType::Session,
        "scp" => PolicyType::ServiceControl,
        "rcp" => PolicyType::ResourceControl,
        "resource" => PolicyType::Resource,
        "trust" => PolicyType::RoleTrust,
        "kms" => PolicyType::Key,
        "vpc-endpoint" => PolicyType::VpcEndpoint,
        other => panic!("no policy type {other}"),
    };
    Some(policy_type.into())
}

fn fault(case: &Case, linter: &Linter) -> Option<String> {
    let text = match &case.policy {
        Value::String(text) => text.clone(),
        policy => serde_json::to_string_pretty(policy).unwrap(),
    };
    let found = linter.lint(&text, document_type(case)).findings;
    let watched = |finding: &&Finding| case.codes.iter().any(|code| code == finding.rule.code);
    let expected_form = |finding: &Finding| Expected {
        code: finding.rule.code.to_owned(),
        path: path_json(&text, finding.span),
        also: finding.also.iter().map(|span| path_json(&text, *span)).collect(),
    };
    let found: Vec<Expected> = found.iter().filter(watched).map(expected_form).collect();
    let same = found.len() == case.findings.len() && case.findings.iter().all(|one| found.contains(one));
    (!same).then(|| format!("{}\n  expected {:?}\n  found    {found:?}", case.why, case.findings))
}

#[test]
fn cases() {
    let linter = linter();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/cases");
    let mut faults = Vec::new();
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let case: Case = serde_json::from_str(line)
                .unwrap_or_else(|error| panic!("{name}, line {}: {error}", number + 1));
            faults.extend(fault(&case, &linter).map(|fault| format!("{name}:{}: {fault}", number + 1)));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

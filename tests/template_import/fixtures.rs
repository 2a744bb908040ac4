//! The templates in `tests/template/import`, each with what somebody who read it expects of it.

use std::path::{Path, PathBuf};

use policyscope::template::import::Remark;
use policyscope::workspace::model::Workspace;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{placed, taken, values};

/// What is expected of a template. What is missing is expected to be nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    given: Value,
    /// Numbers of resources by what became of them.
    resources: Map<String, Value>,
    values: Value,
    #[serde(default)]
    unknown: Vec<String>,
    /// Logical ids, and how many statements wait there.
    #[serde(default)]
    needs_name: Map<String, Value>,
    #[serde(default)]
    assumed: Vec<String>,
    #[serde(default)]
    not_placed: Vec<String>,
    #[serde(default)]
    other_languages: Vec<String>,
    #[serde(default)]
    not_known: Vec<String>,
    #[serde(default)]
    from_aws: Vec<String>,
    #[serde(default)]
    apis: usize,
    #[serde(default)]
    unknown_of_apis: Vec<String>,
    /// Owner and name.
    documents: Vec<String>,
    /// Codes of what is wrong with the template.
    #[serde(default)]
    diagnostics: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/template/import")
}

/// The name, the text and the expectation of each template.
fn fixtures() -> Vec<(String, String, Expected)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".expected.json") {
            continue;
        }
        let expected = path.with_extension("").with_extension("expected.json");
        let expected = std::fs::read_to_string(&expected).unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected = serde_json::from_str(&expected).unwrap_or_else(|error| panic!("{name}: {error}"));
        found.push((name, std::fs::read_to_string(&path).unwrap(), expected));
    }
    found.sort_by(|left, right| left.0.cmp(&right.0));
    found
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}

fn ids(remarks: &[Remark]) -> Vec<String> {
    sorted(remarks.iter().map(|remark| remark.logical_id.clone()).collect())
}

#[test]
fn each_template_comes_to_what_is_expected_of_it() {
    for (name, text, expected) in fixtures() {
        let taken = taken(&text, values(expected.given));
        let report = &taken.report;
        let codes: Vec<String> = taken.diagnostics.iter().map(|found| found.code.to_owned()).collect();
        assert_eq!(codes, expected.diagnostics, "{name}: {:?}", taken.diagnostics);
        let counts = serde_json::to_value(&report.resources).unwrap();
        let counts: Map<String, Value> =
            counts.as_object().unwrap().clone().into_iter().filter(|(_, count)| *count != json!(0)).collect();
        assert_eq!(counts, expected.resources, "{name}");
        let named = |id: &str| {
            let waiting = report.needs_name.iter().filter(|found| found.logical_id == id);
            let (statements, denies) = waiting.fold((0, 0), |(statements, denies), found| {
                (statements + found.statements, denies + found.denies)
            });
            json!({"statements": statements, "denies": denies})
        };
        let waiting: Map<String, Value> = report
            .needs_name
            .iter()
            .map(|found| (found.logical_id.clone(), named(&found.logical_id)))
            .collect();
        assert_eq!(waiting, expected.needs_name, "{name}");
        assert_eq!(ids(&report.assumed), sorted(expected.assumed), "{name}: assumed");
        assert_eq!(ids(&report.not_placed), sorted(expected.not_placed), "{name}: {:?}", report.not_placed);
        assert_eq!(
            ids(&report.other_languages),
            sorted(expected.other_languages),
            "{name}: other languages {:?}",
            report.other_languages
        );
        assert_eq!(ids(&report.not_known), sorted(expected.not_known), "{name}: {:?}", report.not_known);
        assert_eq!(ids(&report.from_aws), sorted(expected.from_aws), "{name}: from AWS");
        assert_eq!(report.apis, expected.apis, "{name}: APIs");
        assert_eq!(
            ids(&report.unknown_of_apis),
            sorted(expected.unknown_of_apis),
            "{name}: {:?}",
            report.unknown_of_apis
        );
        let documents = placed(&taken.workspace);
        let documents = documents.iter().map(|entry| format!("{} {}", entry.owner, entry.name)).collect();
        assert_eq!(sorted(documents), sorted(expected.documents.clone()), "{name}");
        let others = expected.documents.iter().filter(|found| found.contains(" other ")).count();
        assert_eq!(report.documents + others, expected.documents.len(), "{name}");
        assert_eq!(serde_json::to_value(&report.values).unwrap(), expected.values, "{name}");
        let unknown: Vec<String> = report.unknown.iter().map(|found| found.name.clone()).collect();
        assert_eq!(sorted(unknown), sorted(expected.unknown), "{name}");
        for span in report.unknown.iter().flat_map(|found| &found.places) {
            assert!(!span.slice(&text).is_empty(), "{name}: {span:?}");
        }
    }
}

#[test]
fn there_are_ten_templates_of_both_kinds_and_in_both_languages() {
    let fixtures = fixtures();
    let count =
        |is_it: fn(&str, &str) -> bool| fixtures.iter().filter(|(name, text, _)| is_it(name, text)).count();
    assert!(fixtures.len() >= 10, "{}", fixtures.len());
    assert!(count(|_, text| text.contains("AWS::Serverless-2016-10-31")) >= 3);
    assert!(count(|name, _| name.ends_with(".json")) >= 2);
}

/// A workspace with a template is one: it survives being written and read.
#[test]
fn what_is_taken_over_survives_a_file() {
    for (name, text, expected) in fixtures() {
        let workspace = taken(&text, values(expected.given)).workspace;
        assert_eq!(Workspace::from_json(&workspace.to_json_pretty()).unwrap(), workspace, "{name}");
    }
}

/// Taking a template over twice makes no second copy of anything but of the template.
#[test]
fn every_document_of_a_template_has_an_origin() {
    for (name, text, expected) in fixtures() {
        let taken = taken(&text, values(expected.given));
        for entry in placed(&taken.workspace) {
            let found = policyscope::workspace::edit::document(&taken.workspace, entry.id).unwrap();
            // What AWS attaches beside a policy of an organization is not the template's.
            assert!(found.origin.is_some() || found.name.starts_with("other "), "{name}: {entry:?}");
        }
    }
}

//! Denials as people meet them: what the page says of each, and the table of it in `docs/denials.md`, which
//! `POLICYSCOPE_WRITE_DOCS=1 cargo test --test denials` writes anew.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::fmt::Write as _;
use std::{env, fs};

use policyscope::analysis::{Analysis, analyse};
use policyscope::catalogue::bundled;
use policyscope::repair::{Goal, repairs};
use policyscope::workspace::model::Workspace;
use serde::Deserialize;
use serde_json::value::RawValue;

/// A file of `tests/denials`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    title: String,
    expect: Expected,
    workspace: Box<RawValue>,
}

/// What AWS would say, and what a person who knows IAM would point at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    decision: String,
    check: String,
    /// Part of the comparison in the nearest miss; none where a Deny decides alone.
    near_miss: Option<String>,
    /// Part of the first repair.
    repair: String,
}

/// What the page says.
struct Said {
    sentence: String,
    near_miss: Option<String>,
    repair: String,
}

fn said(analysis: &Analysis, workspace: &Workspace) -> Said {
    let near_miss = analysis.near_misses.statements.first().map(|near| {
        let failures: Vec<&str> = near.failures.iter().map(|failure| failure.comparison.as_str()).collect();
        format!("{}: {}", near.title, failures.join("; "))
    });
    let found = repairs(workspace, 0, Goal::Allow, Some(&bundled().unwrap()));
    let repair = found.first().map(|repair| repair.title.clone()).unwrap_or_default();
    Said { sentence: analysis.verdict.headline.clone(), near_miss, repair }
}

fn cases() -> Vec<Case> {
    let folder = format!("{}/tests/denials", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |file| {
        serde_json::from_str(&fs::read_to_string(&file).unwrap())
            .unwrap_or_else(|error| panic!("{file:?}: {error}"))
    };
    files.into_iter().map(read).collect()
}

#[test]
fn each_denial_is_explained_as_somebody_who_knows_iam_would() {
    let mut page = "# What is said of twelve denials and two more\n\n\
        `POLICYSCOPE_WRITE_DOCS=1 cargo test --test denials` makes this page from the workspaces in `tests/denials`: one\n\
        for each check and kind of denial, as people meet them. Each is opened as the page opens it. Where no statement\n\
        came close there is nothing to point at but the Deny.\n\n\
        | denial | the sentence | the nearest miss | the first repair |\n|---|---|---|---|\n"
        .to_owned();
    let mut faults = Vec::new();
    for case in cases() {
        let workspace = Workspace::from_json(case.workspace.get()).unwrap();
        let analysis = analyse(&workspace, 0);
        let deciding = analysis.checks.iter().find(|check| check.decides);
        let check = serde_json::to_value(deciding.map(|check| check.check)).unwrap();
        let decision = serde_json::to_value(analysis.verdict.decision).unwrap();
        let said = said(&analysis, &workspace);
        let mut expect = |what: &str, expected: &str, found: &str| {
            if !found.contains(expected) {
                faults.push(format!("{}: {what}: expected {expected}, found {found}", case.title));
            }
        };
        expect("decision", &case.expect.decision, &decision.to_string());
        expect("check", &case.expect.check, &check.to_string());
        if let Some(near_miss) = &case.expect.near_miss {
            expect("near miss", near_miss, said.near_miss.as_deref().unwrap_or_default());
        }
        expect("repair", &case.expect.repair, &said.repair);
        let cell = |text: &str| text.replace('|', "\\|");
        writeln!(
            page,
            "| {} | {} | {} | {} |",
            cell(&case.title),
            cell(&said.sentence),
            cell(said.near_miss.as_deref().unwrap_or("–")),
            cell(&said.repair)
        )
        .unwrap();
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let path = format!("{}/docs/denials.md", env!("CARGO_MANIFEST_DIR"));
    if env::var_os("POLICYSCOPE_WRITE_DOCS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert_eq!(
        fs::read_to_string(&path).unwrap_or_default(),
        page,
        "run this test with POLICYSCOPE_WRITE_DOCS=1"
    );
}

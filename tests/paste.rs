//! What pasted texts are, what is read from them, and what they make of a workspace.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "paste/commands.rs"]
mod commands;
#[path = "paste/details.rs"]
mod details;
#[path = "paste/flow.rs"]
mod flow;
#[path = "paste/messages.rs"]
mod messages;
#[path = "paste/next_steps.rs"]
mod next_steps;
#[path = "paste/properties.rs"]
mod properties;
#[path = "paste/refusals.rs"]
mod refusals;
#[path = "paste/trail.rs"]
mod trail;

use std::path::{Path, PathBuf};

use policyscope::paste::{Call, Filled, Kind, Pasted, recognise};
use policyscope::workspace::model::{NamedRequest, PolicyDocument, Principal, Workspace};

const ROLE: &str = "arn:aws:iam::111122223333:role/teams/reports";
const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/reports/nightly";
const USER: &str = "arn:aws:iam::111122223333:user/ana";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/paste")
}

fn text(file: &str) -> String {
    std::fs::read_to_string(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The text of every data file that is one pasted text.
fn all_texts() -> Vec<(String, String)> {
    let mut files: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json") && name != "trail_sign_in.json")
        .collect();
    files.sort();
    assert!(files.len() >= 35, "{}", files.len());
    let mut texts: Vec<(String, String)> =
        files.into_iter().map(|file| (file.clone(), text(&file))).collect();
    texts.extend(messages::cases().into_iter().map(|case| (case.name, case.text)));
    texts.push(("an ARN of a user".to_owned(), USER.to_owned()));
    texts.push(("an ARN of a bucket".to_owned(), "arn:aws:s3:::reports".to_owned()));
    texts
}

fn paste(text: &str) -> Pasted {
    recognise(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn call(file: &str) -> Call {
    paste(&text(file)).facts.calls.last().unwrap().clone()
}

fn fill(texts: &[&str]) -> Filled {
    let mut filled = Filled { workspace: Workspace::default(), report: Default::default() };
    for text in texts {
        filled = paste(text).fill(&filled.workspace, None);
    }
    filled
}

fn fill_files(files: &[&str]) -> Filled {
    let texts: Vec<String> = files.iter().map(|file| text(file)).collect();
    fill(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

fn selected(workspace: &Workspace) -> &NamedRequest {
    &workspace.requests[workspace.selected_request]
}

fn principal<'w>(workspace: &'w Workspace, arn: &str) -> &'w Principal {
    let mut found = workspace.principals.iter().filter(|principal| principal.arn == arn);
    let first = found.next().unwrap_or_else(|| panic!("no {arn} in {:?}", workspace.principals));
    assert!(found.next().is_none(), "{arn} twice");
    first
}

fn names(documents: &[PolicyDocument]) -> Vec<&str> {
    documents.iter().map(|document| &*document.name).collect()
}

fn assert_line(lines: &[String], part: &str) {
    assert!(lines.iter().any(|line| line.contains(part)), "no `{part}` in {lines:#?}");
}

fn assert_kind(file: &str, kind: Kind) {
    assert_eq!(paste(&text(file)).kind, kind, "{file}");
}

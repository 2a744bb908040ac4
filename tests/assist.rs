//! What the editor proposes, tells and checks while a policy or a request is written.
//!
//! A document in these tests has `|` where the cursor is.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "assist/actions.rs"]
mod actions;
#[path = "assist/broken.rs"]
mod broken;
#[path = "assist/conditions.rs"]
mod conditions;
#[path = "assist/elements.rs"]
mod elements;
#[path = "assist/expansion.rs"]
mod expansion;
#[path = "assist/hover.rs"]
mod hover;
#[path = "assist/inserting.rs"]
mod inserting;
#[path = "assist/properties.rs"]
mod properties;
#[path = "assist/request.rs"]
mod request;
#[path = "assist/resources.rs"]
mod resources;
#[path = "assist/values.rs"]
mod values;

use std::fs::File;
use std::io::Read;
use std::sync::LazyLock;

use policyscope::analysis::assist::{Completion, Completions, completions};
use policyscope::catalogue::{Catalogue, bundled};
use policyscope::policy::PolicyType;

static FULL: LazyLock<Catalogue> = LazyLock::new(|| bundled().unwrap());

static CORE_ONLY: LazyLock<Catalogue> = LazyLock::new(|| {
    let packed = File::open("www/catalogue/core.bin.gz").unwrap();
    let mut core = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut core).unwrap();
    Catalogue::from_core_file(&core).unwrap()
});

const POLICY_TYPES: [PolicyType; 9] = [
    PolicyType::Identity,
    PolicyType::PermissionsBoundary,
    PolicyType::Session,
    PolicyType::ServiceControl,
    PolicyType::ResourceControl,
    PolicyType::Resource,
    PolicyType::RoleTrust,
    PolicyType::Key,
    PolicyType::VpcEndpoint,
];

/// The document without the `|`, and the UTF-16 offset of it.
fn cursor(document: &str) -> (String, u32) {
    let (before, after) = document.split_once('|').unwrap();
    (format!("{before}{after}"), before.encode_utf16().count().try_into().unwrap())
}

/// A document whose only statement has these elements besides its effect.
fn statement(elements: &str) -> String {
    format!(r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", {elements}}}]}}"#)
}

fn complete(document: &str, policy_type: PolicyType, catalogue: Option<&Catalogue>) -> Option<Completions> {
    let (text, offset) = cursor(document);
    completions(&text, offset, policy_type, catalogue)
}

/// The options in an identity-based policy with the whole catalogue.
fn options(document: &str) -> Vec<Completion> {
    options_in(document, PolicyType::Identity)
}

fn options_in(document: &str, policy_type: PolicyType) -> Vec<Completion> {
    complete(document, policy_type, Some(&FULL)).map(|found| found.options).unwrap_or_default()
}

fn labels(options: &[Completion]) -> Vec<&str> {
    options.iter().map(|option| &*option.label).collect()
}

#[track_caller]
fn assert_first(options: &[Completion], expected: &[&str]) {
    let labels = labels(options);
    assert_eq!(labels.iter().take(expected.len()).copied().collect::<Vec<_>>(), expected, "{labels:?}");
}

#[track_caller]
fn assert_all(options: &[Completion], expected: &[&str]) {
    assert_eq!(labels(options), expected);
}

#[track_caller]
fn assert_has(options: &[Completion], expected: &[&str]) {
    let labels = labels(options);
    for label in expected {
        assert!(labels.contains(label), "no {label} in {labels:?}");
    }
}

#[track_caller]
fn assert_lacks(options: &[Completion], excluded: &[&str]) {
    let labels = labels(options);
    for label in excluded {
        assert!(!labels.contains(label), "{label} in {labels:?}");
    }
}

#[track_caller]
fn detail<'o>(options: &'o [Completion], label: &str) -> &'o str {
    &options.iter().find(|option| option.label == label).unwrap_or_else(|| panic!("no {label}")).detail
}

/// The document after the option `label` was chosen.
#[track_caller]
fn chosen(document: &str, policy_type: PolicyType, label: &str) -> String {
    let (text, _) = cursor(document);
    let found = complete(document, policy_type, Some(&FULL)).unwrap();
    let option = found.options.iter().find(|option| option.label == label);
    insert(&text, &found, option.unwrap_or_else(|| panic!("no {label} in {:?}", labels(&found.options))))
}

fn insert(text: &str, found: &Completions, option: &Completion) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let inserted = option.insert.encode_utf16();
    let changed: Vec<u16> = units[..found.from as usize]
        .iter()
        .copied()
        .chain(inserted)
        .chain(units[found.to as usize..].iter().copied())
        .collect();
    String::from_utf16(&changed).unwrap()
}

//! The policies that AWS manages, as test data: `tools/managed-policies.mjs` fetches them.
#![allow(dead_code, reason = "each test and each bench uses some of it")]

use std::io::Read;

use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::Value;

/// A policy in its default version.
#[derive(Deserialize)]
pub(crate) struct ManagedPolicy {
    pub(crate) name: String,
    pub(crate) document: Value,
}

impl ManagedPolicy {
    /// The document as the console shows it.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string_pretty(&self.document).unwrap()
    }
}

/// All of them, ascending by name.
pub(crate) fn all() -> Vec<ManagedPolicy> {
    let mut text = String::new();
    let packed: &[u8] = include_bytes!("policies.jsonl.gz");
    GzDecoder::new(packed).read_to_string(&mut text).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Two hundred of them, taken evenly, with about 2 KB each on average without space.
pub(crate) fn sample(policies: &[ManagedPolicy]) -> impl Iterator<Item = &ManagedPolicy> {
    policies.iter().step_by(8)
}

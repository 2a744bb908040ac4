//! Managed policies that a template names by ARN and does not hold.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::value::RawValue;

use super::plan::listed;
use crate::template::value::{Part, Resolved, UnknownValue};
use crate::text::json;
use crate::workspace::model::PolicyDocument;

/// The policies that AWS manages for functions, by what follows `:iam::aws:policy/` in their ARN: those that SAM attaches
/// to the roles it makes. Taken from the test data in `tests/managed_policies`, which `tools/managed-policies.mjs`
/// fetches; a test compares them.
const PUBLISHED: &str = include_str!("managed_policies.json");

/// What is known of a managed policy that is named by its ARN.
pub(super) enum Managed {
    /// AWS manages it, and this is what it says.
    Published(Box<PolicyDocument>),
    /// Its ARN; what it says is not known here.
    Elsewhere(String),
    /// Not even which one it is; with what is missing, in words.
    Unknown(String),
}

pub(super) fn managed(arn: &Resolved) -> Managed {
    if let Some(document) = published(arn) {
        return Managed::Published(Box::new(document));
    }
    match arn.text() {
        Some(arn) => Managed::Elsewhere(arn.to_owned()),
        None => Managed::Unknown(match arn.missing().as_slice() {
            [] => "a text".to_owned(),
            names => listed(names),
        }),
    }
}

/// A policy of AWS's own. Its name does not depend on the partition, so that may be open.
fn published(arn: &Resolved) -> Option<PolicyDocument> {
    let mut text = String::new();
    for part in arn.parts() {
        match part {
            Part::Literal(literal) => text.push_str(&literal),
            Part::Unknown(UnknownValue::Ref(name)) if name == "AWS::Partition" => text.push_str("aws"),
            Part::Unknown(_) => return None,
        }
    }
    let (_, name) = text.strip_prefix("arn:")?.split_once(":iam::aws:policy/")?;
    let document = table().get(name)?;
    Some(PolicyDocument::new(name.rsplit('/').next().unwrap_or(name), document.clone()))
}

/// The texts as the workspace lays them out.
fn table() -> &'static HashMap<String, String> {
    static TABLE: OnceLock<HashMap<String, String>> = OnceLock::new();
    TABLE.get_or_init(|| {
        // The file is part of the program, and a test reads it.
        let documents: HashMap<String, Box<RawValue>> = serde_json::from_str(PUBLISHED).unwrap_or_default();
        let laid_out = |document: &RawValue| json::parse(document.get()).root.map(|root| json::pretty(&root));
        documents.into_iter().filter_map(|(name, document)| Some((name, laid_out(&document)?))).collect()
    })
}

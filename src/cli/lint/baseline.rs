//! Baseline files: findings that were there when somebody began to lint, and are not told any more.
//!
//! An entry holds no line numbers, so that edits elsewhere in the file do not bring its finding back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Linted;
use crate::lint::{path_of, path_text, read_root};

#[derive(Serialize, Deserialize)]
struct Baseline {
    policyscope_baseline: u32,
    findings: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    file: String,
    code: String,
    path: String,
    /// How many such findings there are at the place.
    count: usize,
}

type Key = (String, String, String);

fn keys(one: &Linted) -> Vec<Key> {
    let (root, _) = read_root(&one.text);
    let key = |finding: &crate::lint::Finding| {
        (one.file.clone(), finding.rule.code.to_owned(), path_text(&path_of(&root, finding.span)))
    };
    one.result.findings.iter().map(key).collect()
}

/// The baseline file of these findings.
pub(super) fn written(linted: &[Linted]) -> String {
    let mut counts: BTreeMap<Key, usize> = BTreeMap::new();
    for key in linted.iter().flat_map(keys) {
        *counts.entry(key).or_default() += 1;
    }
    let entry = |((file, code, path), count): (Key, usize)| Entry { file, code, path, count };
    let baseline = Baseline { policyscope_baseline: 1, findings: counts.into_iter().map(entry).collect() };
    // These are plain strings and numbers, which always can be written.
    let json = serde_json::to_string_pretty(&baseline).unwrap_or_default();
    format!("{json}\n")
}

/// Leaves out the findings that the baseline file `bytes` lists; how many of its entries were not found.
///
/// # Errors
/// When `bytes` is no baseline file of this version.
pub(super) fn leave_out(bytes: &[u8], linted: &mut [Linted]) -> Result<usize, String> {
    let baseline: Baseline = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if baseline.policyscope_baseline != 1 {
        return Err(format!("it is of version {}, this program reads 1", baseline.policyscope_baseline));
    }
    let entry = |entry: Entry| ((entry.file, entry.code, entry.path), entry.count);
    let mut left: BTreeMap<Key, usize> = baseline.findings.into_iter().map(entry).collect();
    for one in linted {
        let mut keys = keys(one).into_iter();
        one.result.findings.retain(|_| {
            let count = keys.next().and_then(|key| left.get_mut(&key)).filter(|count| **count > 0);
            count.map(|count| *count -= 1).is_none()
        });
    }
    Ok(left.values().filter(|count| **count > 0).count())
}

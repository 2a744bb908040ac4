//! Patterns that let too much through under keys that say whose a caller, a resource or a network is.

use super::super::condition::blocks::values_widen;
use crate::condition::Relation;
use crate::lint::{ConditionFacts, StatementFacts};

/// What is wrong with a pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::lint::rules) enum TooPermissive {
    /// The key takes no pattern.
    Sensitive,
    /// Too little stands before the pattern.
    ShortBeginning,
    /// It stands for a part of the unique identifier of a user or role.
    PartOfIdentifier,
}

/// How many characters have to stand before a pattern.
const BEGINNING: usize = 6;

/// The account, organization or network itself: no part of it is shared by chance.
const SENSITIVE: &[&str] = &[
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpceAccount",
    "aws:VpceOrgID",
];

const PATHS: &[&str] =
    &["aws:PrincipalOrgPaths", "aws:ResourceOrgPaths", "aws:SourceOrgPaths", "aws:VpceOrgPaths"];

/// Whether the key is one of those in which no pattern is safe.
pub(in crate::lint::rules) fn is_sensitive(key: &str) -> bool {
    SENSITIVE.iter().any(|sensitive| sensitive.eq_ignore_ascii_case(key))
}

/// What is wrong with a `value` of the condition in which a pattern begins at `at`.
pub(in crate::lint::rules) fn judge(
    facts: &ConditionFacts<'_>,
    value: &str,
    at: usize,
) -> Option<TooPermissive> {
    if facts.is_key("aws:userid") {
        // `AIDACKCEVSQ6C2EXAMPLE:*` and `*:session` are fine.
        let before = value.get(..at)?;
        let is_right = before.contains(':') && !before.contains("${");
        let is_alone = value.starts_with("*:") || (value.starts_with("${") && value.contains("}:"));
        return (!is_right && !is_alone).then_some(TooPermissive::PartOfIdentifier);
    }
    if is_sensitive(facts.key()) {
        return Some(TooPermissive::Sensitive);
    }
    let is_path = PATHS.iter().any(|path| facts.is_key(path));
    (is_path && at < BEGINNING).then_some(TooPermissive::ShortBeginning)
}

/// Whether patterns work in the condition's values and let more through: only then can they be too permissive.
pub(in crate::lint::rules) fn takes_patterns(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
) -> bool {
    facts.is_global() && facts.operator().test.relation() == Relation::Like && values_widen(facts, statement)
}

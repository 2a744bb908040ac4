//! The subjects of GitHub's tokens: `repo:octo-org/octo-repo:ref:refs/heads/main`.

use crate::condition::Relation;
use crate::lint::rules::principals::asks_for_a_value;
use crate::lint::rules::trust::{GITHUB, claim_of, github_conditions};
use crate::lint::{ConditionFacts, StatementFacts};

/// How many repositories a pattern for subjects fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breadth {
    /// Those of strangers too.
    AnyOwner,
    /// All of one owner.
    WholeOwner,
    /// Fewer, or it is not about repositories.
    Narrow,
}

/// Whether the condition asks for a subject.
pub(super) fn is_subject(condition: &ConditionFacts<'_>) -> bool {
    claim_of(condition, GITHUB).is_some_and(|claim| claim.eq_ignore_ascii_case("sub"))
        && asks_for_a_value(condition)
}

/// Whether the condition asks for a subject by patterns.
pub(super) fn is_subject_pattern(condition: &ConditionFacts<'_>) -> bool {
    condition.operator().test.relation() == Relation::Like && is_subject(condition)
}

/// How many repositories `value`, a pattern, fits.
pub(super) fn breadth(value: &str) -> Breadth {
    let has_wildcard = |text: &str| text.contains(['*', '?']);
    let Some(name) = value.strip_prefix("repo:") else {
        let start = value.find(['*', '?']).and_then(|at| value.get(..at));
        let is_any = start.is_some_and(|start| "repo:".starts_with(start));
        return if is_any { Breadth::AnyOwner } else { Breadth::Narrow };
    };
    let (owner, rest) = name.split_once('/').unwrap_or((name, ""));
    let repository = rest.split(':').next().unwrap_or_default();
    if has_wildcard(owner) {
        Breadth::AnyOwner
    } else if repository == "*" {
        Breadth::WholeOwner
    } else {
        Breadth::Narrow
    }
}

/// Whether another condition of the statement names what a subject of this breadth leaves open.
pub(super) fn names_repository_otherwise(statement: &StatementFacts<'_>, breadth: Breadth) -> bool {
    const REPOSITORY: [&str; 3] = ["repository", "repository_id", "job_workflow_ref"];
    const OWNER: [&str; 3] = ["repository_owner", "repository_owner_id", "enterprise"];
    let is_named = |claim: &&'static str| {
        github_conditions(statement, claim)
            .any(|condition| !condition.entry.values.iter().any(|value| value.text.starts_with(['*', '?'])))
    };
    REPOSITORY.iter().any(is_named) || breadth == Breadth::AnyOwner && OWNER.iter().any(is_named)
}

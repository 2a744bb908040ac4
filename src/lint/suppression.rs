//! Findings that somebody has looked at and wants to hear no more of.

use serde::{Deserialize, Serialize};

use super::{Finding, PathElement, path_of};
use crate::text::json::{Node, Value};

/// What is not reported any more: the findings of one rule, in a document or in a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Suppression {
    /// The rule: its code, `PS005`.
    pub code: String,
    /// In the statement with this `Sid` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// At this place or within it only, as in `Statement/0/Action/1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Why; for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Suppression {
    /// The suppression of exactly `finding`: by the `Sid` of its statement if it has one, else by its path.
    #[must_use]
    pub fn of(finding: &Finding, root: &Node<'_>) -> Self {
        let path = path_of(root, finding.span);
        let sid = sid_of_statement(root, &path);
        let code = finding.rule.code.to_owned();
        let path = sid.is_none().then(|| path_text(&path)).filter(|path| !path.is_empty());
        Self { code, sid, path, reason: None }
    }

    fn covers(&self, finding: &Finding, root: &Node<'_>) -> bool {
        if finding.rule.code != self.code {
            return false;
        }
        let path = path_of(root, finding.span);
        self.sid.as_ref().is_none_or(|sid| sid_of_statement(root, &path).as_ref() == Some(sid))
            && self.path.as_ref().is_none_or(|wanted| {
                let path = path_text(&path);
                path.strip_prefix(wanted.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
    }
}

/// The findings that are left, and the numbers of the suppressions that suppress none.
#[must_use]
pub fn suppress(
    findings: Vec<Finding>,
    root: &Node<'_>,
    suppressions: &[Suppression],
) -> (Vec<Finding>, Vec<usize>) {
    let mut used = vec![false; suppressions.len()];
    let left = findings.into_iter().filter(|finding| {
        let mut suppressed = false;
        for (suppression, used) in suppressions.iter().zip(&mut used) {
            if suppression.covers(finding, root) {
                *used = true;
                suppressed = true;
            }
        }
        !suppressed
    });
    let left = left.collect();
    let unused = used.iter().enumerate().filter(|(_, used)| !**used).map(|(index, _)| index);
    (left, unused.collect())
}

/// `Statement/0/Action/1`.
#[must_use]
pub fn path_text(path: &[PathElement]) -> String {
    let step = |element: &PathElement| match element {
        PathElement::Value(name) | PathElement::Key(name) => name.clone(),
        PathElement::Index(index) => index.to_string(),
    };
    path.iter().map(step).collect::<Vec<_>>().join("/")
}

fn sid_of_statement(root: &Node<'_>, path: &[PathElement]) -> Option<String> {
    let statement = match (&root.member("Statement")?.value, path.get(1)) {
        (Node { value: Value::Array(statements), .. }, Some(PathElement::Index(index))) => {
            statements.get(*index)?
        }
        (statement, _) => statement,
    };
    match &statement.member("Sid")?.value.value {
        Value::String(sid) if !sid.is_empty() => Some(sid.to_string()),
        _ => None,
    }
}

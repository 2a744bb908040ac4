//! Which statements the requests of a workspace ever reach.

use serde::{Deserialize, Serialize};

use crate::evaluation::{EffectName, Supplied, Trace, Truth};
use crate::policy::{Effect, Statement, read_policy};
use crate::text::LineIndex;
use crate::text::json::parse;
use crate::workspace::model::Workspace;
use crate::workspace::{DocumentId, ManyRequests, ResolvedDocument, document_list, edit};

/// What the requests of a workspace reach in its documents. Requests are named by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// All documents, in the order of the checks.
    pub documents: Vec<DocumentCoverage>,
    /// The requests that cannot be read and so reach nothing.
    pub unreadable_requests: Vec<usize>,
}

/// What requests reach in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentCoverage {
    /// Which.
    pub document: DocumentId,
    /// The requests that it is asked about.
    pub asked_by: Vec<usize>,
    /// Its statements in order.
    pub statements: Vec<StatementCoverage>,
}

/// What requests reach a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementCoverage {
    /// Its number in the document, from zero.
    pub index: usize,
    /// Its Sid; empty for one without.
    pub sid: String,
    /// What it does; none when it cannot be read.
    pub effect: Option<EffectName>,
    /// First UTF-16 unit.
    pub from: u32,
    /// UTF-16 unit after the last.
    pub to: u32,
    /// Line, from 1.
    pub line: u32,
    /// The requests to which it applies.
    pub applies_to: Vec<usize>,
    /// The requests to which it applies or not, depending on what is unknown.
    pub may_apply_to: Vec<usize>,
    /// How far it is reached.
    pub reach: StatementReach,
}

/// How far requests reach a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementReach {
    /// It applies to a request.
    Applies,
    /// It applies to none for certain, and to some perhaps.
    Perhaps,
    /// Its document is asked, and it applies to no request.
    Never,
    /// Its document is asked about no request.
    NotAsked,
}

/// Which statements of `workspace` its requests reach.
#[must_use]
pub fn coverage(workspace: &Workspace) -> Coverage {
    let entries = document_list::all(workspace);
    let mut documents: Vec<DocumentCoverage> =
        entries.iter().map(|entry| unasked(workspace, entry.id)).collect();
    let mut unreadable_requests = Vec::new();
    let mut requests = ManyRequests::new(workspace);
    for (number, named) in workspace.requests.iter().enumerate() {
        match requests.trace(named) {
            Ok(traced) => {
                for resolved in traced.documents {
                    let covered = documents.iter_mut().find(|covered| covered.document == resolved.id);
                    if let Some(covered) = covered {
                        add_request(covered, number, resolved, &traced.trace);
                    }
                }
            }
            Err(_) => unreadable_requests.push(number),
        }
    }
    for document in &mut documents {
        let is_asked = !document.asked_by.is_empty();
        for statement in &mut document.statements {
            statement.reach = match (is_asked, &*statement.applies_to, &*statement.may_apply_to) {
                (false, ..) => StatementReach::NotAsked,
                (true, [], []) => StatementReach::Never,
                (true, [], _) => StatementReach::Perhaps,
                (true, ..) => StatementReach::Applies,
            };
        }
    }
    Coverage { documents, unreadable_requests }
}

/// The statements of a document, before any request is looked at.
fn unasked(workspace: &Workspace, document: DocumentId) -> DocumentCoverage {
    let text = edit::document(workspace, document).map_or("", |document| &document.text);
    let lines = LineIndex::new(text);
    let policy = parse(text).root.map(|root| read_policy(&root).0).unwrap_or_default();
    let of_statement = |(index, statement): (usize, &Statement<'_>)| StatementCoverage {
        index,
        sid: statement.sid.as_ref().map(|sid| sid.text.to_string()).unwrap_or_default(),
        effect: statement.effect.map(|effect| match effect {
            Effect::Allow => EffectName::Allow,
            Effect::Deny => EffectName::Deny,
        }),
        from: lines.utf16(statement.span.start),
        to: lines.utf16(statement.span.end),
        line: lines.position(statement.span.start).line,
        applies_to: Vec::new(),
        may_apply_to: Vec::new(),
        reach: StatementReach::NotAsked,
    };
    let statements = policy.statements.iter().enumerate().map(of_statement).collect();
    DocumentCoverage { document, asked_by: Vec::new(), statements }
}

fn add_request(
    covered: &mut DocumentCoverage,
    number: usize,
    resolved: &ResolvedDocument<'_>,
    trace: &Trace,
) {
    let check = trace.checks.iter().find(|check| check.check == resolved.check);
    // A call that needs no permission asks nobody, and some callers are bound by no organization policy.
    let Some(check) = check.filter(|check| check.supplied == Supplied::Yes && !trace.needs_no_permission)
    else {
        return;
    };
    covered.asked_by.push(number);
    let policy = resolved.position.and_then(|(level, policy)| check.levels.get(level)?.policies.get(policy));
    for statement in policy.into_iter().flat_map(|policy| &policy.statements) {
        // A policy that cannot be read as a whole may say anything.
        let is_unsure = policy.is_some_and(|policy| policy.unreadable.is_some());
        let Some(covered) = covered.statements.get_mut(statement.index) else { continue };
        match statement.applies {
            Truth::True if !is_unsure => covered.applies_to.push(number),
            Truth::False if !is_unsure => {}
            _ => covered.may_apply_to.push(number),
        }
    }
}

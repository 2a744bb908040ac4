//! From a workspace to its [`Analysis`].

use std::rc::Rc;

use super::context_keys::context_keys;
use super::flow::{Flow, flow};
use super::near_misses::near_misses_view;
use super::verdict::{unreadable_verdict, verdict_view};
use super::view::{
    Analysis, CheckState, CheckView, DiagnosticView, DocumentView, ElementView, LevelView, Mark,
    NearMissesView, Place, StatementView,
};
use crate::evaluation::{
    Check, CheckEffect, CheckTrace, DecidedBy, EffectName, Element, ElementTrace, EntryTrace, LevelTrace,
    Passage, PolicyTrace, StatementTrace, Supplied, Trace, Truth,
};
use crate::explanation::{
    check_summary, check_title, element_reason, is_limit, statement_reason, statement_title,
};
use crate::scenario::Request;
use crate::text::{LineIndex, Span};
use crate::workspace::model::Workspace;
use crate::workspace::not_known_advice;
use crate::workspace::{DocumentId, KeptPolicies, RequestError, ResolvedDocument};

/// The documents whose statements an analysis explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explained {
    /// All that apply to the request.
    All,
    /// The one that somebody looks at, or the first one if it does not apply or there is none; and the one that decided.
    Shown(Option<DocumentId>),
}

/// Evaluates request number `request` of `workspace` and puts all there is to show about it into words and
/// places. A request that cannot be read gives a verdict without decision.
#[must_use]
pub fn analyse(workspace: &Workspace, request: usize) -> Analysis {
    analyse_with(&mut KeptPolicies::default(), workspace, request, Explained::All)
}

/// As [`analyse`], but what `policies` holds ready is not read again, and only the statements of some documents are put
/// into words.
pub fn analyse_with(
    policies: &mut KeptPolicies,
    workspace: &Workspace,
    request: usize,
    explained: Explained,
) -> Analysis {
    let ready = match policies.ready(workspace, request) {
        Ok(ready) => ready,
        Err(error) => return unreadable_request(error),
    };
    let trace = ready.engine.trace(&ready.request);
    let mentioned_keys: Vec<String> = ready.engine.mentioned_keys().into_iter().collect();
    let verdict = verdict_view(&ready, &trace);
    let deciding = verdict.decided_by.map(|place| place.document);
    let first = ready.documents.first().map(|document| document.id);
    let is_asked = |id: &DocumentId| ready.documents.iter().any(|document| document.id == *id);
    let is_explained = |id: DocumentId| match explained {
        Explained::All => true,
        Explained::Shown(shown) => Some(id) == deciding || Some(id) == shown.filter(is_asked).or(first),
    };
    let document =
        |document: &ResolvedDocument<'_>| Rc::new(document_view(document, &trace, is_explained(document.id)));
    let checks: Vec<CheckView> =
        trace.checks.iter().map(|check| check_view(check, &trace, &ready.request)).collect();
    Analysis {
        verdict,
        flow: flow(workspace, &trace, &ready.request, &checks),
        near_misses: near_misses_view(&ready, &trace),
        context_keys: context_keys(&mentioned_keys, &ready, &trace),
        documents: ready.documents.iter().map(document).collect(),
        checks,
        mentioned_keys,
    }
}

fn unreadable_request(error: RequestError) -> Analysis {
    Analysis {
        verdict: unreadable_verdict(error),
        checks: Vec::new(),
        flow: Flow::default(),
        documents: Vec::new(),
        mentioned_keys: Vec::new(),
        context_keys: Vec::new(),
        near_misses: NearMissesView::default(),
    }
}

fn check_view(check: &CheckTrace, trace: &Trace, request: &Request<'_>) -> CheckView {
    let level_view = |level: &LevelTrace| LevelView {
        name: level.name.clone(),
        state: check_state(Supplied::Yes, level.effect),
    };
    let passage = trace.route.passage(check.check);
    let stops = matches!(passage, Passage::Stopped | Passage::Unknown);
    let state = match (check_state(check.supplied, check.effect), passage) {
        (CheckState::ImplicitDeny, _) if check.supplied == Supplied::Nothing && !stops => {
            CheckState::NotSupplied
        }
        (CheckState::Allow | CheckState::NoImpact | CheckState::ImplicitDeny, Passage::NotReached) => {
            CheckState::NotReached
        }
        (state, _) => state,
    };
    CheckView {
        check: check.check,
        title: check_title(check.check),
        state,
        words: match check.supplied {
            Supplied::Nothing => CheckState::NotSupplied.words(check.check),
            _ => words_on_way(state, check.check, passage),
        },
        summary: check_summary(check, trace, request),
        decides: trace.evaluation.decided_by.is_some_and(|by| by.check == check.check),
        levels: check.levels.iter().filter(|level| !level.name.is_empty()).map(level_view).collect(),
    }
}

/// The words for a state. What a limit says by itself is not what it does to a request that goes past it, or may.
fn words_on_way(state: CheckState, check: Check, passage: Passage) -> &'static str {
    match (state, passage) {
        (CheckState::Allow, Passage::Overruled | Passage::Bypassed | Passage::NotNeeded) => {
            if is_limit(check) { "would let it pass" } else { "would allow it" }
        }
        (CheckState::ImplicitDeny, Passage::Overruled | Passage::Bypassed | Passage::NotNeeded)
            if is_limit(check) =>
        {
            "would stop it"
        }
        (CheckState::ImplicitDeny, Passage::Unknown) if is_limit(check) => "may stop it",
        _ => state.words(check),
    }
}

fn check_state(supplied: Supplied, effect: CheckEffect) -> CheckState {
    match (supplied, effect) {
        (Supplied::Unknown, _) | (Supplied::Yes, CheckEffect::Unknown) => CheckState::Unknown,
        (Supplied::Nothing, CheckEffect::ImplicitDeny) => CheckState::ImplicitDeny,
        (Supplied::Nothing, _) => CheckState::NotSupplied,
        (Supplied::ExemptServiceLinkedRole | Supplied::ExemptNoAccount | Supplied::ExemptUnsupported, _) => {
            CheckState::Exempt
        }
        (Supplied::Yes, CheckEffect::Allow) => CheckState::Allow,
        (Supplied::Yes, CheckEffect::NoImpact) => CheckState::NoImpact,
        (Supplied::Yes, CheckEffect::ImplicitDeny) => CheckState::ImplicitDeny,
        (Supplied::Yes, CheckEffect::ExplicitDeny) => CheckState::ExplicitDeny,
    }
}

fn document_view(resolved: &ResolvedDocument<'_>, trace: &Trace, is_explained: bool) -> DocumentView {
    let viewer = Viewer::of(resolved);
    let advice = not_known_advice(resolved.document);
    let mistakes = resolved.diagnostics.iter().filter(|_| advice.is_none());
    let diagnostics = mistakes.map(|found| {
        let position = viewer.lines.position(found.span.start);
        let help = found.help.as_deref().map(|help| format!(": {help}")).unwrap_or_default();
        DiagnosticView {
            from: viewer.lines.utf16(found.span.start),
            to: viewer.lines.utf16(found.span.end),
            line: position.line,
            column: position.column + 1,
            severity: found.severity,
            message: format!("{}{help}", found.message),
        }
    });
    let policy = policy_trace(resolved, trace);
    let applies = |effect: EffectName| {
        let of_effect = policy.into_iter().flat_map(|policy| &policy.statements);
        let of_effect = of_effect.filter(|statement| statement.effect == Some(effect));
        of_effect.map(|statement| statement.applies).max().unwrap_or(Truth::False)
    };
    DocumentView {
        id: resolved.id,
        check: resolved.check,
        level: resolved.level.map(str::to_owned),
        name: resolved.document.name.clone(),
        not_known_advice: advice.map(str::to_owned),
        diagnostics: diagnostics.collect(),
        allows: applies(EffectName::Allow),
        denies: applies(EffectName::Deny),
        statements: policy
            .filter(|_| is_explained)
            .map(|policy| statements(&viewer, policy, resolved, trace.evaluation.decided_by))
            .unwrap_or_default(),
    }
}

pub(super) fn policy_trace<'t>(resolved: &ResolvedDocument<'_>, trace: &'t Trace) -> Option<&'t PolicyTrace> {
    let (level, policy) = resolved.position?;
    let check = trace.checks.iter().find(|check| check.check == resolved.check)?;
    check.levels.get(level)?.policies.get(policy)
}

fn statements(
    viewer: &Viewer<'_>,
    policy: &PolicyTrace,
    resolved: &ResolvedDocument<'_>,
    decided_by: Option<DecidedBy>,
) -> Vec<StatementView> {
    let deciding = decided_by.filter(|by| by.check == resolved.check).and_then(|by| by.statement);
    let is_deciding = |index: usize| {
        deciding.is_some_and(|place| {
            resolved.position == Some((place.level, place.policy)) && place.statement == index
        })
    };
    policy
        .statements
        .iter()
        .map(|statement| viewer.statement(statement, is_deciding(statement.index)))
        .collect()
}

/// Puts places of one document into the editor's terms.
pub(super) struct Viewer<'t> {
    document: Option<DocumentId>,
    check: Check,
    text: &'t str,
    lines: LineIndex,
}

impl<'t> Viewer<'t> {
    pub(super) fn of(resolved: &ResolvedDocument<'t>) -> Self {
        Self::of_document(resolved.id, &resolved.document.text, resolved.check)
    }

    /// That of the text of this document, whose policy `check` asks.
    pub(super) fn of_document(document: DocumentId, text: &'t str, check: Check) -> Self {
        Self { document: Some(document), ..Self::of_text(text, check) }
    }

    /// That of a text that no document of the workspace has, whose policy `check` asks.
    pub(super) fn of_text(text: &'t str, check: Check) -> Self {
        Self { document: None, check, text, lines: LineIndex::new(text) }
    }

    /// None in a text that no document of the workspace has.
    pub(super) fn place(&self, span: Span) -> Option<Place> {
        Some(Place {
            document: self.document?,
            from: self.lines.utf16(span.start),
            to: self.lines.utf16(span.end),
            line: self.lines.position(span.start).line,
        })
    }

    pub(super) fn statement(&self, statement: &StatementTrace, decides: bool) -> StatementView {
        StatementView {
            index: statement.index,
            title: statement_title(statement),
            effect: statement.effect,
            applies: statement.applies,
            decides,
            summary: statement_reason(statement, self.check),
            place: self.place(statement.span),
            elements: statement.elements.iter().map(|element| self.element(element)).collect(),
        }
    }

    fn element(&self, element: &ElementTrace) -> ElementView {
        let of_conditions = element.conditions.iter().map(|condition| (condition.span, condition.matches));
        let of_entries = element.entries.iter().map(|entry: &EntryTrace| (entry.span, entry.matches));
        let marks = of_entries.chain(of_conditions).map(|(span, matches)| Mark {
            from: self.lines.utf16(span.start),
            to: self.lines.utf16(span.end),
            matches,
        });
        ElementView {
            element: element.element,
            name: element_name(element),
            matches: element.matches,
            reason: element_reason(element, self.text),
            place: self.place(element.span),
            marks: marks.collect(),
        }
    }
}

pub(super) fn element_name(element: &ElementTrace) -> &'static str {
    match (element.element, element.negated) {
        (Element::Principal, false) => "Principal",
        (Element::Principal, true) => "NotPrincipal",
        (Element::Action, false) => "Action",
        (Element::Action, true) => "NotAction",
        (Element::Resource, false) => "Resource",
        (Element::Resource, true) => "NotResource",
        (Element::Condition, _) => "Condition",
    }
}

//! Candidates where no Allow applies: what the statements of the check lack, and a statement of its own.

use super::candidate::{Candidate, Kind};
use super::conditions::uncovered_values;
use super::request_change::satisfy_all;
use super::situation::{Situation, Spot};
use super::statement_text::{LastRead, StatementText, alone, exact_pattern};
use super::writing::{new_statement, principal_entry};
use super::{Change, Goal, Step};
use crate::catalogue::{Action, ActionSelection, Catalogue, nearest_of};
use crate::condition::{Operator, Relation, ValueType};
use crate::evaluation::{Check, EffectName, Element, ElementTrace, KeyState, Truth};
use crate::explanation::quoted;
use crate::lint::Edit;
use crate::lint::edits::replace_string;
use crate::policy::{Effect, PolicyType};
use crate::scenario::Principal;
use crate::text::Span;

/// What may make `check`, or one of its levels, allow the request.
pub(super) fn candidates(
    situation: &Situation<'_>,
    check: Check,
    level: Option<usize>,
    catalogue: Option<&Catalogue>,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut last_read = LastRead::default();
    for spot in situation.spots(check, level) {
        Completion { situation, spot, catalogue, last_read: &mut last_read, found: &mut found }.complete();
    }
    found.extend(new_statement(situation, check, level, Effect::Allow, catalogue));
    let has_policies =
        !matches!(situation.request().principal, Principal::Root { .. } | Principal::Federated { .. });
    if check == Check::Principal && situation.trace.same_account && has_policies {
        // Inside one account the resource's Allow is enough.
        let mut other_side = Vec::new();
        for spot in situation.spots(Check::Resource, None) {
            Completion { situation, spot, catalogue, last_read: &mut last_read, found: &mut other_side }
                .complete();
        }
        let edits = other_side.into_iter().map(|candidate| match candidate.kind {
            Kind::Request | Kind::Correction => candidate,
            _ => Candidate { kind: Kind::OtherSide, ..candidate },
        });
        found.extend(edits);
    }
    found
}

/// Completes one statement.
struct Completion<'c, 's> {
    situation: &'c Situation<'c>,
    spot: Spot<'s>,
    catalogue: Option<&'c Catalogue>,
    last_read: &'c mut LastRead<'s>,
    found: &'c mut Vec<Candidate>,
}

impl Completion<'_, '_> {
    /// Only where one element alone is in the way: what lacks more is not the statement that was meant.
    fn complete(&mut self) {
        let statement = self.spot.statement;
        if statement.effect != Some(EffectName::Allow) || statement.unreadable.is_some() {
            return;
        }
        let mut failing = statement.elements.iter().filter(|element| element.matches != Truth::True);
        let (Some(element), None) = (failing.next(), failing.next()) else {
            return;
        };
        let Some(text) = StatementText::of(&self.spot, self.last_read) else {
            return;
        };
        match element.element {
            Element::Action => self.action(element, &text),
            Element::Resource => self.resource(element, &text),
            Element::Principal => self.principal(element, &text),
            Element::Condition => self.condition(element, &text),
        }
    }

    fn add(&mut self, title: String, edits: Vec<Edit>, kind: Kind, actions: ActionSelection) {
        self.found.extend(Candidate::edit(self.spot.document, title, edits, kind, actions));
    }

    fn title(&self, text: &StatementText<'_>) -> String {
        text.title(self.situation, &self.spot)
    }

    fn action(&mut self, element: &ElementTrace, text: &StatementText<'_>) {
        let action = element.actual.clone();
        let actions = alone(&action, self.catalogue);
        let title = self.title(text);
        if element.negated {
            let edits = text.remove_entry("NotAction", |entry| entry.eq_ignore_ascii_case(&action));
            let title = format!("take {} out of `NotAction` of {title}", quoted(&action));
            return self.add(title, edits, Kind::Entry, actions);
        }
        if let Some((written, edit)) = self.misspelt(&action, text) {
            let title = format!("correct {} to {} in {title}", quoted(&written), quoted(&action));
            self.add(title, vec![edit], Kind::Correction, actions.clone());
        }
        let edits = text.add_entry("Action", &action).into_iter().collect();
        // On everything an action more is a lot, unless the document only limits what others allow.
        let is_limit = !matches!(
            self.situation.policy_type(self.spot.document.check),
            PolicyType::Identity | PolicyType::Resource
        );
        let is_wide = !is_limit
            && self.situation.request().resource != "*"
            && text.entries("Resource").iter().any(|(_, entry)| entry == "*");
        let service = |action: &str| action.split(':').next().unwrap_or_default().to_ascii_lowercase();
        let is_elsewhere = text.entries("Action").iter().all(|(_, entry)| service(entry) != service(&action));
        let kind = if is_wide || is_elsewhere { Kind::WideEntry } else { Kind::Entry };
        self.add(format!("add {} to {title}", quoted(&action)), edits, kind, actions);
    }

    /// An entry that names no action of AWS and was most likely meant to be `action`.
    fn misspelt(&self, action: &str, text: &StatementText<'_>) -> Option<(String, Edit)> {
        let catalogue = self.catalogue?;
        catalogue.action(action)?;
        let is_it = |entry: &String| {
            !entry.contains(['*', '?'])
                && catalogue.action(entry).is_none()
                && nearest_of([action], entry).is_some()
                && catalogue
                    .nearest_actions(entry, 1)
                    .first()
                    .is_some_and(|nearest| nearest.to_string().eq_ignore_ascii_case(action))
        };
        let (span, written) = text.entries("Action").into_iter().find(|(_, entry)| is_it(entry))?;
        Some((written, replace_string(span, action)))
    }

    fn resource(&mut self, element: &ElementTrace, text: &StatementText<'_>) {
        let resource = &element.actual;
        // The Allow of a service control policy names no resource (1.51).
        if self.situation.policy_type(self.spot.document.check) == PolicyType::ServiceControl {
            return;
        }
        let actions = text.actions_on(resource, &self.situation.request().action, self.catalogue);
        let title = self.title(text);
        if element.negated {
            let edits = text.remove_entry("NotResource", |entry| entry == resource);
            let title = format!("take {} out of `NotResource` of {title}", quoted(resource));
            return self.add(title, edits, Kind::Entry, actions);
        }
        let Some(pattern) = exact_pattern(resource, text.has_variables()) else {
            return;
        };
        // `*` is what an action without resources needs; everything else gets the ARN of the request.
        let pattern = if resource == "*" { resource.clone() } else { pattern };
        let edit = match text.has("Resource") {
            true => text.add_entry("Resource", &pattern),
            // A key's policy is about the key (1.56).
            false => text.add_member("Resource", "\"*\""),
        };
        let is_wide = text.entries("Action").iter().any(|(_, entry)| entry.contains('*'));
        let kind = if is_wide { Kind::WideEntry } else { Kind::Entry };
        self.add(format!("add {} to {title}", quoted(resource)), edit.into_iter().collect(), kind, actions);
    }

    fn principal(&mut self, element: &ElementTrace, text: &StatementText<'_>) {
        let Some((kind, name)) = principal_entry(&self.situation.request().principal) else {
            return;
        };
        if element.negated {
            return;
        }
        let actions = text.actions(self.catalogue);
        let edits = text.add_principal(kind, &name).into_iter().collect();
        let title = format!("add {} to {}", quoted(&name), self.title(text));
        self.add(title, edits, Kind::Entry, actions);
    }

    fn condition(&mut self, element: &ElementTrace, text: &StatementText<'_>) {
        let satisfied = satisfy_all(self.situation, element, text.text);
        self.found.extend(satisfied.map(Candidate::of_request));
        let failing = element.conditions.iter().filter(|condition| condition.matches != Truth::True);
        let mut edits = Vec::new();
        let mut told = Vec::new();
        for condition in failing {
            let Ok(operator) = Operator::parse(&condition.operator) else {
                return;
            };
            let edit = if operator.test.is_negated() {
                loosen_negated(condition.span, &condition.actual, text)
            } else {
                let takes_values = matches!(
                    operator.test.value_type(),
                    ValueType::String | ValueType::Arn | ValueType::IpAddress
                );
                let is_like = operator.test.relation() == Relation::Like;
                uncovered_values(condition).first().filter(|_| takes_values).and_then(|value| {
                    let pattern =
                        if is_like { exact_pattern(value, text.has_variables())? } else { value.clone() };
                    let edit = text.add_condition_value(condition.span, &pattern)?;
                    Some((format!("add {} to the values of {}", quoted(value), quoted(&condition.key)), edit))
                })
            };
            let Some((title, edit)) = edit else {
                return;
            };
            told.push(title);
            edits.push(edit);
        }
        let title = format!("{} in {}", told.join(" and "), self.title(text));
        self.add(title, edits, Kind::Entry, text.actions(self.catalogue));
    }
}

/// Takes the request's value out of a list that leaves it out.
fn loosen_negated(condition: Span, actual: &KeyState, text: &StatementText<'_>) -> Option<(String, Edit)> {
    let KeyState::Present(values) = actual else {
        return None;
    };
    let value = values.first()?;
    let edit = text.remove_condition_value(condition, value).into_iter().next()?;
    Some((format!("take {} out of the values", quoted(value)), edit))
}

/// The request as it was meant, where its action is misspelt.
pub(super) fn corrected_requests(
    situation: &Situation<'_>,
    goal: Goal,
    catalogue: Option<&Catalogue>,
) -> Vec<Candidate> {
    let action = &situation.request().action;
    let Some(catalogue) =
        catalogue.filter(|catalogue| goal == Goal::Allow && catalogue.action(action).is_none())
    else {
        return Vec::new();
    };
    let correct = |meant: Action<'_>| {
        let title = format!("ask for {} in the place of {}", quoted(&meant.to_string()), quoted(action));
        let change = Change::SetAction { action: meant.to_string() };
        Candidate::of_request(vec![Step { title, change }])
    };
    catalogue.nearest_actions(action, 2).into_iter().map(correct).collect()
}

//! Candidates where a Deny applies: a request that it does not mean, and ways to have it leave this one out.

use super::Change;
use super::candidate::{Candidate, Kind, document_name};
use super::request_change::escapes;
use super::situation::{Situation, Spot};
use super::statement_text::{LastRead, StatementText, alone, exact_pattern};
use crate::catalogue::{ActionSelection, Catalogue};
use crate::condition::{Operator, Relation, ValueType};
use crate::evaluation::{Check, ConditionTrace, Element, KeyState};
use crate::explanation::quoted;
use crate::lint::Edit;
use crate::workspace::ResolvedDocument;

/// What may keep the Deny at `spot` from applying.
pub(super) fn candidates(
    situation: &Situation<'_>,
    spot: Spot<'_>,
    catalogue: Option<&Catalogue>,
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    if let Some(text) = StatementText::of(&spot, &mut LastRead::default()) {
        let steps = escapes(situation, &spot.statement.elements, text.text);
        found.extend(steps.into_iter().map(|step| Candidate::of_request(vec![step])));
        let title = text.title(situation, &spot);
        let mut unblocking = Unblocking { situation, spot, text, title, catalogue, found };
        unblocking.actions();
        unblocking.resources();
        unblocking.conditions();
        unblocking.exemption();
        unblocking.removal();
        found = unblocking.found;
    }
    found
}

struct Unblocking<'c, 's> {
    situation: &'c Situation<'c>,
    spot: Spot<'s>,
    text: StatementText<'s>,
    title: String,
    catalogue: Option<&'c Catalogue>,
    found: Vec<Candidate>,
}

impl Unblocking<'_, '_> {
    fn add(
        &mut self,
        title: String,
        edits: impl IntoIterator<Item = Edit>,
        kind: Kind,
        actions: ActionSelection,
    ) {
        let edits = edits.into_iter().collect();
        self.found.extend(Candidate::edit(self.spot.document, title, edits, kind, actions));
    }

    /// The request's action out of the list, or into the list of what is left out.
    fn actions(&mut self) {
        let action = self.situation.request().action.to_string();
        let actions = alone(&action, self.catalogue);
        let edits = self.text.remove_entry("Action", |entry| entry.eq_ignore_ascii_case(&action));
        let title = format!("take {} out of {}", quoted(&action), self.title);
        self.add(title, edits, Kind::Entry, actions.clone());
        let edit = self.text.add_entry("NotAction", &action);
        let title = format!("add {} to `NotAction` of {}", quoted(&action), self.title);
        self.add(title, edit, Kind::Entry, actions);
    }

    /// The same with the request's resource.
    fn resources(&mut self) {
        let resource = self.situation.request().resource.to_string();
        if resource == "*" {
            return;
        }
        let actions = self.text.actions_on(&resource, &self.situation.request().action, self.catalogue);
        let edits = self.text.remove_entry("Resource", |entry| entry == resource);
        let title = format!("take {} out of {}", quoted(&resource), self.title);
        self.add(title, edits, Kind::Entry, actions.clone());
        let pattern = exact_pattern(&resource, self.text.has_variables());
        let edit = pattern.and_then(|pattern| self.text.add_entry("NotResource", &pattern));
        let title = format!("add {} to `NotResource` of {}", quoted(&resource), self.title);
        self.add(title, edit, Kind::Entry, actions);
    }

    /// The request's value into a list of values that the Deny leaves out, or out of the list of those that it means.
    fn conditions(&mut self) {
        let elements = self.spot.statement.elements.iter();
        let conditions = elements
            .filter(|element| element.element == Element::Condition)
            .flat_map(|element| &element.conditions);
        for condition in conditions {
            let Some((value, is_added, edits)) = self.other_values(condition) else {
                continue;
            };
            let key = quoted(&condition.key);
            let (verb, preposition) = if is_added { ("add", "to") } else { ("take", "out of") };
            let title =
                format!("{verb} {} {preposition} the values of {key} in {}", quoted(&value), self.title);
            self.add(title, edits, Kind::Entry, self.text.actions(self.catalogue));
        }
    }

    fn other_values(&self, condition: &ConditionTrace) -> Option<(String, bool, Vec<Edit>)> {
        let operator = Operator::parse(&condition.operator).ok()?;
        let takes_values =
            matches!(operator.test.value_type(), ValueType::String | ValueType::Arn | ValueType::IpAddress);
        let KeyState::Present(values) = &condition.actual else {
            return None;
        };
        let value = values.first().filter(|_| takes_values)?;
        if operator.test.is_negated() {
            let is_like = operator.test.relation() == Relation::Like;
            let pattern =
                if is_like { exact_pattern(value, self.text.has_variables())? } else { value.clone() };
            let edit = self.text.add_condition_value(condition.span, &pattern)?;
            Some((value.clone(), true, vec![edit]))
        } else {
            let edits = self.text.remove_condition_value(condition.span, value);
            (!edits.is_empty()).then(|| (value.clone(), false, edits))
        }
    }

    /// A condition that leaves the caller out.
    fn exemption(&mut self) {
        let principal = &self.situation.request().principal;
        let Some(arn) = principal.role_arn().or(principal.arn()) else {
            return;
        };
        let edit = self.text.add_operator("ArnNotEquals", &serde_json::json!({"aws:PrincipalArn": arn}));
        let title = format!("exempt {} from {}", quoted(arn), self.title);
        self.add(title, edit, Kind::Exemption, self.text.actions(self.catalogue));
    }

    /// Whether what the document does not allow would still not be allowed without it.
    fn can_be_detached(&self) -> bool {
        let document = self.spot.document;
        match document.check {
            Check::PermissionsBoundary | Check::Session | Check::VpcEndpoint => false,
            // AWS keeps the last policy of a level attached. Only of resource control policies it goes without saying
            // that one at each level allows everything (1.52).
            Check::ServiceControlPolicy => {
                let level = |document: &ResolvedDocument<'_>| document.position.map(|(level, _)| level);
                let here = level(document);
                let documents = self.situation.resolved.documents.iter();
                documents.filter(|other| other.check == document.check && level(other) == here).count() > 1
            }
            Check::ResourceControlPolicy | Check::Principal | Check::Resource => true,
        }
    }

    /// The whole statement, and with the last one the policy.
    fn removal(&mut self) {
        let actions = self.text.actions(self.catalogue);
        let edits = self.text.remove();
        self.add(format!("remove {}", self.title), edits, Kind::Removal, actions.clone());
        let document = self.spot.document;
        if self.text.is_only_one() && self.can_be_detached() {
            let change =
                Change::RemoveDocument { document: document.id, before: document.document.text.clone() };
            let name = document_name(self.situation, document);
            let title = format!("remove {name}, which has no other statement");
            self.found.push(Candidate::of_document(
                document.id,
                &document.document.name,
                title,
                change,
                Kind::Removal,
                actions,
            ));
        }
    }
}

//! A document and what the rules share about it.

use std::cell::{Cell, OnceCell};

use super::actions::read_actions;
use super::references::{Reference, references};
use super::{
    ActionFacts, ActionSet, ConditionFacts, DocumentType, Fingerprint, ResourceFacts, ServiceRun, ServiceSet,
    SoughtAction,
};
use crate::catalogue::{ActionSelection, Catalogue, DetailedCatalogue};
use crate::policy::{Effect, ListElement, Policy, PolicyType, PrincipalEntry, Statement, Text};
use crate::text::json::{Member, Node, Value};
use crate::text::{Diagnostic, Span};

/// To find what a misspelt name was meant to be takes long; in a document with many of them, the last ones are told
/// without.
const MOST_LOOKUPS: usize = 12;

/// A document that is linted.
pub struct Subject<'s> {
    /// The whole text.
    pub text: &'s str,
    /// Its JSON tree.
    pub root: &'s Node<'s>,
    /// The policy as read. What could not be read is missing from it.
    pub policy: &'s Policy<'s>,
    /// What it is.
    pub document_type: DocumentType,
    /// What the readers said.
    pub diagnostics: &'s [Diagnostic],
    /// Its statements.
    pub statements: Vec<StatementFacts<'s>>,
    allowed: ActionSet,
    /// How many more names are looked up for what was meant.
    lookups_left: Cell<usize>,
    /// Whether there may be policy variables in it, of whatever form.
    pub may_have_variables: bool,
    texts_with_variables: OnceCell<Vec<TextPlace<'s>>>,
    /// The action catalogue, where it is loaded. A rule that [`Needs`](super::Needs) it is not asked without.
    pub catalogue: Option<&'s Catalogue>,
}

impl<'s> Subject<'s> {
    pub(super) fn new(
        text: &'s str,
        root: &'s Node<'s>,
        policy: &'s Policy<'s>,
        document_type: DocumentType,
        diagnostics: &'s [Diagnostic],
        catalogue: Option<&'s Catalogue>,
    ) -> Self {
        let statements = policy.statements.iter().zip(statement_nodes(root)).enumerate();
        let statements: Vec<StatementFacts<'s>> = statements
            .map(|(index, (statement, node))| StatementFacts::new(index, statement, node, catalogue))
            .collect();
        let allows = statements.iter().filter(|statement| statement.allows());
        let allowed = allows.map(|statement| statement.about).collect();
        let lookups_left = Cell::new(MOST_LOOKUPS);
        Self {
            text,
            root,
            policy,
            document_type,
            diagnostics,
            statements,
            allowed,
            lookups_left,
            // A backslash may write the dollar sign.
            may_have_variables: text.bytes().fold(false, |found, byte| found | matches!(byte, b'$' | b'\\')),
            texts_with_variables: OnceCell::new(),
            catalogue,
        }
    }

    /// The policy type.
    #[must_use]
    pub fn policy_type(&self) -> PolicyType {
        self.document_type.policy_type
    }

    /// Whether Allows may be about each of these actions: a quick look that never says no where they are.
    #[must_use]
    pub fn may_allow(&self, actions: ActionSet) -> bool {
        self.allowed.contains(actions)
    }

    /// The entries of `Resource` and `NotResource` and the values of conditions that hold a `${`.
    pub fn texts_with_variables(&self) -> &[TextPlace<'s>] {
        self.texts_with_variables.get_or_init(|| {
            let statements = if self.may_have_variables { &*self.statements } else { &[] };
            statements.iter().flat_map(texts_of).filter(|place| !place.references.is_empty()).collect()
        })
    }

    /// What `find` finds out about a misspelt name; `None` once that was done for many names of the document.
    pub fn meant<T>(&self, find: impl FnOnce() -> Option<T>) -> Option<T> {
        let left = self.lookups_left.get().checked_sub(1)?;
        self.lookups_left.set(left);
        find()
    }

    /// The catalogue with its details, where they are loaded.
    #[must_use]
    pub fn detailed(&self) -> Option<DetailedCatalogue<'s>> {
        self.catalogue?.detailed()
    }
}

/// A text of a statement in which policy variables work, and where it is.
pub struct TextPlace<'s> {
    /// The text.
    pub text: &'s Text<'s>,
    /// The `${…}` in it.
    pub(super) references: Vec<Reference<'s>>,
    /// The number of its statement.
    pub statement: usize,
    /// Which of the statement's conditions has it as a value; `None` for an entry of `Resource` or `NotResource`.
    pub condition: Option<usize>,
}

fn texts_of<'f, 's>(facts: &'f StatementFacts<'s>) -> impl Iterator<Item = TextPlace<'s>> + use<'f, 's> {
    let place = |text: &'s Text<'s>, condition| {
        let references = references(&text.text).collect();
        TextPlace { text, references, statement: facts.index, condition }
    };
    let resources = facts.resources.iter().map(move |entry| place(entry.text, None));
    let conditions = facts.conditions.iter().enumerate();
    let values = conditions.flat_map(move |(index, condition)| {
        condition.entry.values.iter().map(move |text| place(text, Some(index)))
    });
    resources.chain(values)
}

/// The nodes of the statements, in the order of [`Policy::statements`].
fn statement_nodes<'s>(root: &'s Node<'s>) -> &'s [Node<'s>] {
    match root.member("Statement").map(|member| &member.value) {
        Some(Node { value: Value::Array(statements), .. }) => statements,
        Some(statement @ Node { value: Value::Object(_), .. }) => std::slice::from_ref(statement),
        _ => &[],
    }
}

/// A statement and what is known of its entries.
pub struct StatementFacts<'s> {
    /// Its number, from 0.
    pub index: usize,
    /// The statement as read.
    pub statement: &'s Statement<'s>,
    /// Its node, an object unless the statement could not be read.
    pub node: &'s Node<'s>,
    /// The entries of `Action` or `NotAction`.
    pub actions: Vec<ActionFacts<'s>>,
    /// Their runs of one service.
    pub runs: Vec<ServiceRun<'s>>,
    /// The actions about which it is.
    pub about: ActionSet,
    /// The entries of `Resource` or `NotResource`.
    pub resources: Vec<ResourceFacts<'s>>,
    /// The keys of `Condition` under their operators.
    pub conditions: Vec<ConditionFacts<'s>>,
    effect: Option<Effect>,
    has_not_action: bool,
    has_not_resource: bool,
    has_condition: bool,
    catalogue: Option<&'s Catalogue>,
    selected: OnceCell<ActionSelection>,
    fingerprint: OnceCell<Fingerprint>,
}

impl<'s> StatementFacts<'s> {
    fn new(
        index: usize,
        statement: &'s Statement<'s>,
        node: &'s Node<'s>,
        catalogue: Option<&'s Catalogue>,
    ) -> Self {
        let entries = |list: &'s Option<ListElement<'s>>| list.as_ref().map_or(&[][..], |list| &*list.values);
        let resource = |text| ResourceFacts::new(text, catalogue);
        let (actions, runs) = read_actions(entries(&statement.action), catalogue);
        let about = match &statement.action {
            Some(list) if list.negated => ActionSet::ALL,
            _ => runs.iter().map(|run| run.about).collect(),
        };
        let mut facts = Self {
            index,
            statement,
            node,
            actions,
            about,
            runs,
            resources: entries(&statement.resource).iter().map(resource).collect(),
            conditions: Vec::new(),
            effect: statement.effect,
            has_not_action: statement.action.as_ref().is_some_and(|list| list.negated),
            has_not_resource: statement.resource.as_ref().is_some_and(|list| list.negated),
            has_condition: false,
            catalogue,
            selected: OnceCell::new(),
            fingerprint: OnceCell::new(),
        };
        facts.conditions = facts.read_conditions();
        facts.has_condition = statement.condition.as_ref().is_some_and(|condition| {
            !condition.entries.is_empty() || !facts.conditions.is_empty() || statement.unreadable.is_some()
        });
        facts
    }

    fn read_conditions(&self) -> Vec<ConditionFacts<'s>> {
        let Some(condition) = &self.statement.condition else {
            return Vec::new();
        };
        let operators =
            members_called(self.node, "Condition").flat_map(|condition| members(&condition.value));
        let keys = operators.flat_map(|operator| members(&operator.value));
        let mut entries = condition.entries.iter().peekable();
        // The entries are those keys in the same order, without those of operators that could not be read.
        let facts = keys.filter_map(|key| {
            let entry = entries.next_if(|entry| entry.key.span == key.name_span)?;
            Some(ConditionFacts::new(entry, &key.value, self.catalogue))
        });
        facts.collect()
    }

    /// What it does; `None` when that cannot be read.
    #[must_use]
    pub fn effect(&self) -> Option<Effect> {
        self.effect
    }

    /// Whether it allows.
    #[must_use]
    pub fn allows(&self) -> bool {
        self.effect() == Some(Effect::Allow)
    }

    /// Whether it denies.
    #[must_use]
    pub fn denies(&self) -> bool {
        self.effect() == Some(Effect::Deny)
    }

    /// Whether its actions are in `NotAction`.
    #[must_use]
    pub fn has_not_action(&self) -> bool {
        self.has_not_action
    }

    /// Whether its resources are in `NotResource`.
    #[must_use]
    pub fn has_not_resource(&self) -> bool {
        self.has_not_resource
    }

    /// Whether it has a condition, one that can't be read included.
    #[must_use]
    pub fn has_condition(&self) -> bool {
        self.has_condition
    }

    /// The entries of `Principal` or `NotPrincipal`.
    pub fn principals(&self) -> impl Iterator<Item = &'s PrincipalEntry<'s>> {
        self.statement.principal.iter().flat_map(|principal| &principal.entries)
    }

    /// Its member of this name.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&'s Member<'s>> {
        self.node.member(name)
    }

    /// The place of its member's value: of `"Resource": "*"` that of `"*"`.
    #[must_use]
    pub fn value_span(&self, name: &str) -> Option<Span> {
        self.member(name).map(|member| member.value.span)
    }

    /// The actions that it is about, `NotAction` turned round; none when the catalogue is not loaded.
    pub fn selected_actions(&self) -> &ActionSelection {
        self.selected.get_or_init(|| {
            let mut entries = self.actions.iter().map(ActionFacts::expansion);
            let listed = match (entries.next(), entries.next()) {
                (Some(only), None) => only.clone(),
                (Some(first), Some(second)) => {
                    entries.fold(first.union(second), |selection, expansion| selection.union(expansion))
                }
                (None, _) => ActionSelection::default(),
            };
            match self.catalogue.filter(|_| self.has_not_action()) {
                Some(catalogue) => catalogue.expand("*", Default::default()).difference(&listed),
                None => listed,
            }
        })
    }

    /// Numbers that tell quickly that another statement says something else.
    pub fn fingerprint(&self) -> Fingerprint {
        *self.fingerprint.get_or_init(|| Fingerprint::new(self.statement))
    }

    /// The entries of a run.
    #[must_use]
    pub fn entries_of(&self, run: &ServiceRun<'s>) -> &[ActionFacts<'s>] {
        self.actions.get(run.entries.clone()).unwrap_or_default()
    }

    /// The entries that may be about actions of these services.
    pub fn entries_about(&self, services: ServiceSet) -> impl Iterator<Item = &ActionFacts<'s>> {
        let runs = self.runs.iter().filter(move |run| run.about.services.meets(services));
        runs.flat_map(|run| self.entries_of(run))
    }

    /// The first entry that stands for every action.
    #[must_use]
    pub fn entry_for_everything(&self) -> Option<&ActionFacts<'s>> {
        let mut runs = self.runs.iter().filter(|run| run.about.services == ServiceSet::ALL);
        runs.find_map(|run| self.entries_of(run).iter().find(|entry| entry.is_everything()))
    }

    /// Whether some entries may cover `sought`: a quick look that never says no where one does.
    #[must_use]
    pub fn may_have(&self, sought: &SoughtAction<'_>) -> bool {
        self.about.contains(sought.set)
    }

    /// The entries that cover `sought`, whatever the case.
    pub fn entries_covering<'f>(
        &'f self,
        sought: &'f SoughtAction<'_>,
    ) -> impl Iterator<Item = &'f ActionFacts<'s>> {
        let runs = self.runs.iter().filter(|run| run.about.contains(sought.set));
        runs.flat_map(|run| self.entries_of(run)).filter(|entry| entry.covers(sought.text))
    }

    /// Whether it is about `action` (`iam:PassRole`). Needs no catalogue.
    #[must_use]
    pub fn is_about(&self, action: &str) -> bool {
        let sought = SoughtAction::new(action);
        let listed = self.entries_covering(&sought).next().is_some();
        self.statement.action.is_some() && listed != self.has_not_action()
    }

    /// The conditions on `key`, whatever the case and the operator.
    pub fn conditions_on(&self, key: &str) -> impl Iterator<Item = &ConditionFacts<'s>> {
        self.conditions.iter().filter(move |condition| condition.is_key(key))
    }
}

/// The members of an object; none of anything else.
fn members<'s>(node: &'s Node<'s>) -> &'s [Member<'s>] {
    match &node.value {
        Value::Object(members) => members,
        _ => &[],
    }
}

fn members_called<'s>(node: &'s Node<'s>, name: &'static str) -> impl Iterator<Item = &'s Member<'s>> {
    members(node).iter().filter(move |member| member.name == name)
}

//! A request laid out for matching.

use std::borrow::Cow;
use std::cell::Cell;

use crate::compiled::{KeyId, Keys};
use crate::matching::{RequestValues, Template, Variable, partition_of};
use crate::policy::PolicyType;
use crate::reading::{Reading, Readings};
use crate::scenario::{Principal, Request};

/// What the request says of a context key.
#[derive(Clone, Copy, Debug)]
pub(super) enum ContextValue<'r> {
    Absent,
    /// At least one value.
    Present(&'r [Cow<'r, str>]),
    Unknown,
}

/// A request whose context is numbered like the keys of the policies, its action in lower case.
pub(super) struct PreparedRequest<'r> {
    pub(super) request: &'r Request<'r>,
    readings: Readings,
    /// The open questions that somebody asked about: on no other can anything rest that was found so far.
    consulted: Cell<Readings>,
    keys: &'r Keys,
    context: Vec<ContextValue<'r>>,
    has_unknown_keys: bool,
    action: String,
    colon: usize,
    /// The unique id of the caller without the session's part.
    unique_id: Option<&'r str>,
    is_unique_id_unknown: bool,
    pub(super) same_account: bool,
    pub(super) same_partition: bool,
    pub(super) resource_policy_type: PolicyType,
}

impl<'r> PreparedRequest<'r> {
    pub(super) fn new(request: &'r Request<'r>, readings: Readings, keys: &'r Keys) -> Self {
        let mut context = vec![ContextValue::Absent; keys.len()];
        let mut unique_id = None;
        let mut lowercase = String::new();
        let mut lower = |key: &str| {
            if keys.is_empty() {
                return None;
            }
            lowercase.clear();
            lowercase.push_str(key);
            lowercase.make_ascii_lowercase();
            keys.find(&lowercase)
        };
        for entry in &request.context {
            // An empty list is no value (clause 4.11).
            if entry.values.is_empty() {
                continue;
            }
            if entry.key.eq_ignore_ascii_case("aws:userid") {
                unique_id = entry.values.first().and_then(|id| id.split(':').next());
            }
            if let Some(slot) = lower(&entry.key).and_then(|id| context.get_mut(id.index())) {
                *slot = ContextValue::Present(&entry.values);
            }
        }
        let mut is_unique_id_unknown = false;
        for key in &request.unknown_context {
            is_unique_id_unknown |= key.eq_ignore_ascii_case("aws:userid");
            if let Some(slot) = lower(key).and_then(|id| context.get_mut(id.index())) {
                *slot = ContextValue::Unknown;
            }
        }
        let action = request.action.to_ascii_lowercase();
        let principal_account = request.principal.account();
        let principal_partition = request.principal.arn().and_then(partition_of);
        let resource_partition = partition_of(&request.resource);
        Self {
            colon: action.find(':').unwrap_or(action.len()),
            action,
            has_unknown_keys: !request.unknown_context.is_empty(),
            context,
            unique_id,
            is_unique_id_unknown,
            same_account: principal_account == Some(&*request.resource_account),
            same_partition: match (principal_partition, resource_partition) {
                (Some(principal), Some(resource)) => principal == resource,
                _ => true,
            },
            resource_policy_type: request.resource_policy_type(),
            request,
            readings,
            consulted: Cell::default(),
            keys,
        }
    }

    /// Whether an answer that was found so far may be another one on the other side of `reading`.
    pub(super) fn has_consulted(&self, reading: Reading) -> bool {
        self.consulted.get().takes_alternative(reading)
    }

    pub(super) fn principal(&self) -> &'r Principal {
        &self.request.principal
    }

    /// The action in lower case.
    pub(super) fn action(&self) -> &str {
        &self.action
    }

    /// The service prefix of the action, in lower case.
    pub(super) fn service(&self) -> &str {
        self.action.get(..self.colon).unwrap_or_default()
    }

    /// The name of the action, in lower case.
    pub(super) fn action_name(&self) -> &str {
        self.action.get(self.colon + 1..).unwrap_or_default()
    }

    pub(super) fn unique_id(&self) -> Option<&'r str> {
        self.unique_id
    }

    /// Whether nobody knows the unique id of the caller.
    pub(super) fn is_unique_id_unknown(&self) -> bool {
        self.is_unique_id_unknown
    }

    pub(super) fn context(&self, key: KeyId) -> ContextValue<'r> {
        self.context.get(key.index()).copied().unwrap_or(ContextValue::Absent)
    }

    pub(super) fn context_by_name(&self, lowercase_key: &str) -> ContextValue<'r> {
        self.keys.find(lowercase_key).map_or(ContextValue::Absent, |key| self.context(key))
    }

    /// Whether nobody gave the key: it follows from the rest of the request.
    pub(super) fn is_derived(&self, key: &str) -> bool {
        self.request.context.iter().any(|entry| entry.derived && entry.key.eq_ignore_ascii_case(key))
    }

    /// Whether the value of some variable of `template` is unknown.
    pub(super) fn has_unknown_variable(&self, template: &Template) -> bool {
        self.has_unknown_keys && template.variables().any(|variable| self.is_unknown(variable))
    }

    pub(super) fn is_unknown_key(&self, key: KeyId) -> bool {
        matches!(self.context(key), ContextValue::Unknown)
    }

    pub(super) fn is_unknown(&self, variable: &Variable) -> bool {
        self.has_unknown_keys && matches!(self.context_by_name(&variable.key), ContextValue::Unknown)
    }
}

impl RequestValues for PreparedRequest<'_> {
    fn value_of<'s>(&'s self, variable: &'s Variable) -> Option<&'s str> {
        match self.context_by_name(&variable.key) {
            ContextValue::Present([value])
                if !is_multivalued(&variable.key) || self.takes_alternative(Reading::MultivaluedVariable) =>
            {
                Some(value)
            }
            // A multivalued key is no variable (2.55), and the default is for a key without value (2.56).
            ContextValue::Present(_) => None,
            ContextValue::Absent | ContextValue::Unknown => variable.default.as_deref(),
        }
    }

    fn takes_alternative(&self, reading: Reading) -> bool {
        self.consulted.set(self.consulted.get().alternative(reading));
        self.readings.takes_alternative(reading)
    }
}

/// The global keys that hold a list (clauses 7.20 and 7.50), in lower case.
fn is_multivalued(lowercase_key: &str) -> bool {
    matches!(
        lowercase_key,
        "aws:calledvia"
            | "aws:principalorgpaths"
            | "aws:principalservicenameslist"
            | "aws:resourceorgpaths"
            | "aws:sourceorgpaths"
            | "aws:tagkeys"
            | "aws:vpceorgpaths"
            | "sts:transitivetagkeys"
    )
}

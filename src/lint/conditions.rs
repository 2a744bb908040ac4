//! What is known of one key under one operator of a `Condition`.

use std::cell::OnceCell;

use crate::catalogue::embedded::{GlobalConditionKey, global_condition_key};
use crate::catalogue::{Catalogue, ConditionKey, ConditionKeyType};
use crate::condition::Operator;
use crate::policy::ConditionEntry;
use crate::text::Span;
use crate::text::json::Node;

/// One key under one operator of a `Condition`.
pub struct ConditionFacts<'s> {
    /// The key, the operator and the values as read.
    pub entry: &'s ConditionEntry<'s>,
    /// The values' node: one value or a list.
    pub values: &'s Node<'s>,
    /// What stands before the first colon of the key, or before its slash in a key such as
    /// `accounts.google.com/ns:aud`; empty when there is no colon.
    pub prefix: &'s str,
    /// What follows the first colon.
    pub name: &'s str,
    catalogue: Option<&'s Catalogue>,
    known: OnceCell<Option<KnownKey<'s>>>,
}

/// A condition key that is documented.
#[derive(Clone, Copy)]
pub enum KnownKey<'s> {
    /// One of the keys that all services share.
    Global(&'static GlobalConditionKey),
    /// A key of a service.
    OfService(ConditionKey<'s>),
}

impl<'s> ConditionFacts<'s> {
    pub(super) fn new(
        entry: &'s ConditionEntry<'s>,
        values: &'s Node<'s>,
        catalogue: Option<&'s Catalogue>,
    ) -> Self {
        let (prefix, name) = entry.key.text.split_once(':').unwrap_or(("", &entry.key.text));
        Self { entry, values, prefix, name, catalogue, known: OnceCell::new() }
    }

    /// The operator.
    #[must_use]
    pub fn operator(&self) -> Operator {
        self.entry.operator
    }

    /// The key as written.
    #[must_use]
    pub fn key(&self) -> &'s str {
        &self.entry.key.text
    }

    /// Whether the key is `name`, whatever the case.
    #[must_use]
    pub fn is_key(&self, name: &str) -> bool {
        self.key().eq_ignore_ascii_case(name)
    }

    /// Whether the key begins with `start`, whatever the case: `aws:ResourceTag/`.
    #[must_use]
    pub fn key_begins_with(&self, start: &str) -> bool {
        self.key().get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    }

    /// Whether the key begins with `aws:`.
    #[must_use]
    pub fn is_global(&self) -> bool {
        self.prefix.eq_ignore_ascii_case("aws")
    }

    /// The documented key that this is; `None` for one that is not known, and for a key of a service while the
    /// catalogue's details are not loaded.
    pub fn known(&self) -> Option<KnownKey<'s>> {
        *self.known.get_or_init(|| match global_condition_key(self.key()) {
            Some(key) => Some(KnownKey::Global(key)),
            None => self.catalogue?.detailed()?.condition_key(self.key()).map(KnownKey::OfService),
        })
    }

    /// The key's type, where it is known.
    pub fn key_type(&self) -> Option<ConditionKeyType> {
        match self.known()? {
            KnownKey::Global(key) => Some(key.key_type),
            KnownKey::OfService(key) => Some(key.key_type()),
        }
    }

    /// The place of the values: one value's token, or the list with its brackets.
    #[must_use]
    pub fn values_span(&self) -> Span {
        self.values.span
    }
}

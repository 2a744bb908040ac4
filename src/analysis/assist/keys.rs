//! Condition keys: which ones a statement can use, and their types.

use std::collections::HashSet;

use super::operators::suits_any;
use super::ranking::{Fit, MAX_OPTIONS, begins_with, fit};
use super::view::{Completion, CompletionKind};
use crate::catalogue::embedded::{
    CallerKind, GlobalConditionKey, Presence, global_condition_key, global_condition_keys,
};
use crate::catalogue::{
    Action, Catalogue, ConditionKey, ConditionKeyType, DetailedCatalogue, NamePart, name_parts,
};
use crate::condition::Operator;
use crate::policy::PolicyType;

/// The types that a key may have; none when it is not known.
pub(super) fn types(name: &str, catalogue: Option<&Catalogue>) -> Vec<ConditionKeyType> {
    if let Some(key) = global_condition_key(name) {
        return std::iter::once(key.key_type).chain(key.other_type).collect();
    }
    let key = catalogue.and_then(Catalogue::detailed).and_then(|detailed| detailed.condition_key(name));
    key.into_iter().flat_map(|key| key.types()).collect()
}

/// What a name with placeholders is shown and put in as: `aws:RequestTag/<TagKey>`.
pub(super) fn visible_name(name: &str) -> String {
    name_parts(name)
        .map(|part| match part {
            NamePart::Fixed(text) => text.to_owned(),
            NamePart::Placeholder(name) => format!("<{name}>"),
        })
        .collect()
}

/// Whether a caller whom a policy of this type binds can have the key.
pub(super) fn fits_policy_type(key: &GlobalConditionKey, policy_type: PolicyType) -> bool {
    use CallerKind::{
        AccountRoot, FederatedUser, RoleSession, User, UserWithTemporaryCredentials, WebIdentitySession,
    };
    let callers: &[CallerKind] = match policy_type {
        PolicyType::Identity | PolicyType::PermissionsBoundary => {
            &[User, UserWithTemporaryCredentials, RoleSession, WebIdentitySession, FederatedUser]
        }
        PolicyType::Session => &[RoleSession, WebIdentitySession, FederatedUser],
        PolicyType::ServiceControl => {
            &[AccountRoot, User, UserWithTemporaryCredentials, RoleSession, WebIdentitySession, FederatedUser]
        }
        // An endpoint hides the address of the caller.
        PolicyType::VpcEndpoint if key.name == "aws:SourceIp" => &[],
        _ => &CallerKind::ALL,
    };
    callers.iter().any(|caller| key.presence(*caller) != Presence::Never)
}

/// The keys that are looked for.
pub(super) struct KeySearch<'s> {
    /// What was typed.
    pub(super) typed: &'s str,
    /// The actions whose keys fit; `None` for all actions.
    pub(super) actions: Option<&'s [Action<'s>]>,
    /// The type of the policy; `None` in a request.
    pub(super) policy_type: Option<PolicyType>,
    /// The operator around the key.
    pub(super) operator: Option<Operator>,
}

impl<'s> KeySearch<'s> {
    /// The keys, the best first: those of the actions, then the global ones.
    pub(super) fn options(&self, catalogue: Option<&'s Catalogue>) -> Vec<Completion> {
        let mut found: Vec<((Fit, bool, bool), Completion)> = Vec::new();
        let mut seen: HashSet<&str> = global_condition_keys().map(|key| key.name).collect();
        let globals = global_condition_keys()
            .filter(|key| self.policy_type.is_none_or(|policy_type| fits_policy_type(key, policy_type)));
        for key in globals {
            let types: Vec<ConditionKeyType> = std::iter::once(key.key_type).chain(key.other_type).collect();
            found.extend(self.option(key.name, &types, true));
        }
        if let Some(detailed) = catalogue.and_then(Catalogue::detailed) {
            for key in self.keys_of_actions(detailed) {
                if seen.insert(key.name()) && !is_global(key.name()) {
                    found.extend(self.option(key.name(), &[key.key_type()], false));
                }
            }
        }
        found
            .sort_by(|(one, left), (other, right)| one.cmp(other).then_with(|| left.label.cmp(&right.label)));
        found.into_iter().map(|(_, option)| option).take(MAX_OPTIONS).collect()
    }

    fn option(
        &self,
        name: &str,
        types: &[ConditionKeyType],
        is_global: bool,
    ) -> Option<((Fit, bool, bool), Completion)> {
        let fit = fit(name, self.typed)?;
        let unsuited = self.operator.is_some_and(|operator| suits_any(operator.test, types).is_none());
        let detail = types.first().map(|key_type| type_words(*key_type)).unwrap_or_default();
        Some((
            (fit, unsuited, is_global),
            Completion::new(CompletionKind::ConditionKey, visible_name(name), detail),
        ))
    }

    /// With repetitions. Of unbounded actions there are too many to show them before something is typed.
    fn keys_of_actions(&self, detailed: DetailedCatalogue<'s>) -> Vec<ConditionKey<'s>> {
        let Some(actions) = self.actions else {
            let keys = detailed.all_condition_keys().filter(|_| !self.typed.is_empty());
            return keys.collect();
        };
        let mut keys = Vec::new();
        for of_service in actions.chunk_by(|one, other| one.service() == other.service()) {
            let service = of_service.first().map(|action| action.service());
            match service.filter(|service| service.actions().len() == of_service.len()) {
                Some(service) => keys.extend(detailed.condition_keys_of_service(service)),
                None => keys
                    .extend(of_service.iter().flat_map(|action| detailed.supported_condition_keys(*action))),
            }
        }
        keys
    }
}

/// Whether a service names the global key `name` as its own.
fn is_global(name: &str) -> bool {
    begins_with(name, "aws:") && global_condition_key(name).is_some()
}

/// A type in words: `String`, `ARN, several values`.
pub(super) fn type_words(key_type: ConditionKeyType) -> String {
    let several = if key_type.multivalued { ", several values" } else { "" };
    format!("{}{several}", key_type.value.name())
}

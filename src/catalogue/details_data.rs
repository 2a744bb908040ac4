//! The second part of the catalogue: resource types, condition keys, dependent actions.

use std::ops::Range;
use std::sync::OnceLock;

use super::arn_index::ArnIndex;
use super::condition_key_type::ConditionKeyType;
use super::format::Texts;
use super::lists::ListTable;
use super::variable_name::{VariableName, has_variable_part};
use crate::matching::FixedStart;

/// The decoded details file.
#[derive(Debug)]
pub(super) struct Details {
    /// The names of the condition keys in ascending order; one with two types stands there twice.
    pub(super) key_names: Texts,
    /// The types of the same keys.
    pub(super) key_types: Vec<ConditionKeyType>,
    /// The keys whose names have a variable part: found when they are first asked for.
    pub(super) variable_keys: OnceLock<VariableKeys>,
    /// The condition keys of each service.
    pub(super) service_keys: ListTable,
    /// The first resource type of each service, and the number of resource types.
    pub(super) first_types: Vec<usize>,
    /// The names of the resource types, ascending within each service.
    pub(super) type_names: Texts,
    /// The first ARN format of each resource type, and the number of formats.
    pub(super) first_formats: Vec<usize>,
    /// The ARN formats.
    pub(super) formats: Texts,
    /// The ARN formats by the service that they name: made when it is first asked, as not everybody asks.
    pub(super) arn_index: OnceLock<ArnIndex>,
    /// The condition keys of each resource type, then of each action, then of each resource type of each
    /// action.
    pub(super) key_lists: ListTable,
    /// The resource types of each action: number within the service × 2, + 1 where one is required.
    pub(super) action_types: ListTable,
    /// How many resource types all actions before one have.
    pub(super) first_pairs: Vec<usize>,
    /// The dependent actions of each action.
    pub(super) dependents: ListTable,
}

impl Details {
    pub(super) fn types(&self) -> usize {
        self.type_names.len()
    }

    pub(super) fn arn_index(&self) -> &ArnIndex {
        let types = || (0..self.types()).flat_map(|index| self.formats_of(index).map(move |_| index));
        self.arn_index.get_or_init(|| ArnIndex::new(&self.formats, types()))
    }

    pub(super) fn types_of(&self, service: usize) -> Range<usize> {
        range(&self.first_types, service, self.types())
    }

    pub(super) fn formats_of(&self, resource_type: usize) -> Range<usize> {
        range(&self.first_formats, resource_type, self.formats.len())
    }

    pub(super) fn find_type(&self, service: usize, name: &str) -> Option<usize> {
        self.type_names.group(service)?.find(name)
    }

    pub(super) fn keys_of_type(&self, resource_type: usize) -> &[u16] {
        self.key_lists.get(resource_type)
    }

    pub(super) fn keys_of_action(&self, action: usize) -> &[u16] {
        self.key_lists.get(self.types() + action)
    }

    /// The keys of the resource type at `place` in an action's list of resource types.
    pub(super) fn keys_of_pair(&self, action: usize, place: usize) -> &[u16] {
        let actions = self.first_pairs.len().saturating_sub(1);
        let first = self.first_pairs.get(action).copied().unwrap_or(usize::MAX / 2);
        self.key_lists.get(self.types() + actions + first + place)
    }

    /// The condition key that a policy writes as `name`: the one of this name, else one whose variable part
    /// stands for some of it.
    pub(super) fn find_key(&self, name: &str) -> Option<usize> {
        if let Some(index) = self.key_names.group(0)?.find(name) {
            return Some(index);
        }
        let prefix = name.split_inclusive(':').next().unwrap_or(name);
        let of_service = self.keys_beginning_with(prefix);
        let variable = self.variable_keys();
        let first = variable.after_prefix.partition_point(|key| key.index < of_service.start);
        let of_service =
            variable.after_prefix.iter().skip(first).take_while(|key| key.index < of_service.end);
        let start = FixedStart::of(name);
        of_service
            .chain(&variable.in_prefix)
            .filter(|key| key.start.agrees_with(start))
            .map(|key| key.index)
            .filter(|index| VariableName::new(self.key_names.get(*index)).matches(name))
            // `events:Metadata/${MetadataKey}/Matcher` says more than `events:Metadata/${MetadataKey}`.
            .max_by_key(|index| VariableName::new(self.key_names.get(*index)).fixed_length())
    }

    /// The keys whose names begin with `start`, without regard to case.
    pub(super) fn keys_beginning_with(&self, start: &str) -> Range<usize> {
        self.key_names.group(0).map_or(0..0, |names| names.beginning_with(start))
    }

    fn variable_keys(&self) -> &VariableKeys {
        self.variable_keys.get_or_init(|| {
            let mut keys = VariableKeys::default();
            for (index, name) in self.key_names.iter().enumerate().filter(|(_, name)| has_variable_part(name))
            {
                let prefix = name.split(':').next().unwrap_or(name);
                let list =
                    if has_variable_part(prefix) { &mut keys.in_prefix } else { &mut keys.after_prefix };
                list.push(VariableKey { index, start: FixedStart::of(name) });
            }
            keys
        })
    }
}

/// The keys with a variable part, ascending.
#[derive(Debug, Default)]
pub(super) struct VariableKeys {
    /// Where it stands behind the service prefix.
    after_prefix: Vec<VariableKey>,
    /// Where it stands in the prefix: `agent.${Domain}.buildkite.dev:build_branch`.
    in_prefix: Vec<VariableKey>,
}

#[derive(Debug)]
struct VariableKey {
    index: usize,
    /// With what its name begins.
    start: FixedStart,
}

fn range(firsts: &[usize], index: usize, end: usize) -> Range<usize> {
    let at = |index| firsts.get(index).copied().unwrap_or(end);
    at(index)..at(index + 1)
}

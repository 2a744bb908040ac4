//! The first part of the catalogue: services, and names and access levels of their actions.

use std::ops::Range;

use super::format::{TextGroup, Texts};
use super::strings::first_not;

/// Set where an action has no operation of its own in the API.
const PERMISSION_ONLY: u8 = 1 << 5;
/// Set where it is not known whether it has.
const PERMISSION_ONLY_UNKNOWN: u8 = 1 << 6;

/// The decoded core file.
#[derive(Debug)]
pub(super) struct Core {
    /// CRC-32 of the file's content.
    pub(super) checksum: u32,
    /// The service prefixes in ascending order.
    pub(super) prefixes: Texts,
    /// The names of the same services.
    pub(super) service_names: Texts,
    /// The first action of each service, and the number of actions.
    pub(super) first_actions: Vec<usize>,
    /// The names of the actions, ascending within each service.
    pub(super) action_names: Texts,
    /// For each action its access levels, and in the two bits above whether it is permission-only.
    pub(super) action_flags: Vec<u8>,
}

impl Core {
    pub(super) fn services(&self) -> usize {
        self.prefixes.len()
    }

    pub(super) fn actions(&self) -> usize {
        self.action_names.len()
    }

    pub(super) fn actions_of(&self, service: usize) -> Range<usize> {
        let at = |service| self.first_actions.get(service).copied().unwrap_or(self.actions());
        at(service)..at(service + 1)
    }

    pub(super) fn service_of(&self, action: usize) -> usize {
        first_not(0..self.services(), |service| self.actions_of(service).end <= action)
    }

    pub(super) fn find_service(&self, prefix: &str) -> Option<usize> {
        self.prefixes.group(0)?.find(prefix).filter(|_| !prefix.is_empty())
    }

    pub(super) fn find_action(&self, service: usize, name: &str) -> Option<usize> {
        self.names_of(service)?.find(name)
    }

    /// The names of a service's actions.
    pub(super) fn names_of(&self, service: usize) -> Option<TextGroup<'_>> {
        self.action_names.group(service)
    }

    /// The bits of an action's access levels.
    pub(super) fn access_bits(&self, action: usize) -> u8 {
        self.action_flags.get(action).copied().unwrap_or_default() & (PERMISSION_ONLY - 1)
    }

    /// Whether an action is permission-only; `None` where it is not known.
    pub(super) fn permission_only(&self, action: usize) -> Option<bool> {
        let flags = self.action_flags.get(action).copied().unwrap_or(PERMISSION_ONLY_UNKNOWN);
        (flags & PERMISSION_ONLY_UNKNOWN == 0).then_some(flags & PERMISSION_ONLY != 0)
    }
}

/// The byte of `action_flags` that says this.
#[cfg(feature = "cli")]
pub(super) fn action_flags(access_bits: u8, permission_only: Option<bool>) -> u8 {
    access_bits
        | match permission_only {
            Some(false) => 0,
            Some(true) => PERMISSION_ONLY,
            None => PERMISSION_ONLY_UNKNOWN,
        }
}

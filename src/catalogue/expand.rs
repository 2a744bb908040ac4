//! The actions that an entry of an `Action` element stands for (§2A).

use std::ops::Range;

use super::core_data::Core;
use super::selection::ActionSelection;
use crate::matching::matches_name;

/// What `*` and `?` before the colon of an action are, which AWS's documents leave open (clause 2.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrefixWildcards {
    /// Ordinary characters, so that no service has such a prefix.
    #[default]
    Literal,
    /// Wildcards, as they are in the name.
    Active,
}

pub(super) fn expand(core: &Core, pattern: &str, prefix_wildcards: PrefixWildcards) -> ActionSelection {
    let mut selection = ActionSelection::default();
    if pattern == "*" {
        selection.push_run(0..core.actions());
        return selection;
    }
    let Some((service, name)) = pattern.split_once(':') else {
        return selection;
    };
    if service.contains(['*', '?']) && prefix_wildcards == PrefixWildcards::Active {
        // A wildcard may stand for the colon too, so the whole text is compared.
        for service in 0..core.services() {
            let prefix = core.prefixes.get(service);
            for index in core.actions_of(service) {
                let action = format!("{prefix}:{}", core.action_names.get(index));
                if matches_name(pattern, &action) {
                    selection.push_run(index..index + 1);
                }
            }
        }
    } else if let Some(service) = core.find_service(service) {
        NamePattern::new(name).select(core, service, &mut selection);
    }
    selection
}

/// A pattern for the name of an action.
pub(super) struct NamePattern<'p> {
    /// What stands before its first wildcard.
    start: &'p str,
    rest: Rest<'p>,
}

/// What follows the fixed start of a name pattern.
enum Rest<'p> {
    Nothing,
    Anything,
    Pattern(&'p str),
}

impl<'p> NamePattern<'p> {
    pub(super) fn new(pattern: &'p str) -> Self {
        let wildcard = pattern.find(['*', '?']).unwrap_or(pattern.len());
        let (start, rest) = pattern.split_at_checked(wildcard).unwrap_or((pattern, ""));
        let rest = match rest {
            "" => Rest::Nothing,
            "*" => Rest::Anything,
            rest => Rest::Pattern(rest),
        };
        Self { start, rest }
    }

    /// Adds the actions of `service` that match it.
    pub(super) fn select(&self, core: &Core, service: usize, selection: &mut ActionSelection) {
        let Some(names) = core.names_of(service) else { return };
        let name = |index| names.get(index);
        let Range { start: first, end } = names.beginning_with(self.start);
        match &self.rest {
            // The name itself comes before the longer ones that begin with it.
            Rest::Nothing if first < end && name(first).len() == self.start.len() => {
                selection.push_run(first..first + 1);
            }
            Rest::Nothing => {}
            Rest::Anything => selection.push_run(first..end),
            Rest::Pattern(pattern) => {
                for index in names.with_pieces_of(pattern, first..end) {
                    let rest = name(index).get(self.start.len()..).unwrap_or_default();
                    if matches_name(pattern, rest) {
                        selection.push_run(index..index + 1);
                    }
                }
            }
        }
    }
}

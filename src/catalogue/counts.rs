//! How much there is in a catalogue.

use super::{AccessLevel, Action, Catalogue, DetailedCatalogue};

/// How much there is in a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Services.
    pub services: usize,
    /// Actions.
    pub actions: usize,
    /// For each access level its actions. One that writes tags or permissions counts for these alone.
    pub by_access_level: Vec<(AccessLevel, usize)>,
    /// Actions that are known to have no operation of their own in the API.
    pub permission_only: usize,
    /// Actions of which it is not known.
    pub permission_only_unknown: usize,
    /// What the details add; nothing until they are loaded.
    pub details: Option<DetailCounts>,
}

/// How much there is in the details of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailCounts {
    /// Resource types.
    pub resource_types: usize,
    /// ARN formats of resource types.
    pub arn_formats: usize,
    /// Condition keys of services, a key counting once for each service.
    pub service_condition_keys: usize,
    /// Condition keys with different names.
    pub condition_keys: usize,
    /// Pairs of an action and a resource type on which it works.
    pub action_resource_pairs: usize,
    /// Those of them that are required.
    pub required_pairs: usize,
    /// Actions that work on no resource type.
    pub actions_without_resource_type: usize,
    /// Pairs of an action and another that its caller needs.
    pub dependent_pairs: usize,
}

pub(super) fn count(catalogue: &Catalogue) -> Counts {
    let by_access_level = AccessLevel::ALL.into_iter().map(|level| {
        let is_of_level = |action: &Action<'_>| action.access_levels().iter().max() == Some(level);
        (level, catalogue.actions().filter(is_of_level).count())
    });
    let permission_only =
        |answer| catalogue.actions().filter(|action| action.permission_only() == answer).count();
    Counts {
        services: catalogue.services().len(),
        actions: catalogue.actions().len(),
        by_access_level: by_access_level.collect(),
        permission_only: permission_only(Some(true)),
        permission_only_unknown: permission_only(None),
        details: catalogue.detailed().map(count_details),
    }
}

fn count_details(detailed: DetailedCatalogue<'_>) -> DetailCounts {
    let catalogue = detailed.catalogue();
    let types = || catalogue.services().flat_map(move |service| detailed.resource_types_of_service(service));
    let pairs = || catalogue.actions().flat_map(move |action| detailed.resource_types(action));
    let mut names: Vec<&str> = detailed.all_condition_keys().map(|key| key.name()).collect();
    names.dedup();
    DetailCounts {
        resource_types: types().count(),
        arn_formats: types().map(|resource_type| resource_type.arn_formats().len()).sum(),
        service_condition_keys: catalogue
            .services()
            .map(|service| detailed.condition_keys_of_service(service).len())
            .sum(),
        condition_keys: names.len(),
        action_resource_pairs: pairs().count(),
        required_pairs: pairs().filter(|entry| entry.required()).count(),
        actions_without_resource_type: catalogue
            .actions()
            .filter(|action| detailed.resource_types(*action).len() == 0)
            .count(),
        dependent_pairs: catalogue
            .actions()
            .filter_map(|action| detailed.dependent_actions(action))
            .map(|dependents| dependents.len())
            .sum(),
    }
}

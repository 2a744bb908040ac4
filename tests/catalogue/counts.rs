//! How much AWS's documentation of 27 October 2026 lists, counted in the source by other means.

use policyscope::catalogue::{AccessLevel, DetailCounts, embedded};

use super::CATALOGUE;

#[test]
fn the_catalogue_is_complete() {
    let counts = CATALOGUE.counts();
    assert_eq!((counts.services, counts.actions), (457, 22_321));
    assert_eq!(counts.permission_only, 1_432);
    assert_eq!(counts.permission_only_unknown, 1_040);
    let expected = DetailCounts {
        resource_types: 2_348,
        arn_formats: 2_361,
        service_condition_keys: 2_596,
        condition_keys: 1_601,
        action_resource_pairs: 22_141,
        required_pairs: 15_880,
        actions_without_resource_type: 6_762,
        dependent_pairs: 4_472,
    };
    assert_eq!(counts.details, Some(expected));
}

#[test]
fn every_action_has_the_access_levels_that_are_documented() {
    let having =
        |text: &str| CATALOGUE.actions().filter(|action| action.access_levels().to_string() == text).count();
    assert_eq!(having("Read"), 5_947);
    assert_eq!(having("List"), 3_748);
    assert_eq!(having("Write"), 11_485);
    assert_eq!(having("Tagging, Write"), 719);
    assert_eq!(having("Permissions management, Write"), 422);
    let changing = CATALOGUE.actions().filter(|action| action.access_levels().changes_something()).count();
    assert_eq!(changing, 11_485 + 719 + 422);
    let levels = CATALOGUE.action("s3:PutBucketPolicy").unwrap().access_levels();
    assert!(levels.contains(AccessLevel::PermissionsManagement) && levels.contains(AccessLevel::Write));
    assert!(!levels.contains(AccessLevel::Tagging));
}

#[test]
fn the_embedded_part_is_complete() {
    assert_eq!(embedded::service_prefixes().len(), 457);
    assert_eq!(embedded::service_principals().len(), 412);
    assert_eq!(embedded::global_condition_keys().len(), 61);
    assert_eq!(embedded::retired_actions().len(), 495);
    assert_eq!(embedded::undocumented_actions().len(), 29);
    let prefixes: Vec<&str> = CATALOGUE.services().map(|service| service.prefix()).collect();
    assert!(embedded::service_prefixes().eq(prefixes));
}

//! SAM's transform: policy templates, roles, events, APIs and connectors, row by row of the tables of what SAM makes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "sam/cases.rs"]
mod cases;
#[path = "sam/connectors.rs"]
mod connectors;
#[path = "sam/nodes.rs"]
mod nodes;
#[path = "sam/notation.rs"]
mod notation;
#[path = "sam/policy_templates.rs"]
mod policy_templates;
#[path = "sam/whole.rs"]
mod whole;

#[test]
fn functions_get_the_roles_that_sam_makes() {
    cases::check(include_str!("sam/functions.json"));
}

#[test]
fn policies_may_be_written_in_all_forms() {
    cases::check(include_str!("sam/policies.json"));
}

#[test]
fn events_let_their_services_in() {
    cases::check(include_str!("sam/events.json"));
}

#[test]
fn sources_that_lambda_reads_from_add_to_the_role() {
    cases::check(include_str!("sam/sources.json"));
}

#[test]
fn rest_apis_have_methods_with_their_authorization() {
    cases::check(include_str!("sam/rest_apis.json"));
}

#[test]
fn resource_policies_are_made_of_lists() {
    cases::check(include_str!("sam/resource_policies.json"));
}

#[test]
fn http_apis_have_routes_with_their_authorization() {
    cases::check(include_str!("sam/http_apis.json"));
}

#[test]
fn other_resources_are_expanded_or_said_not_to_be() {
    cases::check(include_str!("sam/others.json"));
}

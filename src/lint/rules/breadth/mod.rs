//! Statements that reach further than is likely to be meant.

pub(super) mod action_list;
mod administrative_service;
mod administrator;
mod all_actions;
mod arn_of_wildcards;
mod every_resource_for_narrow_actions;
mod not_action;
mod not_action_administrator;
mod not_action_and_not_resource;
mod not_resource;
pub(super) mod reach;
mod service_wildcard;
mod service_wildcard_on_some;
mod void_not_action;
mod void_not_resource;
mod whole_service;

group! {
    administrator,
    all_actions,
    service_wildcard,
    service_wildcard_on_some,
    administrative_service,
    every_resource_for_narrow_actions,
    not_action,
    not_action_administrator,
    not_resource,
    not_action_and_not_resource,
    void_not_action,
    void_not_resource,
    arn_of_wildcards,
}

//! Names of services, actions and condition keys.

mod existence;
mod invalid_action;
mod invalid_service;
mod invalid_service_in_action;
pub(super) mod key_support;
mod missing_action_for_condition_key;
mod retired_action;
mod unsupported_action_for_condition_key;
mod use_condition_key_only_with_supported_services;
mod wildcard_in_service_name;

group! {
    invalid_action,
    invalid_service,
    invalid_service_in_action,
    missing_action_for_condition_key,
    retired_action,
    unsupported_action_for_condition_key,
    use_condition_key_only_with_supported_services,
    wildcard_in_service_name,
}

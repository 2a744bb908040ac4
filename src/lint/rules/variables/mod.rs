//! Policy variables.

mod empty_variable;
mod invalid_variable_for_operator;
mod missing_brace_in_variable;
mod missing_quote_in_variable;
mod multivalued_policy_variable;
mod places;
mod policy_variable_may_be_missing;
mod policy_variable_never_there;
mod unknown_policy_variable;
mod unsupported_space_in_variable;
mod variable_in_condition_key;
mod variable_unsupported_in_element;
mod variable_unsupported_in_version;
mod variable_usage_too_permissive;

group! {
    invalid_variable_for_operator,
    missing_brace_in_variable,
    missing_quote_in_variable,
    unsupported_space_in_variable,
    empty_variable,
    variable_unsupported_in_element,
    variable_unsupported_in_version,
    variable_usage_too_permissive,
    unknown_policy_variable,
    multivalued_policy_variable,
    policy_variable_never_there,
    policy_variable_may_be_missing,
    variable_in_condition_key,
}

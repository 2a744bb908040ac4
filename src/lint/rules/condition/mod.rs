//! Condition operators and keys.

pub(super) mod blocks;
pub(super) mod callers;
mod condition_always_true;
mod condition_key_of_no_action;
mod contradicting_values;
mod deprecated_global_condition_key;
mod dynamodb_attributes_without_select;
mod empty_range;
mod equivalent_to_null_false;
mod equivalent_to_null_true;
mod for_all_values_without_null_check;
mod for_any_value_deny_without_null_check;
mod forallvalues_with_single_valued_key;
mod if_exists_weakens_control;
mod if_exists_without_effect;
mod insecure_transport_allowed;
mod invalid_condition_key_format;
mod invalid_condition_operator;
mod invalid_global_condition_key;
mod invalid_service_condition_key;
mod mfa;
mod mfa_absence_allowed;
mod mfa_false_misses_absent_key;
mod mfa_not_required;
mod mfa_presence_only;
mod missing_paired_condition_keys;
mod missing_qualifier;
mod null_contradicts_test;
mod null_with_qualifier;
mod presence;
mod redundant_key_due_to_wildcard_in_condition;
mod redundant_statement_due_to_wildcard_in_condition;
mod s3_prefix_in_negative_context;
mod string_like_operator_with_arn_condition_keys;
mod type_mismatch;
mod unsupported_global_condition_key;
mod untrustworthy_condition_key;

group! {
    invalid_condition_key_format,
    invalid_condition_operator,
    invalid_global_condition_key,
    invalid_service_condition_key,
    missing_qualifier,
    unsupported_global_condition_key,
    deprecated_global_condition_key,
    type_mismatch,
    untrustworthy_condition_key,
    forallvalues_with_single_valued_key,
    missing_paired_condition_keys,
    string_like_operator_with_arn_condition_keys,
    dynamodb_attributes_without_select,
    s3_prefix_in_negative_context,
    equivalent_to_null_false,
    equivalent_to_null_true,
    null_with_qualifier,
    redundant_key_due_to_wildcard_in_condition,
    redundant_statement_due_to_wildcard_in_condition,
    mfa_false_misses_absent_key,
    mfa_not_required,
    mfa_presence_only,
    mfa_absence_allowed,
    for_all_values_without_null_check,
    for_any_value_deny_without_null_check,
    if_exists_weakens_control,
    if_exists_without_effect,
    contradicting_values,
    empty_range,
    null_contradicts_test,
    condition_always_true,
    insecure_transport_allowed,
    condition_key_of_no_action,
}

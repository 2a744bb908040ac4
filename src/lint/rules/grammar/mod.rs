//! What the grammar of policies asks for.

mod data_type_mismatch;
mod duplicate_keys_with_different_case;
mod duplicate_member;
mod empty_complement;
mod federated_principal_not_supported;
pub(super) mod forbidden_element;
mod invalid_effect;
mod invalid_policy_element;
mod invalid_principal_format;
mod invalid_principal_key;
mod invalid_version;
mod json_syntax_error;
mod missing_action;
mod missing_effect;
mod missing_principal;
mod missing_resource;
mod missing_statement;
mod missing_version;
mod nodes;
mod null_with_if_exists;
mod policy_type_mismatch;
mod role_trust_policy_syntax_error_notprincipal;
mod role_trust_policy_syntax_error_resource;
mod role_trust_policy_unsupported_wildcard_in_principal;
mod short_arn_in_session_policy;
mod sids;
mod unique_sids_recommended;
mod unique_sids_required;
mod unsupported_character;
mod unsupported_element_combination;
mod unsupported_principal;
mod unsupported_sid;
mod unsupported_wildcard_in_principal;
mod wrapped_document;

group! {
    data_type_mismatch,
    duplicate_keys_with_different_case,
    invalid_effect,
    invalid_policy_element,
    invalid_principal_format,
    invalid_principal_key,
    invalid_version,
    json_syntax_error,
    missing_action,
    missing_effect,
    missing_principal,
    missing_resource,
    missing_statement,
    null_with_if_exists,
    unique_sids_required,
    unsupported_element_combination,
    unsupported_principal,
    unsupported_sid,
    unsupported_wildcard_in_principal,
    federated_principal_not_supported,
    role_trust_policy_syntax_error_notprincipal,
    role_trust_policy_unsupported_wildcard_in_principal,
    role_trust_policy_syntax_error_resource,
    missing_version,
    unique_sids_recommended,
    duplicate_member,
    unsupported_character,
    wrapped_document,
    policy_type_mismatch,
    short_arn_in_session_policy,
    empty_complement,
}

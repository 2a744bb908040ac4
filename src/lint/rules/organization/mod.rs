//! What organization policies may and should say.
//!
//! Access Analyzer's `SCP_SYNTAX_ERROR_ACTION_WILDCARD` (37) has no rule: since September 2025 service
//! control policies take `*` and `?` anywhere in the name of an action, so nothing that it speaks of is
//! refused any more.

mod organization_policy_version;
mod rcp;
mod rcp_allow;
mod rcp_blanket_deny;
mod rcp_missing_related_principal_condition_key;
mod rcp_missing_related_service_principal_condition_key;
mod rcp_missing_service_condition_key_null_check;
mod rcp_service_test_without_if_exists;
mod rcp_syntax_error_action;
mod rcp_syntax_error_allow;
mod rcp_syntax_error_notaction;
mod rcp_syntax_error_principal;
mod scp_syntax_error_principal;

group! {
    scp_syntax_error_principal,
    rcp_syntax_error_principal,
    rcp_syntax_error_allow,
    rcp_syntax_error_notaction,
    rcp_syntax_error_action,
    rcp_missing_related_principal_condition_key,
    rcp_missing_related_service_principal_condition_key,
    rcp_missing_service_condition_key_null_check,
    organization_policy_version,
    rcp_service_test_without_if_exists,
    rcp_blanket_deny,
    rcp_allow,
}

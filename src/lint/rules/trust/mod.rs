//! Who may assume a role.

mod add_action;
mod audience;
mod confirm_audience_claim_type;
mod federation;
mod foranyvalue_with_audience_claim_type;
mod invalid_federated_principal_syntax;
mod mismatched_action_for_principal;
mod missing_action_for_roles_anywhere;
mod missing_condition_key_for_oidc_principal;
mod missing_github_repo_condition_key;
mod specific_github_repo_and_branch;

pub(in crate::lint::rules) use add_action::add_actions;
pub(in crate::lint::rules) use federation::{
    COGNITO, GITHUB, Provider, WITH_SAML, claim_of, github_conditions, openid_providers, provider,
};

group! {
    invalid_federated_principal_syntax,
    mismatched_action_for_principal,
    missing_action_for_roles_anywhere,
    specific_github_repo_and_branch,
    missing_condition_key_for_oidc_principal,
    missing_github_repo_condition_key,
    foranyvalue_with_audience_claim_type,
    confirm_audience_claim_type,
}

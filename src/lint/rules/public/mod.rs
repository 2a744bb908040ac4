//! What is open to everybody, and trust that reaches too far.

mod account_without_external_id;
mod accounts;
mod any_identity_provider;
mod any_service;
mod api_open_in_full;
mod bucket_without_account;
mod cognito_without_authentication;
mod cognito_without_identity_pool;
mod deny_with_not_principal;
mod edge_function_role;
mod exposure;
mod function_url_without_authentication;
mod github;
mod github_any_owner;
mod github_claim_of_anybody;
mod github_pull_requests;
mod github_whole_owner;
mod impossible_principal;
mod open_subject;
mod pod_identity_without_tag_session;
mod provider_without_subject;
mod public_principal;
mod public_principal_with_open_condition;
mod role_for_everybody;
mod role_for_everybody_with_open_condition;
mod saml_without_audience;
mod service_role_without_source;
mod session_without_assuming;
mod shared_execution_role;
mod subjects;
mod unknown_service_principal;
mod whole_account_beside_principals;

group! {
    public_principal,
    public_principal_with_open_condition,
    role_for_everybody,
    role_for_everybody_with_open_condition,
    any_service,
    any_identity_provider,
    impossible_principal,
    unknown_service_principal,
    account_without_external_id,
    saml_without_audience,
    cognito_without_identity_pool,
    cognito_without_authentication,
    github_any_owner,
    github_whole_owner,
    github_pull_requests,
    github_claim_of_anybody,
    provider_without_subject,
    open_subject,
    pod_identity_without_tag_session,
    deny_with_not_principal,
    whole_account_beside_principals,
    bucket_without_account,
    function_url_without_authentication,
    shared_execution_role,
    api_open_in_full,
    edge_function_role,
    service_role_without_source,
    session_without_assuming,
}

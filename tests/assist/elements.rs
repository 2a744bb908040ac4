//! The names of elements: those that the policy type may have (clause 1.50) and that are not there yet.

use policyscope::policy::PolicyType;

use crate::{
    POLICY_TYPES, assert_all, assert_first, assert_has, assert_lacks, options, options_in, statement,
};

const STATEMENT: &str = r#"{"Statement": {"|"}}"#;

#[test]
fn a_document_has_a_version_and_statements() {
    assert_all(&options(r#"{"|"}"#), &["Version", "Statement"]);
    assert_all(&options(r#"{|}"#), &["Version", "Statement"]);
    assert_all(&options(r#"{"Version": "2012-10-17", "|"}"#), &["Statement"]);
    assert_all(&options(r#"{"Version": "2012-10-17", |}"#), &["Statement"]);
}

#[test]
fn policies_of_resources_may_have_an_id() {
    for policy_type in POLICY_TYPES {
        let has_id = options_in(r#"{"|"}"#, policy_type).iter().any(|option| option.label == "Id");
        let may = [PolicyType::Resource, PolicyType::RoleTrust, PolicyType::Key, PolicyType::VpcEndpoint];
        assert_eq!(has_id, may.contains(&policy_type), "{policy_type:?}");
    }
}

#[test]
fn a_statement_has_the_elements_of_its_policy_type() {
    assert_first(&options(STATEMENT), &["Sid", "Effect", "Action", "Resource", "Condition"]);
    assert_lacks(&options(STATEMENT), &["Principal", "NotPrincipal", "Version"]);
    assert_has(&options_in(STATEMENT, PolicyType::Resource), &["Principal", "NotPrincipal", "Resource"]);
    let trust = options_in(STATEMENT, PolicyType::RoleTrust);
    assert_has(&trust, &["Principal", "Action", "NotAction"]);
    assert_lacks(&trust, &["Resource", "NotResource", "NotPrincipal"]);
    let resource_control = options_in(STATEMENT, PolicyType::ResourceControl);
    assert_has(&resource_control, &["Principal", "Action", "NotResource"]);
    assert_lacks(&resource_control, &["NotAction", "NotPrincipal"]);
}

#[test]
fn an_element_that_is_there_is_not_offered_again_and_neither_is_its_opposite() {
    let found = options(&statement(r#""Action": "s3:*", "|""#));
    assert_lacks(&found, &["Effect", "Action", "NotAction"]);
    assert_has(&found, &["Sid", "Resource", "NotResource", "Condition"]);
    let found = options(&statement(r#""|", "NotResource": "*""#));
    assert_lacks(&found, &["Resource", "NotResource"]);
}

#[test]
fn the_name_under_the_cursor_counts_as_not_there() {
    assert_first(&options(&statement(r#""Ac|tion": "s3:*""#)), &["Action"]);
    assert_first(&options(&statement(r#""Action|": "s3:*""#)), &["Action"]);
}

#[test]
fn a_principal_exception_goes_with_deny_only() {
    let of_effect = |effect: &str| {
        let document = format!(r#"{{"Statement": [{{"Effect": "{effect}", "|"}}]}}"#);
        options_in(&document, PolicyType::Resource)
    };
    assert_lacks(&of_effect("Allow"), &["NotPrincipal"]);
    assert_has(&of_effect("Deny"), &["NotPrincipal"]);
}

#[test]
fn names_are_matched_without_regard_to_case() {
    assert_first(&options(&statement(r#""RES|""#)), &["Resource", "NotResource"]);
    assert_all(&options(&statement(r#""cond|""#)), &["Condition"]);
    assert_all(&options(&statement(r#""xyz|""#)), &[]);
}

#[test]
fn principals_are_of_four_kinds() {
    let document = statement(r#""Principal": {"|"}"#);
    assert_all(&options_in(&document, PolicyType::Resource), &["AWS", "Service", "CanonicalUser"]);
    assert_all(&options_in(&document, PolicyType::RoleTrust), &["AWS", "Service", "Federated"]);
    assert_all(&options_in(&document, PolicyType::ResourceControl), &["AWS"]);
    let document = statement(r#""Principal": {"AWS": "*", "|"}"#);
    assert_all(&options_in(&document, PolicyType::RoleTrust), &["Service", "Federated"]);
}

#[test]
fn a_statement_without_a_document_is_completed_too() {
    assert_first(&options(r#"{"Effect": "Allow", "Action": "s3:GetOb|"}"#), &["s3:GetObject"]);
}

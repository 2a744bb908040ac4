//! What AWS would refuse in a policy: each case shows the text, and each finding as its code and the text it
//! underlines.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use policyscope::policy::{PolicyType, check_size};
use policyscope::scenario::NamedPolicy;
use policyscope::text::{Severity, json};

/// Findings as `code @ underlined text`, and whether each statement can be evaluated.
fn read(text: &str, policy_type: PolicyType) -> (Vec<String>, Vec<bool>) {
    let parsed = json::parse(text);
    assert_eq!(parsed.diagnostics, [], "the case is about the policy, not its JSON");
    let (policy, diagnostics) = NamedPolicy::read("p".into(), &parsed.root.unwrap(), policy_type);
    let found = diagnostics.iter().map(|found| format!("{} @ {}", found.code, found.span.slice(text)));
    let whole = policy.policy.unreadable.is_none();
    let statements = policy.policy.statements.iter().map(|statement| whole && statement.unreadable.is_none());
    (found.collect(), statements.collect())
}

#[track_caller]
fn check(policy_type: PolicyType, text: &str, expected: &[&str], can_be_evaluated: &[bool]) {
    let (found, evaluable) = read(text, policy_type);
    assert_eq!(found, expected, "{text}");
    assert_eq!(evaluable, can_be_evaluated, "{text}");
}

#[track_caller]
fn check_identity(statement: &str, expected: &[&str]) {
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": {statement}}}"#);
    let (found, evaluable) = read(&text, PolicyType::Identity);
    assert_eq!(found, expected, "{text}");
    assert_eq!(evaluable, [expected.is_empty()], "{text}");
}

#[test]
fn a_well_formed_policy_has_no_findings() {
    check_identity(
        r#"{"Sid": "A", "Effect": "Allow", "Action": ["s3:Get*"], "Resource": "*",
            "Condition": {"Bool": {"aws:MultiFactorAuthPresent": true}, "NumericLessThan": {"s3:max-keys": [10, "20"]}}}"#,
        &[],
    );
}

#[test]
fn the_document_has_to_be_one() {
    check(PolicyType::Identity, "[]", &["wrong-type @ []"], &[]);
    check(PolicyType::Identity, "{}", &["missing-statement @ {}"], &[]);
    check(PolicyType::Identity, r#"{"Statement": 1}"#, &["wrong-type @ 1"], &[]);
    check(PolicyType::Identity, r#"{"Statement": [1]}"#, &["wrong-type @ 1"], &[false]);
    check(
        PolicyType::Identity,
        r#"{"Version": "2012-10-18", "Statement": []}"#,
        &["invalid-version @ \"2012-10-18\""],
        &[],
    );
    check(PolicyType::Identity, r#"{"Version": 2012, "Statement": []}"#, &["wrong-type @ 2012"], &[]);
    check(
        PolicyType::Identity,
        r#"{"statement": []}"#,
        &["unknown-element @ \"statement\"", "missing-statement @ {\"statement\": []}"],
        &[],
    );
}

#[test]
fn the_effect_is_allow_or_deny_to_the_letter() {
    check_identity(r#"{"Effect": "allow", "Action": "*", "Resource": "*"}"#, &["invalid-effect @ \"allow\""]);
    check_identity(r#"{"Effect": true, "Action": "*", "Resource": "*"}"#, &["wrong-type @ true"]);
    let none = r#"{"Action": "*", "Resource": "*"}"#;
    check_identity(none, &[&format!("missing-effect @ {none}")]);
}

#[test]
fn elements_are_known_and_exclude_their_complements() {
    check_identity(
        r#"{"Effect": "Allow", "Action": "*", "Resource": "*", "Conditions": {}}"#,
        &["unknown-element @ \"Conditions\""],
    );
    check_identity(
        r#"{"Effect": "Allow", "Action": "*", "NotAction": "*", "Resource": "*"}"#,
        &["element-and-complement @ \"NotAction\""],
    );
    check_identity(r#"{"Effect": "Deny", "NotAction": [], "Resource": "*"}"#, &["empty-complement @ []"]);
    check_identity(
        r#"{"Effect": "Deny", "Action": {"s3": "*"}, "Resource": "*"}"#,
        &["wrong-type @ {\"s3\": \"*\"}"],
    );
    check_identity(
        r#"{"Effect": "Deny", "Action": ["s3:*", null], "Resource": "*"}"#,
        &["wrong-type @ null"],
    );
}

#[test]
fn conditions_have_known_operators_and_readable_values() {
    let condition = |condition: &str| {
        format!(r#"{{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {condition}}}"#)
    };
    let cases = [
        (r#"{"StringEqual": {"a": "b"}}"#, "unknown-operator @ \"StringEqual\""),
        (r#"{"stringequals": {"a": "b"}}"#, "unknown-operator @ \"stringequals\""),
        (r#"{"ForEachValue:StringEquals": {"a": "b"}}"#, "unknown-operator @ \"ForEachValue:StringEquals\""),
        (r#"{"NullIfExists": {"a": "true"}}"#, "null-if-exists @ \"NullIfExists\""),
        (r#"{"StringEquals": "b"}"#, "wrong-type @ \"b\""),
        (r#"{"StringEquals": {"a": null}}"#, "wrong-type @ null"),
        (r#"{"StringEquals": {"a": {}}}"#, "wrong-type @ {}"),
        (r#"{"StringEquals": {"a": []}}"#, "empty-value-list @ []"),
        (
            r#"{"StringEquals": {"aws:UserId": "x", "aws:userid": "y"}}"#,
            "duplicate-condition-key @ \"aws:userid\"",
        ),
        (r#"{"Bool": {"a": "yes"}}"#, "unreadable-value @ \"yes\""),
        (r#"{"IpAddress": {"a": "10.0.0.0/33"}}"#, "unreadable-value @ \"10.0.0.0/33\""),
        (r#"{"BinaryEquals": {"a": "%"}}"#, "unreadable-value @ \"%\""),
        ("[]", "wrong-type @ []"),
    ];
    for (text, finding) in cases {
        check_identity(&condition(text), &[finding]);
    }
}

#[test]
fn numbers_and_dates_that_are_none_are_doubted_but_evaluated() {
    let text = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*",
        "Condition": {"NumericEquals": {"a": "ten"}, "DateLessThan": {"b": "soon"}}}}"#;
    let findings = ["unreadable-value @ \"ten\"", "unreadable-value @ \"soon\""];
    check(PolicyType::Identity, text, &findings, &[true]);
}

#[test]
fn repeated_elements_of_stored_documents_are_merged() {
    let text =
        r#"{"Effect": "Deny", "Effect": "Allow", "Action": "s3:*", "Action": "sqs:*", "Resource": "*"}"#;
    let document = format!(r#"{{"Statement": [{text}]}}"#);
    let parsed = json::parse(&document);
    let codes: Vec<&str> = parsed.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["duplicate-member", "duplicate-member"]);
    let (policy, found) = NamedPolicy::read("p".into(), &parsed.root.unwrap(), PolicyType::Identity);
    assert!(found.is_empty());
    let statement = &policy.policy.statements[0];
    assert_eq!(statement.effect, Some(policyscope::policy::Effect::Allow));
    let actions: Vec<&str> =
        statement.action.as_ref().unwrap().values.iter().map(|value| &*value.text).collect();
    assert_eq!(actions, ["s3:*", "sqs:*"]);
}

#[test]
fn principals_are_a_star_or_a_map_of_known_kinds() {
    let statement = |principal: &str| {
        format!(
            r#"{{"Statement": {{"Effect": "Allow", "Principal": {principal}, "Action": "s3:*", "Resource": "*"}}}}"#
        )
    };
    let bad = [
        ("\"arn:aws:iam::111122223333:root\"", "plain-principal @ \"arn:aws:iam::111122223333:root\""),
        (r#"{"Aws": "*"}"#, "unknown-principal-kind @ \"Aws\""),
        ("1", "wrong-type @ 1"),
    ];
    for (principal, finding) in bad {
        check(PolicyType::Resource, &statement(principal), &[finding], &[false]);
    }
    let pattern = "\"arn:aws:iam::111122223333:role/*\"";
    let finding = format!("wildcard-in-principal @ {pattern}");
    check(PolicyType::Resource, &statement(&format!(r#"{{"AWS": {pattern}}}"#)), &[&finding], &[true]);
    for principal in ["\"*\"", r#"{"AWS": "*"}"#, "{}", "[]", r#"{"AWS": [], "Service": "s3.amazonaws.com"}"#]
    {
        check(PolicyType::Resource, &statement(principal), &[], &[true]);
    }
}

#[test]
fn each_policy_type_has_its_elements() {
    let bare = r#"{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}"#;
    let body = &bare[14..bare.len() - 1];
    for policy_type in [
        PolicyType::Identity,
        PolicyType::PermissionsBoundary,
        PolicyType::Session,
        PolicyType::ServiceControl,
    ] {
        check(policy_type, bare, &[], &[true]);
        let named =
            r#"{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}}"#;
        check(policy_type, named, &["principal-not-allowed @ \"Principal\": \"*\""], &[false]);
    }
    for policy_type in
        [PolicyType::Resource, PolicyType::ResourceControl, PolicyType::VpcEndpoint, PolicyType::Key]
    {
        check(policy_type, bare, &[&format!("missing-principal @ {body}")], &[false]);
    }
    let no_resource = r#"{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}}"#;
    let body = &no_resource[14..no_resource.len() - 1];
    check(PolicyType::RoleTrust, no_resource, &[], &[true]);
    check(PolicyType::Resource, no_resource, &[], &[true]);
    check(PolicyType::VpcEndpoint, no_resource, &[&format!("missing-resource @ {body}")], &[false]);
    // A key policy statement without Resource is stored and has no effect (clause 1.56).
    check(PolicyType::Key, no_resource, &[&format!("missing-resource @ {body}")], &[true]);
}

#[test]
fn not_principal_goes_with_deny_and_not_into_trust_policies() {
    let statement = |effect: &str| {
        format!(
            r#"{{"Statement": {{"Effect": "{effect}", "NotPrincipal": {{"AWS": "111122223333"}}, "Action": "s3:*", "Resource": "*"}}}}"#
        )
    };
    let element = r#""NotPrincipal": {"AWS": "111122223333"}"#;
    check(PolicyType::Resource, &statement("Deny"), &[], &[true]);
    check(
        PolicyType::Resource,
        &statement("Allow"),
        &[&format!("not-principal-with-allow @ {element}")],
        &[false],
    );
    check(
        PolicyType::ResourceControl,
        &statement("Deny"),
        &[&format!("not-principal-not-allowed @ {element}")],
        &[false],
    );
}

#[test]
fn many_keys_are_read_in_no_time() {
    let keys: Vec<String> = (0..100_000).map(|number| format!("\"k{number}\": \"v\"")).collect();
    let text = format!(
        r#"{{"Statement": {{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {{"StringEquals": {{{}}}}}}}}}"#,
        keys.join(",")
    );
    assert_eq!(read(&text, PolicyType::Identity), (vec![], vec![true]));
}

#[test]
fn a_document_longer_than_aws_takes_is_said_to_be() {
    let message = |text: &str, policy_type| check_size(text, policy_type).map(|found| found.message);
    let session = "x".repeat(2_048);
    assert_eq!(message(&session, PolicyType::Session), None);
    let expected = "the document has 2049 characters; AWS takes at most 2048 in a session policy";
    assert_eq!(message(&(session.clone() + "é"), PolicyType::Session).as_deref(), Some(expected));
    // White space counts in a session policy and not in an identity policy.
    assert!(message(&(session + " "), PolicyType::Session).is_some());
    assert_eq!(message(&" ".repeat(1 << 20), PolicyType::Identity), None);
    assert!(message(&"x".repeat(1 << 20), PolicyType::Identity).is_some());
}

#[test]
fn identity_providers_are_named_in_trust_policies_only() {
    let provider = "\"cognito-identity.amazonaws.com\"";
    let text = format!(
        r#"{{"Statement": {{"Effect": "Allow", "Principal": {{"Federated": {provider}}}, "Action": "s3:*", "Resource": "*"}}}}"#
    );
    let finding = format!("federated-principal-not-supported @ {provider}");
    check(PolicyType::Resource, &text, &[&finding], &[false]);
    let trust = text.replace(", \"Resource\": \"*\"", "").replace("s3:*", "sts:AssumeRoleWithWebIdentity");
    check(PolicyType::RoleTrust, &trust, &[], &[true]);
}

#[test]
fn session_policies_need_whole_arns() {
    let text = r#"{"Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": ["*", "arn:aws:sqs"]}}"#;
    check(PolicyType::Session, text, &["short-arn @ \"arn:aws:sqs\""], &[false]);
    check(PolicyType::Identity, text, &[], &[true]);
}

/// Clause 2.27; the partition is another matter, and so is the bare star.
#[test]
fn a_wildcard_in_the_service_field_of_a_resource_is_doubted_but_evaluated() {
    let statement = |element: &str, resource: &str| {
        format!(r#"{{"Statement": {{"Effect": "Deny", "Action": "s3:*", "{element}": [{resource}, "*"]}}}}"#)
    };
    for resource in [
        r#""arn:aws:*:us-east-1:111122223333:orders""#,
        r#""arn:aws:s*:::reports/2026""#,
        r#""arn:aws:s?:::reports""#,
        r#""arn:*:*:::reports""#,
        r#""arn:aws:*""#,
    ] {
        let finding = format!("wildcard-in-service-field @ {resource}");
        check(PolicyType::Identity, &statement("Resource", resource), &[&finding], &[true]);
        check(PolicyType::ServiceControl, &statement("NotResource", resource), &[&finding], &[true]);
    }
    for resource in [
        r#""arn:*:s3:::reports""#,
        r#""arn:aws:s3:*:*:reports/*""#,
        r#""arn:aws:s3:::*:*""#,
        r#""arn:*""#,
        r#""*:aws:*:::reports""#,
    ] {
        check(PolicyType::Identity, &statement("Resource", resource), &[], &[true]);
    }
}

#[test]
fn a_wildcard_in_the_service_field_is_a_warning_with_advice() {
    let text = r#"{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s*:::reports"}}"#;
    let (_, found) = NamedPolicy::read("p".into(), &json::parse(text).root.unwrap(), PolicyType::Identity);
    assert_eq!(found[0].severity, Severity::Warning);
    assert_eq!(found[0].message, "the service field `s*` has a wildcard, which AWS does not support");
    assert!(found[0].help.as_deref().is_some_and(|help| help.starts_with("name the service")));
}

#[test]
fn a_function_of_a_template_is_no_value() {
    let unknown = r#"{"Fn::Sub": "${Given}"}"#;
    let finding = format!("wrong-type @ {unknown}");
    for element in [
        r#""Effect": U, "Action": "*", "Resource": "*""#,
        r#""Effect": "Allow", "Action": U, "Resource": "*""#,
        r#""Effect": "Allow", "NotAction": [U], "Resource": "*""#,
        r#""Effect": "Allow", "Action": "*", "Resource": ["*", U]"#,
        r#""Effect": "Deny", "Action": "*", "Resource": "*", "Condition": U"#,
        r#""Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringLike": U}"#,
        r#""Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringLike": {"a": U}}"#,
        r#""Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringLike": {"a": ["b", U]}}"#,
    ] {
        check_identity(&format!("{{{}}}", element.replace('U', unknown)), &[&finding]);
    }
    check_identity(unknown, &[&finding]);
    let of_resource = |statement: &str| format!(r#"{{"Statement": {statement}}}"#).replace('U', unknown);
    for statement in [
        r#"{"Effect": "Allow", "Principal": U, "Action": "*", "Resource": "*"}"#,
        r#"{"Effect": "Allow", "Principal": {"AWS": U}, "Action": "*", "Resource": "*"}"#,
    ] {
        check(PolicyType::Resource, &of_resource(statement), &[&finding], &[false]);
    }
    check(PolicyType::Identity, unknown, &[&finding], &[]);
    let version = format!(
        r#"{{"Version": {unknown}, "Statement": {{"Effect": "Allow", "Action": "*", "Resource": "*"}}}}"#
    );
    check(PolicyType::Identity, &version, &[&finding], &[false]);
    // A member beside a function that makes members is as open.
    let looped = r#"{"Fn::ForEach::Keys": ["K", ["a"], {}], "aws:PrincipalArn": "b"}"#;
    let condition = format!(
        r#"{{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {{"StringLike": {looped}}}}}"#
    );
    check_identity(&condition, &[&format!("wrong-type @ {looped}")]);
    // `Ref` alone is the function; among others it is a member like them.
    let element = r#"{"Effect": "Deny", "Action": "*", "Resource": "*", "Ref": "x"}"#;
    check_identity(element, &["unknown-element @ \"Ref\""]);
}

//! Who is let in from outside: by the documents, IAM User Guide, "AWS JSON policy elements: Principal".

use policyscope::analysis::{MatrixQuestion, OutsiderKind, Outsiders, matrix};
use serde_json::{Value, json};

use super::{ACCOUNT, policy, read};

const PARTNER: &str = "444455556666";

fn statement(sid: &str, member: &str, principal: &Value) -> Value {
    let mut statement = json!({"Sid": sid, "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"});
    statement[member] = principal.clone();
    statement
}

fn of_bucket(account: Option<&str>, statements: &[Value]) -> Outsiders {
    let mut bucket = json!({"arn": "arn:aws:s3:::reports", "policy": policy("Bucket", statements)});
    if let Some(account) = account {
        bucket["account"] = json!(account);
    }
    outsiders(&json!({"policyscope": 1, "resources": [bucket]}))
}

fn outsiders(workspace: &Value) -> Outsiders {
    matrix(&read(workspace), &MatrixQuestion::default(), None).outsiders
}

/// Of a statement for this principal.
fn named(member: &str, principal: &Value) -> Vec<(OutsiderKind, String)> {
    let found = of_bucket(Some(ACCOUNT), &[statement("S", member, principal)]);
    assert_eq!(found.policies, 1);
    found.found.into_iter().map(|outsider| (outsider.kind, outsider.who)).collect()
}

#[test]
fn each_kind_of_principal_is_inside_or_outside() {
    use OutsiderKind::{Everyone, NotKnown, OtherAccount};
    let role = "arn:aws:iam::444455556666:role/auditor";
    let own = "arn:aws:iam::111122223333:role/reader";
    let canonical = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
    let cases = [
        ("Principal", json!("*"), vec![(Everyone, "everyone".to_owned())]),
        ("Principal", json!({"AWS": "*"}), vec![(Everyone, "everyone".to_owned())]),
        ("Principal", json!({"AWS": [ACCOUNT, own, "arn:aws:iam::111122223333:root"]}), vec![]),
        (
            "Principal",
            json!({"AWS": [PARTNER, role]}),
            vec![(OtherAccount, format!("`{PARTNER}`")), (OtherAccount, format!("`{role}`"))],
        ),
        ("Principal", json!({"Service": "cloudtrail.amazonaws.com"}), vec![]),
        ("Principal", json!({"CanonicalUser": canonical}), vec![(NotKnown, format!("`{canonical}`"))]),
        (
            "Principal",
            json!({"AWS": "AROAEXAMPLEID1234567"}),
            vec![(NotKnown, "`AROAEXAMPLEID1234567`".to_owned())],
        ),
        ("NotPrincipal", json!({"AWS": own}), vec![(NotKnown, "nobody knows who".to_owned())]),
    ];
    for (member, principal, expected) in cases {
        assert_eq!(named(member, &principal), expected, "{member} {principal}");
    }
}

#[test]
fn whose_account_nobody_knows_may_be_outside() {
    let partner = statement("S", "Principal", &json!({"AWS": PARTNER}));
    let found = of_bucket(None, &[partner]);
    assert_eq!(found.found[0].kind, OutsiderKind::NotKnown);
}

#[test]
fn conditions_and_denials_are_said_and_take_nobody_away() {
    let mut limited = statement("Org", "Principal", &json!("*"));
    limited["Condition"] = json!({"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}, "Bool": {"aws:SecureTransport": "true"}});
    let mut denying = statement("NoPlain", "Principal", &json!("*"));
    denying["Effect"] = json!("Deny");
    let mut all_but = statement("", "Principal", &json!({"AWS": PARTNER}));
    all_but["NotAction"] = all_but["Action"].take();
    all_but.as_object_mut().unwrap().remove("Action");
    let found = of_bucket(Some(ACCOUNT), &[all_but, limited, denying]).found;
    let grants: Vec<&str> = found.iter().map(|outsider| outsider.grant.as_str()).collect();
    assert_eq!(
        grants,
        [
            "`s3:GetObject` by statement `Org` of `Bucket` of `arn:aws:s3:::reports`, under conditions on \
             `aws:PrincipalOrgID`, `aws:SecureTransport`; the same policy also denies by statement `NoPlain`",
            "everything but `s3:GetObject` by statement 1 of `Bucket` of `arn:aws:s3:::reports`; the same policy also \
             denies by statement `NoPlain`",
        ]
    );
    assert!(found[0].place.line > found[1].place.line, "everyone comes first");
}

#[test]
fn what_cannot_be_read_may_let_in_anybody() {
    let mut unreadable = statement("S", "Principal", &json!({"AWS": ACCOUNT}));
    unreadable["Condition"] = json!({"StringLooksLike": {"aws:PrincipalArn": "x"}});
    let found = of_bucket(Some(ACCOUNT), &[unreadable]).found;
    assert_eq!(found[0].kind, OutsiderKind::NotKnown);
    assert_eq!(found[0].grant, "statement `S` of `Bucket` of `arn:aws:s3:::reports` cannot be read");
    let broken = [
        r#"{"Version": "#,
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*" "Action": "*", "Resource": "*"}]}"#,
        r#"["no policy"]"#,
    ];
    for text in broken {
        let bucket = json!({"arn": "arn:aws:s3:::reports", "policy": {"name": "Bucket", "document": text}});
        let found = outsiders(&json!({"policyscope": 1, "resources": [bucket]})).found;
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].grant, "`Bucket` of `arn:aws:s3:::reports` cannot be read");
    }
}

#[test]
fn trust_policies_count_and_policies_without_principals_do_not() {
    let provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    let trust = json!({"name": "Trust", "document": {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": PARTNER}, "Action": "sts:AssumeRole"},
        {"Effect": "Allow", "Principal": {"Federated": provider}, "Action": "sts:AssumeRoleWithWebIdentity"},
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}});
    let role = json!({
        "arn": "arn:aws:iam::111122223333:role/reader",
        "identity_policies": [policy("own", &[json!({"Effect": "Allow", "Action": "*", "Resource": "*"})])],
        "trust_policy": trust,
    });
    let found = outsiders(&json!({"policyscope": 1, "principals": [role]}));
    assert_eq!(found.policies, 1);
    let kinds: Vec<_> = found.found.iter().map(|outsider| (outsider.kind, outsider.who.as_str())).collect();
    let provider = format!("`{provider}`");
    assert_eq!(
        kinds,
        [(OutsiderKind::OtherAccount, "`444455556666`"), (OutsiderKind::IdentityProvider, provider.as_str())]
    );
    assert_eq!(
        found.found[0].grant,
        "`sts:AssumeRole` by statement 1 of `Trust` of `arn:aws:iam::111122223333:role/reader`"
    );
    assert_eq!(outsiders(&json!({"policyscope": 1})), Outsiders::default());
}

//! What is offered and what is not, one thing at a time.

use policyscope::evaluation::Check;
use policyscope::repair::{Change, Goal, Repair, repairs};
use policyscope::workspace::document_list;
use policyscope::workspace::edit::document;
use policyscope::workspace::model::Workspace;
use serde_json::{Value, json};

use crate::scenario_workspace::workspace_of;
use crate::{catalogue, near, offered, reaches, workload};

const ROLE: &str = "arn:aws:iam::111122223333:role/app";
const OBJECT: &str = "arn:aws:s3:::reports/2026/q3.csv";

fn workspace(json: &Value) -> Workspace {
    Workspace::from_json(&json.to_string()).unwrap()
}

/// The role that reads the object, with these policies: name and text, or name and document.
fn role_with(policies: &[(&str, Value)], context: Value) -> Workspace {
    let policies: Vec<Value> =
        policies.iter().map(|(name, document)| json!({"name": name, "document": document})).collect();
    workspace(&json!({
        "policyscope": 1,
        "principals": [{"arn": ROLE, "identity_policies": policies}],
        "requests": [{"principal": ROLE, "action": "s3:GetObject", "resource": OBJECT, "context": context}],
    }))
}

fn allow(members: Value) -> Value {
    let mut statement = json!({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"});
    for (name, value) in members.as_object().unwrap() {
        statement[name] = value.clone();
    }
    json!({"Version": "2012-10-17", "Statement": [statement]})
}

fn titles(repairs: &[Repair]) -> Vec<&str> {
    repairs.iter().map(|repair| repair.title.as_str()).collect()
}

fn text_after(repair: &Repair, workspace: &Workspace) -> String {
    let changed = repair.apply(workspace);
    let entry = &document_list::all(&changed)[0];
    document(&changed, entry.id).unwrap().text.clone()
}

fn offer<'r>(found: &'r [Repair], start: &str) -> &'r Repair {
    found
        .iter()
        .find(|repair| repair.title.starts_with(start))
        .unwrap_or_else(|| panic!("{:#?}", titles(found)))
}

#[test]
fn edits_are_laid_out_like_what_stands_around_them() {
    let spread = r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Reports",
            "Effect": "Allow",
            "Action": [
                "s3:PutObject",
                "s3:ListBucket"
            ],
            "Resource": "arn:aws:s3:::reports/*"
        }
    ]
}
"#;
    let before = role_with(&[("app", json!(spread))], json!({}));
    let found = offered(&before, Goal::Allow);
    let entry = offer(&found, "add `s3:GetObject` to statement `Reports`");
    let expected =
        spread.replace("\"s3:ListBucket\"", "\"s3:ListBucket\",\n                \"s3:GetObject\"");
    assert_eq!(text_after(entry, &before), expected);
    let statement = offer(&found, "add a statement");
    let expected = spread.replace(
        "        }\n    ]",
        r#"        },
        {
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::reports/2026/q3.csv"
        }
    ]"#,
    );
    assert_eq!(text_after(statement, &before), expected);

    let line = r#"{"Statement": {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*"}}"#;
    let before = role_with(&[("app", json!(line))], json!({}));
    let found = offered(&before, Goal::Allow);
    let entry = offer(&found, "add `s3:GetObject` to statement 1");
    let expected = line.replace("\"s3:PutObject\"", "[\"s3:PutObject\", \"s3:GetObject\"]");
    assert_eq!(text_after(entry, &before), expected);
    let expected = line.replace("{\"Effect\"", "[{\"Effect\"").replace(
        "*\"}",
        r#"*"}, {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/2026/q3.csv"}]"#,
    );
    assert_eq!(text_after(offer(&found, "add a statement"), &before), expected);
}

/// Operator, key, what the policy asks for, what the request has, and what would meet it.
const MET: &[(&str, &str, &str, Option<&str>, &str)] = &[
    ("IpAddress", "aws:SourceIp", "10.1.2.0/24", None, "send the request from the address `10.1.2.1`"),
    (
        "IpAddress",
        "aws:SourceIp",
        "203.0.113.7",
        Some("10.0.0.1"),
        "send the request from the address `203.0.113.7`",
    ),
    ("IpAddress", "aws:SourceIp", "0.0.0.0/0", None, "send the request from the address `203.0.113.10`"),
    ("IpAddress", "aws:SourceIp", "2001:db8::/32", None, "send the request from the address `2001:db8::1`"),
    ("Bool", "aws:SecureTransport", "true", Some("false"), "send the request over HTTPS"),
    ("Bool", "aws:MultiFactorAuthPresent", "true", None, "sign in with MFA"),
    (
        "NumericLessThan",
        "aws:MultiFactorAuthAge",
        "3600",
        None,
        "sign in with MFA `3599` seconds before the request",
    ),
    (
        "DateLessThan",
        "aws:CurrentTime",
        "2026-06-30T00:00:00Z",
        Some("2026-07-01T00:00:00Z"),
        "make the request at `2025-01-01T00:00:00Z`",
    ),
    (
        "DateGreaterThan",
        "aws:CurrentTime",
        "2026-06-30",
        Some("2026-06-29"),
        "make the request at `2027-01-01T00:00:00Z`",
    ),
    ("StringEquals", "aws:PrincipalTag/team", "reports", Some("web"), "tag the role with `team` = `reports`"),
    (
        "StringLike",
        "aws:UserAgent",
        "agent/*",
        None,
        "send the request with `aws:UserAgent` = `agent/example`",
    ),
    ("StringEquals", "s3:ExistingObjectTag/state", "open", None, "tag the resource with `state` = `open`"),
    ("StringEquals", "aws:RequestedRegion", "eu-west-1", None, "send the request to the Region `eu-west-1`"),
    ("Null", "s3:VersionId", "true", Some("3"), "send the request without `s3:VersionId`"),
];

#[test]
fn a_condition_is_met_by_the_value_that_it_asks_for() {
    for (operator, key, required, given, title) in MET {
        let document = allow(json!({"Condition": {*operator: {*key: required}}}));
        let context = given.map_or(json!({}), |given| json!({*key: given}));
        let before = role_with(&[("app", document)], context);
        let found = offered(&before, Goal::Allow);
        assert_eq!(
            found.first().map(|first| (first.title.as_str(), first.broadens)),
            Some((*title, false)),
            "{key}"
        );
    }
}

#[test]
fn what_aws_fills_in_is_no_change_of_the_request() {
    for key in [
        "aws:PrincipalArn",
        "aws:PrincipalAccount",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:PrincipalType",
        "aws:PrincipalIsAWSService",
        "aws:SourceAccount",
        "aws:SourceArn",
        "aws:SourceOrgID",
        "aws:ResourceAccount",
        "aws:ResourceOrgID",
        "aws:userid",
        "aws:username",
        "aws:ViaAWSService",
        "aws:CalledVia",
        "aws:FederatedProvider",
        "kms:CallerAccount",
        "s3:ResourceAccount",
        "s3:DataAccessPointArn",
    ] {
        let document = allow(json!({"Condition": {"StringEquals": {key: "other"}}}));
        let found = offered(&role_with(&[("app", document)], json!({})), Goal::Allow);
        let asks_otherwise = |repair: &&Repair| {
            let mut steps = repair.steps.iter();
            steps.any(|step| !matches!(step.change, Change::Edit { .. } | Change::AddDocument { .. }))
        };
        assert!(
            !found.is_empty() && found.iter().find(asks_otherwise).is_none(),
            "{key}: {:?}",
            titles(&found)
        );
    }
}

#[test]
fn policies_that_aws_manages_come_after_those_that_people_write() {
    let own = allow(json!({"Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*"}));
    let managed = allow(json!({"Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*"}));
    let before = role_with(&[("AmazonS3WriteAccess", managed), ("own", own)], json!({}));
    let found = offered(&before, Goal::Allow);
    assert!(!found[0].is_out_of_reach && found[0].title.ends_with("`own`"), "{:?}", titles(&found));
    let last = found.last().unwrap();
    assert!(last.is_out_of_reach && last.title.ends_with("`AmazonS3WriteAccess`"), "{:?}", titles(&found));
}

#[test]
fn a_narrow_statement_comes_before_an_entry_that_opens_everything() {
    let before = role_with(&[("app", allow(json!({"Action": "s3:PutObject"})))], json!({}));
    let found = offered(&before, Goal::Allow);
    assert!(found[0].title.starts_with("add a statement that allows"), "{:?}", titles(&found));
    let wide = allow(json!({"Action": "s3:*", "Resource": "arn:aws:s3:::other/*"}));
    let found = offered(&role_with(&[("app", wide)], json!({})), Goal::Allow);
    assert_eq!(found[0].opens.further_actions, Some(0), "{:?}", titles(&found));
    let entry = offer(&found, "add `arn:aws:s3:::reports/2026/q3.csv` to statement 1");
    let in_service = catalogue().service("s3").unwrap().actions().len();
    assert_eq!(entry.opens.further_actions, Some(in_service - 1));
}

#[test]
fn the_linter_says_what_a_repair_would_bring() {
    let deny = json!({"Sid": "Tls", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"});
    let public = json!({"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*"});
    let before = workspace(&json!({
        "policyscope": 1,
        "resources": [{"arn": "arn:aws:s3:::reports", "account": "111122223333", "policy": {"name": "bucket",
            "document": {"Version": "2012-10-17", "Statement": [deny, public]}}}],
        "requests": [{"principal": "anonymous", "action": "s3:GetObject", "resource": OBJECT}],
    }));
    let found = offered(&before, Goal::Allow);
    let removal = offer(&found, "remove statement `Tls`");
    let in_service = catalogue().service("s3").unwrap().actions().len();
    assert_eq!(removal.opens.further_actions, Some(in_service - 1));
    for repair in &found {
        let changed = repair.apply(&before);
        let id = document_list::all(&changed)[0].id;
        assert!(
            repair.opens.findings.iter().all(|finding| finding.document == id && !finding.message.is_empty())
        );
    }
}

#[test]
fn nothing_is_offered_where_nothing_helps() {
    let request = |principal: &str, action: &str, resource: &str| {
        workspace(&json!({
            "policyscope": 1,
            "requests": [{"principal": principal, "action": action, "resource": resource}],
        }))
    };
    let other_role = "arn:aws:iam::444455556666:role/app";
    assert_eq!(
        offered(&request(ROLE, "iam:PassRole", other_role), Goal::Allow),
        [],
        "never across accounts (5.139)"
    );
    assert_eq!(
        offered(&request(ROLE, "sts:GetCallerIdentity", "*"), Goal::Deny),
        [],
        "needs no permission (5.140)"
    );
    assert_eq!(offered(&request("nobody", "s3:GetObject", OBJECT), Goal::Allow), [], "no request");
    assert_eq!(repairs(&Workspace::default(), 0, Goal::Allow, None), [], "no request at all");
    let mut unknown = role_with(&[("app", allow(json!({})))], json!({}));
    unknown.principals[0].permissions_boundary = policyscope::scenario::Slot::Unknown;
    assert!(!reaches(&unknown, Goal::Allow));
    assert_eq!(offered(&unknown, Goal::Allow), [], "what nobody knows may deny");
}

/// A level without any policy would be no gate at all, so the last one cannot be taken away (1.52).
#[test]
fn the_last_policy_of_a_level_stays_attached() {
    let policy = |name: &str, statement: Value| json!({"name": name, "document": {"Version": "2012-10-17", "Statement": [statement]}});
    let full = policy("FullAWSAccess", json!({"Effect": "Allow", "Action": "*", "Resource": "*"}));
    let guard = policy("guard", json!({"Effect": "Deny", "Action": "s3:*", "Resource": "*"}));
    let own = policy("app", json!({"Effect": "Allow", "Action": "*", "Resource": "*"}));
    let is_removed = |scps: Value| {
        let before = workspace(&json!({
            "policyscope": 1,
            "organization": {"units": [{"id": "r-acme", "scps": scps}]},
            "accounts": [{"id": "111122223333", "unit": "r-acme"}],
            "principals": [{"arn": ROLE, "identity_policies": [own]}],
            "requests": [{"principal": ROLE, "action": "s3:GetObject", "resource": OBJECT}],
        }));
        let removes = |repair: &Repair| {
            repair.steps.iter().any(|step| matches!(step.change, Change::RemoveDocument { .. }))
        };
        offered(&before, Goal::Allow).iter().any(removes)
    };
    assert!(is_removed(json!([full, guard])));
    assert!(!is_removed(json!([guard])));
}

#[test]
fn a_misspelt_request_is_asked_again() {
    let mut before = role_with(&[("app", allow(json!({})))], json!({}));
    before.requests[0].action = "s3:GetObjcet".to_owned();
    let found = offered(&before, Goal::Allow);
    assert_eq!(found[0].title, "ask for `s3:GetObject` in the place of `s3:GetObjcet`");
    assert!(!found[0].broadens);
    let without = repairs(&before, 0, Goal::Allow, None);
    assert!(without.iter().all(|repair| repair.opens.further_actions.is_none()));
}

#[test]
fn a_repair_leaves_another_workspace_alone() {
    let before = role_with(&[("app", allow(json!({"Action": "s3:PutObject"})))], json!({}));
    let found = offered(&before, Goal::Allow);
    let other = role_with(&[("app", allow(json!({"Action": "s3:ListBucket"})))], json!({}));
    assert_eq!(found[0].apply(&other), other);
}

#[test]
fn an_object_named_like_a_pattern_is_meant_alone() {
    let mut before = role_with(&[("app", allow(json!({"Action": "s3:PutObject"})))], json!({}));
    before.requests[0].resource = "arn:aws:s3:::reports/a*b".to_owned();
    let found = offered(&before, Goal::Allow);
    let text = text_after(offer(&found, "add a statement"), &before);
    assert!(text.contains("\"arn:aws:s3:::reports/a${*}b\""), "{text}");
    for repair in &found {
        let mut changed = repair.apply(&before);
        changed.requests[0].resource = "arn:aws:s3:::reports/axb".to_owned();
        let is_wide = repair.title.starts_with("add `s3:GetObject` to");
        assert_eq!(reaches(&changed, Goal::Allow), is_wide, "{}", repair.title);
    }
}

#[test]
fn near_misses_are_ranked_by_how_much_failed() {
    let statements = json!({"Version": "2012-10-17", "Statement": [
        {"Sid": "OtherService", "Effect": "Allow", "Action": "ec2:*", "Resource": "*"},
        {"Sid": "TwoFail", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "*",
         "Condition": {"StringEquals": {"aws:PrincipalTag/team": "reports"}}},
        {"Sid": "TwoNearlyFit", "Effect": "Allow", "Action": "s3:GetObjec", "Resource": "arn:aws:s3:::reports/2026/q3.cs",
         "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        {"Sid": "Absent", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
         "Condition": {"StringEquals": {"aws:PrincipalTag/team": "reports"}}},
        {"Sid": "PartsEarly", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::other/*"},
        {"Sid": "PartsLate", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/2025/*"},
        {"Sid": "Everything", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::other/*"},
        {"Sid": "Denies", "Effect": "Deny", "Action": "s3:PutObject", "Resource": "*"},
    ]});
    let mut found = near(&role_with(&[("app", statements)], json!({"aws:SecureTransport": "true"})));
    let order: Vec<&str> =
        found.statements.iter().map(|near| near.title.split('`').nth(1).unwrap()).collect();
    assert_eq!(order, ["PartsLate", "PartsEarly", "Absent", "TwoNearlyFit", "TwoFail"]);
    assert_eq!(found.others, 2);
    assert!(found.statements.iter().all(|near| near.in_deciding_check && near.check == Check::Principal));
    let failure = found.statements.remove(0).failures.remove(0);
    let parting = failure.parting.unwrap();
    assert_eq!(&failure.actual[..parting.actual], "arn:aws:s3:::reports/202");
    assert_eq!(&failure.required[parting.required..], "5/*");
}

/// The largest workload of the benches, 457 statements, for an action that nothing allows and one that something does.
#[test]
fn the_largest_case_has_repairs() {
    let [.., largest] = workload::all();
    assert_eq!((largest.name, largest.statements), ("large", 457));
    let mut scenario: Value = serde_json::from_str(&largest.scenario).unwrap();
    scenario["principal"]["role"] = json!("arn:aws:iam::111122223333:role/reporting");
    for action in ["s3:PutObject", "s3:GetObject"] {
        scenario["request"]["action"] = json!(action);
        let workspace = workspace_of(&scenario).unwrap();
        let goal = if reaches(&workspace, Goal::Allow) { Goal::Deny } else { Goal::Allow };
        let found = offered(&workspace, goal);
        assert!(!found.is_empty(), "{action}");
        assert_eq!(offered(&workspace, goal), found);
    }
}

//! Taking a template over again after its text or the values for it have changed.

use policyscope::scenario::Slot;
use policyscope::template::{TakenOver, again};
use policyscope::workspace::document_list;
use policyscope::workspace::edit::{document_mut, remove};
use policyscope::workspace::model::{NamedRequest, PolicyDocument, TemplateValues, Workspace};
use serde_json::{Value, json};

use crate::{document_of, here, id_of, taken, values};

const ROLE: &str = "arn:aws:iam::111122223333:role/r";

fn template(action: &str) -> Value {
    let policy = |action: &str, resource: Value| json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": action, "Resource": resource}});
    json!({
        "Parameters": {"Bucket": {"Type": "String"}},
        "Resources": {
            "R": {"Type": "AWS::IAM::Role", "Properties": {
                "RoleName": "r",
                "AssumeRolePolicyDocument": {"Statement": []},
                "Policies": [
                    {"PolicyName": "one", "PolicyDocument": policy(action, json!({"Fn::Sub": "arn:aws:s3:::${Bucket}/*"}))},
                    {"PolicyName": "two", "PolicyDocument": policy("sqs:SendMessage", json!("*"))},
                ],
            }},
            "P": {"Type": "AWS::S3::BucketPolicy", "Properties": {
                "Bucket": {"Ref": "Bucket"},
                "PolicyDocument": {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}}}},
        },
    })
}

fn renewed(workspace: &Workspace, text: &Value, given: &TemplateValues) -> TakenOver {
    again(workspace, 0, &text.to_string(), given).unwrap_or_else(|found| panic!("{found:?}"))
}

fn with_bucket() -> TemplateValues {
    values(json!({"account": "111122223333", "region": "eu-central-1", "values": {"Bucket": "b"}}))
}

#[test]
fn nothing_changes_where_nothing_changed() {
    let before = taken(&template("s3:GetObject").to_string(), with_bucket());
    let after = renewed(&before.workspace, &template("s3:GetObject"), &with_bucket());
    assert_eq!(after.workspace, before.workspace);
    assert_eq!(after.report, before.report);
}

#[test]
fn documents_follow_the_text_and_the_values() {
    let before = taken(&template("s3:GetObject").to_string(), here());
    assert_eq!(before.report.needs_name.len(), 1);
    let after = renewed(&before.workspace, &template("s3:PutObject"), &with_bucket());
    let workspace = &after.workspace;
    let one = &document_of(workspace, ROLE, "one").text;
    assert!(one.contains("\"s3:PutObject\"") && one.contains("\"arn:aws:s3:::b/*\""), "{one}");
    document_of(workspace, "arn:aws:s3:::b", "resource-policy");
    assert!(after.report.needs_name.is_empty() && after.report.kept.is_empty());
    assert_eq!(workspace.templates[0].given, with_bucket());
    assert_eq!(workspace.templates[0].text, template("s3:PutObject").to_string());
    // The same as if it had been so from the beginning.
    assert_eq!(*workspace, taken(&template("s3:PutObject").to_string(), with_bucket()).workspace);
}

#[test]
fn edited_documents_stay_and_that_is_said() {
    let mut before = taken(&template("s3:GetObject").to_string(), here()).workspace;
    let id = id_of(&before, ROLE, "one");
    "mine".clone_into(&mut document_mut(&mut before, id).unwrap().text);
    let after = renewed(&before, &template("s3:PutObject"), &with_bucket());
    assert_eq!(document_of(&after.workspace, ROLE, "one").text, "mine");
    assert_eq!(after.report.kept.len(), 1);
    assert!(after.report.kept[0].message.contains("edited"), "{}", after.report.kept[0].message);
    // Also where the template does not have it any more.
    let mut shorter = template("s3:PutObject");
    shorter["Resources"]["R"]["Properties"]["Policies"] = json!([]);
    let last = renewed(&after.workspace, &shorter, &with_bucket());
    assert_eq!(document_of(&last.workspace, ROLE, "one").text, "mine");
    assert!(!document_list::all(&last.workspace).iter().any(|entry| entry.name == "two"));
}

#[test]
fn removed_documents_stay_away_and_that_is_said() {
    let mut before = taken(&template("s3:GetObject").to_string(), with_bucket()).workspace;
    let id = id_of(&before, ROLE, "two");
    remove(&mut before, id);
    let after = renewed(&before, &template("s3:PutObject"), &with_bucket());
    assert!(!document_list::all(&after.workspace).iter().any(|entry| entry.name == "two"));
    assert_eq!(after.report.kept.len(), 1);
    assert!(after.report.kept[0].message.contains("removed"), "{}", after.report.kept[0].message);
    assert!(document_of(&after.workspace, ROLE, "one").text.contains("s3:PutObject"));
}

#[test]
fn what_the_template_does_not_make_any_more_goes() {
    let before = taken(&template("s3:GetObject").to_string(), with_bucket()).workspace;
    let mut other = template("s3:GetObject");
    other["Resources"].as_object_mut().unwrap().remove("R");
    let after = renewed(&before, &other, &with_bucket()).workspace;
    assert!(after.principals.is_empty());
    assert_eq!(after.resources.len(), 1);
    let mut none = template("s3:GetObject");
    none["Resources"].as_object_mut().unwrap().remove("P");
    assert!(renewed(&before, &none, &with_bucket()).workspace.resources.is_empty());
}

#[test]
fn a_name_that_becomes_known_is_taken_everywhere() {
    let mut text = template("s3:GetObject");
    text["Resources"]["R"]["Properties"].as_object_mut().unwrap().remove("RoleName");
    let mut before = taken(&text.to_string(), with_bucket()).workspace;
    let assumed = "arn:aws:iam::111122223333:role/R";
    before.requests = vec![NamedRequest { principal: assumed.to_owned(), ..NamedRequest::default() }];
    before.principals[0].permissions_boundary = Slot::Known(Some(PolicyDocument::new("mine", "{}")));
    let mut given = with_bucket();
    given.values.insert("R".to_owned(), "stack-R-1A2B".to_owned());
    let after = renewed(&before, &text, &given);
    let named = "arn:aws:iam::111122223333:role/stack-R-1A2B";
    assert_eq!(after.workspace.principals.len(), 1);
    assert_eq!(after.workspace.principals[0].arn, named);
    assert_eq!(after.workspace.requests[0].principal, named);
    assert!(after.report.assumed.is_empty());
    document_of(&after.workspace, named, "mine");
    document_of(&after.workspace, named, "one");
}

#[test]
fn a_resource_that_is_called_otherwise_keeps_its_one_policy() {
    let before = taken(&template("s3:GetObject").to_string(), with_bucket()).workspace;
    let mut given = with_bucket();
    given.values.insert("Bucket".to_owned(), "c".to_owned());
    let after = renewed(&before, &template("s3:GetObject"), &given).workspace;
    assert_eq!(after.resources.len(), 1);
    assert_eq!(after.resources[0].arn, "arn:aws:s3:::c");
    // And back to a name that is not known: no decision sees the policy, and that is said.
    let back = renewed(&after, &template("s3:GetObject"), &here());
    assert!(back.workspace.resources.is_empty());
    assert_eq!(back.report.needs_name.len(), 1);
}

#[test]
fn members_leave_groups_and_tags_go() {
    let text = |in_group: bool| {
        let groups = if in_group { json!([{"Ref": "G"}]) } else { json!([]) };
        json!({"Resources": {
            "G": {"Type": "AWS::IAM::Group", "Properties": {"GroupName": "g"}},
            "U": {"Type": "AWS::IAM::User", "Properties": {"UserName": "u", "Groups": groups,
                "Tags": if in_group { json!([{"Key": "team", "Value": "a"}]) } else { json!([]) }}}}})
    };
    let mut before = taken(&text(true).to_string(), here()).workspace;
    assert_eq!(before.groups[0].members, ["arn:aws:iam::111122223333:user/u"]);
    before.groups[0].members.push("arn:aws:iam::111122223333:user/mine".to_owned());
    before.principals[0].tags.insert("mine".to_owned(), "1".to_owned());
    let after = renewed(&before, &text(false), &here()).workspace;
    assert_eq!(after.groups[0].members, ["arn:aws:iam::111122223333:user/mine"]);
    assert_eq!(after.principals[0].tags.keys().collect::<Vec<_>>(), ["mine"]);
}

#[test]
fn a_broken_text_changes_nothing() {
    let before = taken(&template("s3:GetObject").to_string(), with_bucket()).workspace;
    assert!(again(&before, 0, "Resources: [", &with_bucket()).is_err());
    assert!(again(&before, 7, &template("s3:GetObject").to_string(), &with_bucket()).is_err());
}

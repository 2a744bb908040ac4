//! Where each kind of policy goes.

use policyscope::text::json;
use policyscope::workspace::document_list;
use policyscope::workspace::edit::document;
use policyscope::workspace::is_not_known;
use policyscope::workspace::model::Workspace;
use serde_json::{Value, json};

use crate::{document_of, here, managed_policies, placed, taken, taken_into, values};

/// Every property in which CloudFormation takes a policy in IAM's language, and what the policy belongs to.
const CARRIERS: &str = include_str!("../template/carriers.tsv");
const ARN: &str = "arn:aws:service:eu-central-1:111122223333:thing/one";

/// `value` at the end of a way through properties.
fn nested(path: &str, value: Value) -> Value {
    path.rsplit('.')
        .fold(value, |value, step| if step == "*" { json!([value]) } else { json!({ step: value }) })
}

#[test]
fn every_property_that_takes_a_policy_is_found() {
    let policy = json!({"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]});
    let mut rows = 0;
    for row in CARRIERS.lines() {
        rows += 1;
        let cells: Vec<&str> = row.split('\t').collect();
        let (resource_type, path, owner) = (cells[0], cells[1], cells[2]);
        let expected = cells.get(3).copied().unwrap_or(ARN);
        // A text for the properties that take JSON as text, which all others take as well.
        for policy in [policy.clone(), Value::from(policy.to_string())] {
            let mut properties = nested(path, policy);
            let mut given = json!({"account": "111122223333", "region": "eu-central-1"});
            match owner.split_once('=') {
                Some((property, value)) => {
                    let name = value.strip_prefix("name:").unwrap_or(ARN);
                    let is_list = property.ends_with('s');
                    properties[property] = if is_list { json!([name]) } else { json!(name) };
                }
                None if owner == "itself" => {
                    given["values"] = json!({"It": ARN, "It.Arn": ARN, "It.BackupVaultArn": ARN})
                }
                None => given["values"] = json!({"It": owner.strip_prefix("name:").unwrap_or_default()}),
            }
            let template = json!({"Resources": {"It": {"Type": resource_type, "Properties": properties}}});
            let taken = taken(&template.to_string(), values(given));
            let documents = placed(&taken.workspace);
            if owner == "nowhere" {
                assert_eq!(documents, [], "{row}");
                assert_eq!(taken.report.not_placed.len(), 1, "{row}");
                let message = &taken.report.not_placed[0].message;
                assert!(message.contains("one statement, one of which denies"), "{row}: {message}");
            } else {
                assert_eq!(documents.len(), 1, "{row}: {:?}", taken.report);
                let owner = &documents[0].owner;
                assert!(
                    owner == expected || owner.ends_with(":It") || owner.ends_with(ARN),
                    "{row}: {owner}"
                );
                assert!(taken.report.not_placed.is_empty() && taken.report.needs_name.is_empty(), "{row}");
            }
        }
    }
    assert!(rows > 70, "{rows}");
}

/// The texts of AWS's own policies are those that AWS publishes.
#[test]
fn managed_policies_of_aws_are_as_published() {
    let published = managed_policies::all();
    let names = [
        "service-role/AWSLambdaBasicExecutionRole",
        "service-role/AWSLambdaBasicDurableExecutionRolePolicy",
        "service-role/AWSLambdaVPCAccessExecutionRole",
        "service-role/AWSLambdaSQSQueueExecutionRole",
        "service-role/AWSLambdaKinesisExecutionRole",
        "service-role/AWSLambdaDynamoDBExecutionRole",
        "service-role/AWSLambdaMSKExecutionRole",
        "AWSXrayWriteOnlyAccess",
        "AWSXRayDaemonWriteAccess",
    ];
    for name in names {
        let arn = format!("arn:${{AWS::Partition}}:iam::aws:policy/{name}");
        let role = json!({"Type": "AWS::IAM::Role", "Properties": {
            "RoleName": "r", "AssumeRolePolicyDocument": {}, "ManagedPolicyArns": [{"Fn::Sub": arn}]}});
        // The partition is not given: AWS's policies are called alike in all of them.
        let taken =
            taken(&json!({"Resources": {"R": role}}).to_string(), values(json!({"account": "111122223333"})));
        let name = name.rsplit('/').next().unwrap();
        let found = document_of(&taken.workspace, "arn:aws:iam::111122223333:role/r", name);
        let expected = published.iter().find(|policy| policy.name == name).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&found.text).unwrap(), expected.document, "{name}");
        assert_eq!(found.text, json::pretty(&json::parse(&found.text).root.unwrap()), "{name}");
    }
}

#[test]
fn permissions_become_statements_as_lambda_writes_them() {
    let permission = |properties: Value| {
        let mut all = json!({"FunctionName": "f", "Action": "lambda:InvokeFunction"});
        all.as_object_mut().unwrap().extend(properties.as_object().unwrap().clone());
        json!({"Type": "AWS::Lambda::Permission", "Properties": all})
    };
    let cases = [
        (json!({"Principal": "444455556666"}), json!({"AWS": "arn:aws:iam::444455556666:root"}), Value::Null),
        (
            json!({"Principal": 444455556666_u64}),
            json!({"AWS": "arn:aws:iam::444455556666:root"}),
            Value::Null,
        ),
        (json!({"Principal": "*"}), json!("*"), Value::Null),
        (
            json!({"Principal": "arn:aws:iam::444455556666:role/r"}),
            json!({"AWS": "arn:aws:iam::444455556666:role/r"}),
            Value::Null,
        ),
        (
            json!({"Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::b", "SourceAccount": "111122223333"}),
            json!({"Service": "s3.amazonaws.com"}),
            json!({"ArnLike": {"AWS:SourceArn": "arn:aws:s3:::b"}, "StringEquals": {"AWS:SourceAccount": "111122223333"}}),
        ),
        (
            json!({"Principal": "*", "PrincipalOrgID": "o-1", "FunctionUrlAuthType": "NONE", "InvokedViaFunctionUrl": true}),
            json!("*"),
            json!({
                "StringEquals": {"aws:PrincipalOrgID": "o-1", "lambda:FunctionUrlAuthType": "NONE"},
                "Bool": {"lambda:InvokedViaFunctionUrl": true},
            }),
        ),
        (
            json!({"Principal": "alexa-appkit.amazon.com", "EventSourceToken": "amzn1.ask.skill.1"}),
            json!({"Service": "alexa-appkit.amazon.com"}),
            json!({"StringEquals": {"lambda:EventSourceToken": "amzn1.ask.skill.1"}}),
        ),
    ];
    for (properties, principal, condition) in cases {
        let template = json!({"Resources": {"P": permission(properties)}}).to_string();
        let taken = taken(&template, here());
        let arn = "arn:aws:lambda:eu-central-1:111122223333:function:f";
        let policy: Value =
            serde_json::from_str(&document_of(&taken.workspace, arn, "resource-policy").text).unwrap();
        let mut statement = json!({"Sid": "P", "Effect": "Allow", "Principal": principal,
            "Action": "lambda:InvokeFunction", "Resource": arn});
        if !condition.is_null() {
            statement["Condition"] = condition;
        }
        assert_eq!(policy, json!({"Version": "2012-10-17", "Statement": [statement]}));
    }
}

#[test]
fn a_permission_for_a_version_or_alias_is_for_that_alone() {
    for (name, arn) in [
        ("f:live", "arn:aws:lambda:eu-central-1:111122223333:function:f:live"),
        (
            "arn:aws:lambda:us-east-1:444455556666:function:f",
            "arn:aws:lambda:us-east-1:444455556666:function:f",
        ),
    ] {
        let template = json!({"Resources": {"P": {"Type": "AWS::Lambda::Permission", "Properties": {
            "FunctionName": name, "Action": "lambda:InvokeFunction", "Principal": "*"}}}});
        document_of(&taken(&template.to_string(), here()).workspace, arn, "resource-policy");
    }
}

#[test]
fn two_policies_for_one_thing_leave_its_policy_unknown() {
    let policy = |effect: &str| {
        json!({"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [{"Ref": "Q"}], "PolicyDocument": {
            "Statement": {"Effect": effect, "Principal": "*", "Action": "sqs:*", "Resource": "*"}}}})
    };
    let queue = json!({"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "q"}});
    let template = json!({"Resources": {"Q": queue, "A": policy("Allow"), "B": policy("Deny")}});
    let taken = taken(&template.to_string(), here());
    assert_eq!(taken.workspace.resources.len(), 1);
    assert!(taken.workspace.resources[0].policy.is_unknown());
    assert_eq!(taken.report.not_placed.len(), 1);
}

#[test]
fn what_the_workspace_has_already_stays() {
    let mine = json!({"policyscope": 1,
        "principals": [{"arn": "arn:aws:iam::111122223333:role/r", "identity_policies": "unknown",
            "trust_policy": {"name": "mine", "document": "{\"Statement\": []}"}}],
        "resources": [{"arn": "arn:aws:s3:::b", "policy": {"name": "mine", "document": "{\"Statement\": []}"}}]});
    let base = Workspace::from_json(&mine.to_string()).unwrap();
    let statement = json!({"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"});
    let template = json!({"Resources": {
        "R": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "r",
            "AssumeRolePolicyDocument": {"Statement": [statement]},
            "Policies": [{"PolicyName": "p", "PolicyDocument": {"Statement": []}}]}},
        "P": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": "b", "PolicyDocument": {"Statement": [statement]}}},
    }});
    let taken = taken_into(&base, &template.to_string(), here());
    let workspace = &taken.workspace;
    assert_eq!(document_of(workspace, "arn:aws:s3:::b", "mine").text, "{\"Statement\": []}");
    assert_eq!(
        document_of(workspace, "arn:aws:iam::111122223333:role/r", "mine").text,
        "{\"Statement\": []}"
    );
    assert_eq!(taken.report.kept.len(), 2, "{:?}", taken.report.kept);
    document_of(workspace, "arn:aws:iam::111122223333:role/r", "p");
    // That there may be other policies beside it is still not known.
    assert!(is_not_known(document_of(workspace, "arn:aws:iam::111122223333:role/r", "other policies")));
}

#[test]
fn a_principal_whose_properties_a_macro_makes_is_unknown() {
    let template = json!({"Resources": {"R": {"Type": "AWS::IAM::Role",
        "Properties": {"Fn::Transform": {"Name": "Maker"}}}}});
    let taken = taken(&template.to_string(), here());
    let role = &taken.workspace.principals[0];
    assert!(role.trust_policy.is_unknown() && role.permissions_boundary.is_unknown());
    assert!(role.identity_policies.is_unknown());
}

#[test]
fn names_of_documents_are_told_apart() {
    let inline = json!({"PolicyName": "p", "PolicyDocument": {"Statement": []}});
    let template = json!({"Resources": {"R": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "r",
        "AssumeRolePolicyDocument": {"Statement": []}, "Policies": [inline], "ManagedPolicyArns": ["arn:aws:iam::1:policy/p"]}}}});
    let taken = taken(&template.to_string(), here());
    let all = document_list::all(&taken.workspace);
    let names: Vec<&str> = all.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["trust-policy", "p", "p (2)"]);
    assert!(all.iter().all(|entry| document(&taken.workspace, entry.id).unwrap().origin.is_some()));
}

#[test]
fn a_text_that_is_no_template_is_refused() {
    for text in ["", "just words", "{}", "Resources: {}", "{\"Resources\": [1]}", "Statement: []"] {
        assert!(
            policyscope::template::take_over(&Workspace::default(), crate::template(text, here())).is_err(),
            "{text}"
        );
    }
}

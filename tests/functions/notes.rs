//! Notes: missing rights, and more than what is needed.

use policyscope::analysis::functions::NoteKind::{Excess, Missing, Shared, Unsure};
use serde_json::{Value, json};

use crate::{environment, function, here, notes_with, only, stack, workspace_of};

const LOGS: &str = "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/book:*";

fn logs() -> Value {
    json!({"Effect": "Allow", "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], "Resource": LOGS})
}

fn table() -> Value {
    json!({"Bookings": {"Type": "AWS::DynamoDB::Table"}})
}

fn table_stack(statements: Value) -> Value {
    stack(statements, environment("TABLE", json!({"Ref": "Bookings"})), table())
}

#[test]
fn a_function_that_has_what_it_names_and_no_more_has_no_notes() {
    let statements = json!([logs(), {"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
        "Resource": {"Fn::GetAtt": ["Bookings", "Arn"]}}]);
    let found = only(&workspace_of(&table_stack(statements), here()));
    assert!(found.notes.is_empty(), "{:?}", found.notes);
}

#[test]
fn a_variable_without_a_right() {
    let found = only(&workspace_of(&table_stack(json!([logs()])), here()));
    let notes = notes_with(&found, Missing, "`TABLE`");
    assert_eq!(notes.len(), 1, "{:?}", found.notes);
    assert!(notes[0].message.contains("table `Bookings`") && notes[0].place.is_some());
    // Tags and lists neither read nor write.
    let tags = json!([logs(), {"Effect": "Allow", "Action": "dynamodb:ListTables", "Resource": "*"}]);
    assert_eq!(notes_with(&only(&workspace_of(&table_stack(tags), here())), Missing, "`TABLE`").len(), 1);
    let elsewhere = json!([logs(), {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]);
    assert_eq!(
        notes_with(&only(&workspace_of(&table_stack(elsewhere), here())), Missing, "`TABLE`").len(),
        1
    );
}

/// Where the name that AWS makes up may be the one that a policy has, nothing is said to be missing.
#[test]
fn a_right_that_may_be_there_is_not_missing() {
    for resource in [
        json!("arn:aws:dynamodb:eu-central-1:111122223333:table/stack-Bookings-1A2B3C"),
        json!({"Fn::Sub": "arn:aws:dynamodb:eu-central-1:111122223333:table/${Given}"}),
        json!("arn:aws:dynamodb:*:*:table/stack-*"),
    ] {
        let mut template = table_stack(
            json!([logs(), {"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": resource}]),
        );
        template["Parameters"] = json!({"Given": {"Type": "String"}});
        let found = only(&workspace_of(&template, here()));
        assert!(notes_with(&found, Missing, "`TABLE`").is_empty(), "{resource}");
    }
    let other_account = "arn:aws:dynamodb:eu-central-1:444455556666:table/bookings";
    let template = table_stack(
        json!([logs(), {"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": other_account}]),
    );
    let found = only(&workspace_of(&template, here()));
    assert_eq!(notes_with(&found, Missing, "`TABLE`").len(), 1);
}

#[test]
fn a_policy_that_is_not_known_makes_a_right_unsure() {
    let mut template = table_stack(json!([logs()]));
    template["Resources"]["Role"]["Properties"]["ManagedPolicyArns"] =
        json!(["arn:aws:iam::111122223333:policy/team"]);
    let found = only(&workspace_of(&template, here()));
    assert!(notes_with(&found, Missing, "").is_empty(), "{:?}", found.notes);
    assert_eq!(notes_with(&found, Unsure, "`TABLE`").len(), 1);
}

#[test]
fn a_boundary_takes_a_right_away() {
    let mut template = table_stack(
        json!([logs(), {"Effect": "Allow", "Action": "dynamodb:*", "Resource": {"Fn::GetAtt": ["Bookings", "Arn"]}}]),
    );
    template["Resources"]["Edge"] = json!({"Type": "AWS::IAM::ManagedPolicy", "Properties": {
        "PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}]}}});
    template["Resources"]["Role"]["Properties"]["PermissionsBoundary"] = json!({"Ref": "Edge"});
    let found = only(&workspace_of(&template, here()));
    assert_eq!(notes_with(&found, Missing, "`TABLE`").len(), 1, "{:?}", found.notes);
}

#[test]
fn the_policy_of_a_queue_may_give_what_the_role_lacks() {
    let queue = json!({"Jobs": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "jobs"}},
        "JobsPolicy": {"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [{"Ref": "Jobs"}],
            "PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                "Principal": {"AWS": {"Fn::GetAtt": ["Role", "Arn"]}}, "Action": "sqs:SendMessage", "Resource": "*"}]}}}});
    let template = stack(json!([logs()]), environment("QUEUE", json!({"Ref": "Jobs"})), queue);
    let found = only(&workspace_of(&template, here()));
    assert!(notes_with(&found, Missing, "").is_empty(), "{:?}", found.notes);
    assert_eq!(notes_with(&found, Unsure, "`QUEUE`").len(), 1);
}

fn mapping(source: Value) -> Value {
    json!({"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
        "FunctionName": {"Ref": "Book"}, "EventSourceArn": source}})
}

/// The rights that AWS's guide lists for each kind of source.
#[test]
fn event_sources_need_their_rights() {
    let sources = [
        (
            "AWS::SQS::Queue",
            "Arn",
            &["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"][..],
        ),
        (
            "AWS::Kinesis::Stream",
            "Arn",
            &[
                "kinesis:DescribeStream",
                "kinesis:DescribeStreamSummary",
                "kinesis:GetRecords",
                "kinesis:GetShardIterator",
                "kinesis:ListShards",
            ],
        ),
        (
            "AWS::DynamoDB::Table",
            "StreamArn",
            &[
                "dynamodb:DescribeStream",
                "dynamodb:GetRecords",
                "dynamodb:GetShardIterator",
                "dynamodb:ListStreams",
            ],
        ),
    ];
    for (resource_type, attribute, actions) in sources {
        let more = json!({"Source": {"Type": resource_type}, "Reading": mapping(json!({"Fn::GetAtt": ["Source", attribute]}))});
        let found = only(&workspace_of(&stack(json!([logs()]), json!({}), more.clone()), here()));
        let notes = notes_with(&found, Missing, "`Reading`");
        assert_eq!(notes.len(), 1, "{resource_type}: {:?}", found.notes);
        for action in actions {
            assert!(notes[0].message.contains(action), "{action}: {}", notes[0].message);
        }
        // All on everything is enough, and all but one is not.
        let all = json!([logs(), {"Effect": "Allow", "Action": actions, "Resource": "*"}]);
        let found = only(&workspace_of(&stack(all, json!({}), more.clone()), here()));
        assert!(notes_with(&found, Missing, "").is_empty(), "{resource_type}: {:?}", found.notes);
        assert!(notes_with(&found, Unsure, "").is_empty(), "{resource_type}: {:?}", found.notes);
        for left_out in actions {
            let some: Vec<&&str> = actions.iter().filter(|action| *action != left_out).collect();
            let some = json!([logs(), {"Effect": "Allow", "Action": some, "Resource": "*"}]);
            let found = only(&workspace_of(&stack(some, json!({}), more.clone()), here()));
            let notes = notes_with(&found, Missing, left_out);
            assert_eq!(notes.len(), 1, "{left_out}: {:?}", found.notes);
        }
    }
}

/// A stream of a table may be named by its attribute, or below its table.
#[test]
fn the_stream_of_a_table_is_named_in_two_ways() {
    let actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];
    let more = json!({"Source": {"Type": "AWS::DynamoDB::Table"},
        "Reading": mapping(json!({"Fn::GetAtt": ["Source", "StreamArn"]}))});
    for (resource, missing) in [
        (json!({"Fn::GetAtt": ["Source", "StreamArn"]}), 0),
        (json!({"Fn::Sub": "${Source.Arn}/stream/*"}), 0),
        (json!({"Fn::GetAtt": ["Source", "Arn"]}), 1),
    ] {
        let statements = json!([logs(), {"Effect": "Allow", "Action": actions, "Resource": resource},
            {"Effect": "Allow", "Action": "dynamodb:ListStreams", "Resource": "*"}]);
        let found = only(&workspace_of(&stack(statements, json!({}), more.clone()), here()));
        assert_eq!(notes_with(&found, Missing, "`Reading`").len(), missing, "{resource}: {:?}", found.notes);
        assert!(notes_with(&found, Unsure, "").is_empty(), "{resource}: {:?}", found.notes);
    }
}

/// What a consumer of a stream takes is not looked at, and said so.
#[test]
fn a_consumer_of_a_stream_is_no_stream() {
    let consumer = "arn:aws:kinesis:eu-central-1:111122223333:stream/s/consumer/c:1";
    let template = stack(json!([logs()]), json!({}), json!({"Reading": mapping(json!(consumer))}));
    let found = only(&workspace_of(&template, here()));
    assert_eq!(notes_with(&found, Unsure, "kinesis consumer").len(), 1, "{:?}", found.notes);
    assert!(notes_with(&found, Missing, "").is_empty());
}

#[test]
fn one_of_two_rights_is_enough_for_a_kafka_cluster() {
    let network = [
        "CreateNetworkInterface",
        "DescribeNetworkInterfaces",
        "DeleteNetworkInterface",
        "DescribeVpcs",
        "DescribeSubnets",
        "DescribeSecurityGroups",
    ];
    let network: Vec<String> = network.iter().map(|name| format!("ec2:{name}")).collect();
    let cluster = "arn:aws:kafka:eu-central-1:111122223333:cluster/c/0-1";
    for (describe, expected) in
        [("kafka:DescribeClusterV2", 0), ("kafka:DescribeCluster", 0), ("kafka:ListNodes", 1)]
    {
        let statements = json!([logs(), {"Effect": "Allow", "Action": network, "Resource": "*"},
            {"Effect": "Allow", "Action": [describe, "kafka:GetBootstrapBrokers"], "Resource": cluster}]);
        let template = stack(statements, json!({}), json!({"Reading": mapping(json!(cluster))}));
        let found = only(&workspace_of(&template, here()));
        assert_eq!(notes_with(&found, Missing, "`Reading`").len(), expected, "{describe}: {:?}", found.notes);
    }
}

#[test]
fn a_source_that_is_not_known_is_said() {
    let mut template =
        stack(json!([logs()]), json!({}), json!({"Reading": mapping(json!({"Ref": "Given"}))}));
    template["Parameters"] = json!({"Given": {"Type": "String"}});
    let found = only(&workspace_of(&template, here()));
    assert_eq!(notes_with(&found, Unsure, "`Reading`").len(), 1, "{:?}", found.notes);
}

#[test]
fn logs_need_three_rights_or_two_where_the_group_is_made() {
    let found = only(&workspace_of(&stack(json!([]), json!({}), json!({})), here()));
    let notes = notes_with(&found, Missing, "logs:CreateLogGroup");
    assert!(notes[0].message.contains("logs:PutLogEvents"), "{:?}", found.notes);
    let two = json!([{"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": LOGS}]);
    let found = only(&workspace_of(&stack(two.clone(), json!({}), json!({})), here()));
    assert_eq!(notes_with(&found, Missing, "logs:CreateLogGroup").len(), 1);
    let group =
        json!({"Group": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/aws/lambda/book"}}});
    let found = only(&workspace_of(&stack(two, json!({}), group), here()));
    assert!(notes_with(&found, Missing, "").is_empty(), "{:?}", found.notes);
    let elsewhere = json!([{"Effect": "Allow", "Action": "logs:*",
        "Resource": "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/other:*"}]);
    let found = only(&workspace_of(&stack(elsewhere, json!({}), json!({})), here()));
    assert_eq!(notes_with(&found, Missing, "logs:PutLogEvents").len(), 1);
}

#[test]
fn what_is_granted_on_more_than_what_is_named() {
    let all = json!([logs(), {"Sid": "Wide", "Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}]);
    let found = only(&workspace_of(&table_stack(all.clone()), here()));
    let notes = notes_with(&found, Excess, "`Wide`");
    assert_eq!(notes.len(), 1, "{:?}", found.notes);
    assert!(notes[0].message.contains("names `Bookings` alone"), "{}", notes[0].message);
    assert_eq!(notes[0].statement.as_ref().unwrap().title, "Wide");
    // Nothing names a table.
    let found = only(&workspace_of(&stack(all, json!({}), table()), here()));
    assert_eq!(notes_with(&found, Excess, "names no table").len(), 1, "{:?}", found.notes);
    // A table that nothing names.
    let one = json!([logs(), {"Sid": "Other", "Effect": "Allow", "Action": "dynamodb:GetItem",
        "Resource": {"Fn::GetAtt": ["Bookings", "Arn"]}}]);
    let found = only(&workspace_of(&stack(one, json!({}), table()), here()));
    assert_eq!(notes_with(&found, Excess, "`Bookings`, which neither").len(), 1, "{:?}", found.notes);
    // What cannot be limited to resources is no excess.
    let list = json!([logs(), {"Effect": "Allow", "Action": "sqs:ListQueues", "Resource": "*"}]);
    let found = only(&workspace_of(&stack(list, json!({}), json!({})), here()));
    assert!(found.notes.is_empty(), "{:?}", found.notes);
}

#[test]
fn a_shared_role_a_role_without_trust_and_an_unknown_role() {
    let mut template =
        stack(json!([logs()]), json!({}), json!({"Cancel": function(json!({"FunctionName": "cancel"}))}));
    let found = only(&workspace_of(&template, here()));
    assert_eq!(notes_with(&found, Shared, "`Cancel`").len(), 1, "{:?}", found.notes);
    template["Resources"]["Role"]["Properties"]["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] =
        json!({"Service": "ec2.amazonaws.com"});
    let found = only(&workspace_of(&template, here()));
    assert_eq!(notes_with(&found, Missing, "Lambda cannot run it").len(), 1);
    template["Resources"]["Book"]["Properties"]["Role"] = json!({"Fn::ImportValue": "role"});
    let found = only(&workspace_of(&template, here()));
    assert_eq!(found.notes.len(), 1);
    assert_eq!(notes_with(&found, Unsure, "its role is not known").len(), 1, "{:?}", found.notes);
    // Why it is not known is said once, of the role.
    let all = serde_json::to_string(&found).unwrap();
    assert_eq!(all.matches("`Role` needs").count(), 1, "{all}");
}

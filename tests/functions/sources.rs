//! Event sources for which Lambda signs in with a secret or goes through a network: what AWS's guide to Lambda asks of the
//! role on its pages on Amazon MQ, Amazon DocumentDB, Amazon MSK and self-managed Kafka.

use policyscope::analysis::functions::NoteKind::{Missing, Unsure};
use serde_json::{Value, json};

use crate::{here, notes_with, only, stack, workspace_of};

const SECRET: &str = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:login-AbCdEf";
const BROKER: &str = "arn:aws:mq:eu-central-1:111122223333:broker:b:b-1234";
const CLUSTER: &str = "arn:aws:rds:eu-central-1:111122223333:cluster:docs";

fn network() -> Value {
    json!({"Effect": "Allow", "Resource": "*", "Action": ["ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets", "ec2:DescribeVpcs"]})
}

fn secret() -> Value {
    json!({"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": SECRET})
}

fn allow(action: &str, resource: &str) -> Value {
    json!({"Effect": "Allow", "Action": action, "Resource": resource})
}

fn access(more: Value) -> Value {
    let mut all = vec![json!({"Type": "BASIC_AUTH", "URI": SECRET})];
    all.extend(more.as_array().unwrap().iter().cloned());
    Value::Array(all)
}

/// What is said of the source with these statements: what is surely missing, and what is not known.
fn said(source: &Value, statements: Value) -> (String, String) {
    let mut properties =
        json!({"FunctionName": {"Ref": "Book"}, "SourceAccessConfigurations": access(json!([]))});
    properties.as_object_mut().unwrap().extend(source.as_object().unwrap().clone());
    let mapping = json!({"Reading": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": properties},
        "Broker": {"Type": "AWS::AmazonMQ::Broker"}, "Login": {"Type": "AWS::SecretsManager::Secret"}});
    let found = only(&workspace_of(&stack(statements, json!({}), mapping), here()));
    let of = |kind| notes_with(&found, kind, "`Reading`").iter().map(|note| note.message.clone()).collect();
    (of(Missing), of(Unsure))
}

fn is_silent(source: Value, statements: Value) {
    let said = said(&source, statements);
    assert_eq!(said, (String::new(), String::new()), "{source}");
}

#[test]
fn a_broker_takes_its_description_the_secret_and_the_network() {
    let source = json!({"EventSourceArn": BROKER, "Queues": ["q"]});
    is_silent(source.clone(), json!([network(), secret(), allow("mq:DescribeBroker", BROKER)]));
    let (missing, _) = said(&source, json!([network(), secret()]));
    assert!(missing.ends_with("which lacks `mq:DescribeBroker`"), "{missing}");
    let (missing, _) = said(&source, json!([network(), allow("mq:DescribeBroker", BROKER)]));
    assert!(missing.ends_with("which lacks `secretsmanager:GetSecretValue`"), "{missing}");
    let (missing, _) = said(&source, json!([secret(), allow("mq:*", "*")]));
    assert!(missing.contains("`ec2:CreateNetworkInterface`, `ec2:DescribeNetworkInterfaces`"), "{missing}");
}

/// The broker is in the template, and so is the secret, of which AWS makes up the end of the ARN.
#[test]
fn what_the_template_makes_is_compared_by_name() {
    let source = json!({"EventSourceArn": {"Fn::GetAtt": ["Broker", "Arn"]},
        "SourceAccessConfigurations": [{"Type": "BASIC_AUTH", "URI": {"Ref": "Login"}}]});
    let secret =
        json!({"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": {"Ref": "Login"}});
    let broker = json!({"Effect": "Allow", "Action": "mq:DescribeBroker",
        "Resource": {"Fn::GetAtt": ["Broker", "Arn"]}});
    is_silent(source.clone(), json!([network(), secret, broker]));
    let (missing, _) = said(&source, json!([network(), secret]));
    assert!(missing.contains("reads `Broker`") && missing.contains("`mq:DescribeBroker`"), "{missing}");
}

#[test]
fn documents_take_what_is_beside_the_cluster_too() {
    let source = json!({"EventSourceArn": CLUSTER, "DocumentDBEventSourceConfig": {"DatabaseName": "d"}});
    let beside = |kind: &str| format!("arn:aws:rds:eu-central-1:111122223333:{kind}:*");
    let statements = |groups: &str| {
        json!([
            network(),
            secret(),
            allow("rds:DescribeDBClusters", CLUSTER),
            allow("rds:DescribeDBClusterParameters", &beside(groups)),
            allow("rds:DescribeDBSubnetGroups", &beside("subgrp"))
        ])
    };
    is_silent(source.clone(), statements("cluster-pg"));
    let (missing, _) = said(&source, statements("pg"));
    assert!(missing.ends_with("which lacks `rds:DescribeDBClusterParameters`"), "{missing}");
}

/// A cluster of Kafka of one's own is reached over the internet unless subnets are named.
#[test]
fn kafka_of_ones_own_takes_the_network_only_in_a_vpc() {
    let own =
        json!({"SelfManagedEventSource": {"Endpoints": {"KafkaBootstrapServers": ["k.example.com:9092"]}}});
    is_silent(own.clone(), json!([secret()]));
    let mut in_vpc = own;
    in_vpc["SourceAccessConfigurations"] = access(json!([{"Type": "VPC_SUBNET", "URI": "subnet:subnet-1"}]));
    is_silent(in_vpc.clone(), json!([secret(), network()]));
    let (missing, _) = said(&in_vpc, json!([secret()]));
    assert!(missing.contains("`ec2:CreateNetworkInterface`"), "{missing}");
}

/// Interfaces are resources: who may make some of them perhaps may make these.
#[test]
fn a_right_on_some_interfaces_is_perhaps_enough() {
    let source = json!({"EventSourceArn": BROKER});
    let some = allow("ec2:*", "arn:aws:ec2:eu-central-1:111122223333:*");
    let (missing, unsure) = said(&source, json!([secret(), some, allow("mq:DescribeBroker", "*")]));
    assert!(unsure.contains("`ec2:CreateNetworkInterface`, `ec2:DeleteNetworkInterface`"), "{unsure}");
    assert!(missing.contains("`ec2:DescribeVpcs`") && !missing.contains("Create"), "{missing}");
}

#[test]
fn how_lambda_gets_at_a_source_may_be_open() {
    let source =
        json!({"EventSourceArn": BROKER, "SourceAccessConfigurations": {"Fn::Transform": {"Name": "x"}}});
    let (missing, unsure) = said(&source, json!([network(), secret(), allow("mq:DescribeBroker", BROKER)]));
    assert!(missing.is_empty() && unsure.contains("how Lambda gets at"), "{missing} {unsure}");
}

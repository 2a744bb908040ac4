//! Sources that Lambda reads from: the function's role needs what it takes to read them.

use crate::template::tree::Node;

use super::super::expansion::Expansion;
use super::super::function::bucket_statements;
use super::super::node::{At, Reading};
use super::super::role::{Policies, allowing, managed_policy_arn};
use super::Event;

/// What reading from within a VPC takes.
const NETWORK: &[&str] = &[
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeVpcs",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
];

/// How a Kafka cluster of one's own may ask for a secret.
const KAFKA_SECRETS: &[&str] =
    &["SASL_SCRAM_256_AUTH", "SASL_SCRAM_512_AUTH", "BASIC_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH"];

/// The policy that AWS manages for a kind of source, and the property that holds the source's ARN.
fn managed(kind: &str) -> (Option<&'static str>, Option<&'static str>) {
    match kind {
        "Kinesis" => (Some("AWSLambdaKinesisExecutionRole"), Some("Stream")),
        "DynamoDB" => (Some("AWSLambdaDynamoDBExecutionRole"), Some("Stream")),
        "SQS" => (Some("AWSLambdaSQSQueueExecutionRole"), Some("Queue")),
        "MSK" => (Some("AWSLambdaMSKExecutionRole"), Some("Stream")),
        "MQ" => (None, Some("Broker")),
        "DocumentDB" => (None, Some("Cluster")),
        _ => (None, None),
    }
}

/// Expands a source of the type `kind`.
pub(super) fn expand(event: &Event<'_>, kind: &str, policies: &mut Policies, expansion: &mut Expansion<'_>) {
    let at = event.at;
    let (policy, source) = managed(kind);
    let source = source.map(|name| event.required(expansion, name));
    if let Some(policy) = policy {
        policies.attach(managed_policy_arn(at, &format!("service-role/{policy}")));
    }
    let own = match kind {
        "MQ" => Some(broker(event, &source, expansion)),
        "DocumentDB" => Some(document_database(event, &source, expansion)),
        "SelfManagedKafka" => Some(kafka(event, expansion)),
        "MSK" => Some(("MSKExecutionRolePolicy".to_owned(), managed_kafka(event, expansion))),
        _ => None,
    };
    if let Some((name, statements)) = own.filter(|(_, statements)| !statements.is_empty()) {
        policies.allow(at, &name, statements);
    }
    failures(event, policies, expansion);
    let servers = event
        .properties
        .get("KafkaBootstrapServers")
        .map(|servers| at.map([("Endpoints", at.map([("KafkaBootstrapServers", servers.clone())]))]));
    let mut members = vec![
        ("FunctionName", Some(event.target.name(at))),
        ("EventSourceArn", source),
        ("SelfManagedEventSource", servers),
    ];
    let kept = ["StartingPosition", "BatchSize", "Topics", "Queues", "Enabled", "KmsKeyArn"]
        .into_iter()
        .chain(["SourceAccessConfigurations", "DestinationConfig", "FilterCriteria"]);
    members.extend(kept.map(|name| (name, event.properties.get(name).cloned())));
    event.make(expansion, &event.id, "AWS::Lambda::EventSourceMapping", at.given(members));
}

/// Expands the queue through which a topic's messages reach the function.
pub(super) fn from_queue(
    event: &Event<'_>,
    id: &str,
    queue: &Node,
    policies: &mut Policies,
    expansion: &mut Expansion<'_>,
) {
    let at = event.at;
    policies.attach(managed_policy_arn(at, "service-role/AWSLambdaSQSQueueExecutionRole"));
    let properties = at.map([("FunctionName", event.target.name(at)), ("EventSourceArn", queue.clone())]);
    event.make(expansion, id, "AWS::Lambda::EventSourceMapping", properties);
}

/// What sending records that failed takes. SAM adds it only where the `Type` of the destination is given.
fn failures(event: &Event<'_>, policies: &mut Policies, expansion: &mut Expansion<'_>) {
    let Some(target) = event.properties.get("DestinationConfig").and_then(|config| config.get("OnFailure"))
    else {
        return;
    };
    let at = target.at();
    let Some(kind) = target.set("Type") else { return };
    let arn = target.get("Destination").cloned().unwrap_or_else(|| at.unknown());
    match kind.as_text() {
        Some("SQS") => {
            let name = format!("{}SQSPolicy", event.id);
            policies.allow(at, &name, vec![allowing(at, &["sqs:SendMessage"], arn)]);
        }
        Some("SNS") => {
            let name = format!("{}SNSPolicy", event.id);
            policies.allow(at, &name, vec![allowing(at, &["sns:publish"], arn)]);
        }
        Some("S3") => policies.allow(at, &format!("{}S3Policy", event.id), bucket_statements(at, &arn)),
        Some("Kafka") => {}
        _ => expansion.refuse(at, "the `Type` of this destination is `SQS`, `SNS`, `S3` or `Kafka`"),
    }
}

/// The URI of the one access configuration of a type.
fn access<'e>(event: &Event<'e>, kinds: &[&str]) -> Option<&'e Node> {
    let configurations = event.properties.get("SourceAccessConfigurations")?;
    let found = configurations
        .items()
        .iter()
        .find(|item| item.text("Type").is_some_and(|kind| kinds.contains(&kind)))?;
    found.get("URI")
}

fn secret(at: At, uri: Node) -> Node {
    allowing(at, &["secretsmanager:GetSecretValue"], uri)
}

/// The secret of a source that must have one; unknown when none is given.
fn required_secret(event: &Event<'_>, expansion: &mut Expansion<'_>) -> Node {
    let at = event.at;
    let uri = access(event, &["BASIC_AUTH"]).cloned().unwrap_or_else(|| {
        let message = format!(
            "the event `{}` needs an item of the type `BASIC_AUTH` in `SourceAccessConfigurations`",
            event.name
        );
        expansion.refuse(at, message);
        at.unknown()
    });
    secret(at, uri)
}

/// What decrypting the secret takes when its key is named.
fn decrypting(event: &Event<'_>) -> Option<Node> {
    let key = event.properties.set("SecretsManagerKmsKeyId")?;
    let at = event.at;
    let arn = match key.as_text() {
        Some(id) => at.substitute(&format!(
            "arn:${{AWS::Partition}}:kms:${{AWS::Region}}:${{AWS::AccountId}}:key/{id}"
        )),
        None => at.unknown(),
    };
    Some(allowing(at, &["kms:Decrypt"], arn))
}

fn broker(event: &Event<'_>, source: &Option<Node>, expansion: &mut Expansion<'_>) -> (String, Vec<Node>) {
    let at = event.at;
    let name = match event.properties.set("DynamicPolicyName") {
        Some(_) => format!("{}AMQPolicy", event.id),
        None => "SamAutoGeneratedAMQPolicy".to_owned(),
    };
    let mut statements = vec![required_secret(event, expansion)];
    statements.extend(source.clone().map(|broker| allowing(at, &["mq:DescribeBroker"], broker)));
    statements.extend(decrypting(event));
    (name, statements)
}

fn document_database(
    event: &Event<'_>,
    source: &Option<Node>,
    expansion: &mut Expansion<'_>,
) -> (String, Vec<Node>) {
    let at = event.at;
    let all = |kind: &str| {
        at.substitute(&format!("arn:${{AWS::Partition}}:rds:${{AWS::Region}}:${{AWS::AccountId}}:{kind}:*"))
    };
    let mut statements = vec![
        required_secret(event, expansion),
        allowing(at, &["rds:DescribeDBClusterParameters"], all("cluster-pg")),
        allowing(at, &["rds:DescribeDBSubnetGroups"], all("subgrp")),
    ];
    statements.extend(source.clone().map(|cluster| allowing(at, &["rds:DescribeDBClusters"], cluster)));
    statements.push(allowing(at, NETWORK, at.text("*")));
    statements.extend(decrypting(event));
    ("SamAutoGeneratedDocumentDBPolicy".to_owned(), statements)
}

fn kafka(event: &Event<'_>, expansion: &mut Expansion<'_>) -> (String, Vec<Node>) {
    let at = event.at;
    for name in ["KafkaBootstrapServers", "Topics", "SourceAccessConfigurations"] {
        event.required(expansion, name);
    }
    let mut statements = Vec::new();
    statements.extend(access(event, KAFKA_SECRETS).map(|uri| secret(at, uri.clone())));
    if access(event, &["VPC_SUBNET"]).is_some() && access(event, &["VPC_SECURITY_GROUP"]).is_some() {
        statements.push(allowing(at, NETWORK, at.text("*")));
    }
    statements.extend(decrypting(event));
    statements.extend(schema_registry(event, expansion));
    ("SelfManagedKafkaExecutionRolePolicy".to_owned(), statements)
}

fn managed_kafka(event: &Event<'_>, expansion: &mut Expansion<'_>) -> Vec<Node> {
    let mut statements = schema_registry(event, expansion);
    statements
        .extend(access(event, &["CLIENT_CERTIFICATE_TLS_AUTH"]).map(|uri| secret(event.at, uri.clone())));
    statements
}

/// What reading schemas takes: the secrets of the registry, and for one of Glue its schemas.
fn schema_registry(event: &Event<'_>, expansion: &mut Expansion<'_>) -> Vec<Node> {
    let Some(config) = event.properties.set("SchemaRegistryConfig") else { return Vec::new() };
    let at = config.at();
    let secrets = config.get("AccessConfigs").map(Reading::items).unwrap_or_default();
    let mut statements: Vec<Node> =
        secrets.iter().filter_map(|one| one.get("URI")).map(|uri| secret(at, uri.clone())).collect();
    let Some(uri) = config.get("SchemaRegistryURI") else { return statements };
    match registry_name(uri) {
        Ok(Some(name)) => {
            let schemas =
                format!("arn:${{AWS::Partition}}:glue:${{AWS::Region}}:${{AWS::AccountId}}:schema/{name}/*");
            statements.push(allowing(at, &["glue:GetRegistry"], uri.clone()));
            statements.push(allowing(at, &["glue:GetSchemaVersion"], at.list(vec![at.substitute(&schemas)])));
        }
        Ok(None) => {}
        Err(()) => {
            expansion.leave(uri.at(), "whether this is the ARN of a Glue registry depends on parameters");
            statements.push(at.unknown());
        }
    }
    statements
}

/// The name of the Glue registry that a URI is the ARN of, as far as SAM sees that it is one: SAM parts the text at
/// its colons before the account's number is known. An error where it depends on parameters.
fn registry_name(uri: &Node) -> Result<Option<String>, ()> {
    let text = match uri.intrinsic() {
        Some(("Fn::Sub", text)) => text.as_text(),
        Some(("Ref", _)) => return Err(()),
        Some(_) => None,
        None => uri.as_text(),
    };
    let Some(text) = text.filter(|text| text.starts_with("arn")) else { return Ok(None) };
    let known = text.replace("${AWS::Partition}", "aws").replace("${AWS::Region}", "region");
    if known.contains("${AWS::AccountId}") {
        return Ok(None);
    }
    if known.contains("${") {
        return Err(());
    }
    Ok(known.split(':').nth(5).and_then(|part| part.strip_prefix("registry/")).map(ToOwned::to_owned))
}

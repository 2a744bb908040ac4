//! What functions seem to need: the rights by which Lambda reads from a source and writes logs (the pages "Event source
//! mappings" and "Sending logs to CloudWatch" of AWS's guide to Lambda), and the ARNs of what they use.

use super::open_text::{OpenText, Symbols};
use crate::template::import::OWN_KAFKA;

/// Of what an action is asked that reading from a source takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AskedOf {
    /// Of the source.
    Source,
    /// Of something of that kind beside the source, a cluster: its group of parameters.
    Beside(&'static str),
    /// Of no resource.
    Nothing,
    /// Of resources that Lambda makes up.
    Anything,
}

/// An action that reading from a source takes.
pub(super) struct NeededAction {
    /// The action, or the first of which one is enough.
    pub(super) actions: &'static [&'static str],
    /// Of what it is asked.
    pub(super) of: AskedOf,
}

const fn on_source(actions: &'static [&'static str]) -> NeededAction {
    NeededAction { actions, of: AskedOf::Source }
}

const fn beside(kind: &'static str, actions: &'static [&'static str]) -> NeededAction {
    NeededAction { actions, of: AskedOf::Beside(kind) }
}

const fn anywhere(actions: &'static [&'static str]) -> NeededAction {
    NeededAction { actions, of: AskedOf::Nothing }
}

const fn interface(actions: &'static [&'static str]) -> NeededAction {
    NeededAction { actions, of: AskedOf::Anything }
}

const QUEUE: &[NeededAction] = &[
    on_source(&["sqs:ReceiveMessage"]),
    on_source(&["sqs:DeleteMessage"]),
    on_source(&["sqs:GetQueueAttributes"]),
];

/// `kinesis:SubscribeToShard` is for streams that are read through a consumer of one's own.
const STREAM: &[NeededAction] = &[
    on_source(&["kinesis:DescribeStream"]),
    on_source(&["kinesis:DescribeStreamSummary"]),
    on_source(&["kinesis:GetRecords"]),
    on_source(&["kinesis:GetShardIterator"]),
    on_source(&["kinesis:ListShards"]),
];

const TABLE_STREAM: &[NeededAction] = &[
    on_source(&["dynamodb:DescribeStream"]),
    on_source(&["dynamodb:GetRecords"]),
    on_source(&["dynamodb:GetShardIterator"]),
    anywhere(&["dynamodb:ListStreams"]),
];

const KAFKA: &[NeededAction] = &[
    on_source(&["kafka:DescribeClusterV2", "kafka:DescribeCluster"]),
    on_source(&["kafka:GetBootstrapBrokers"]),
];

const BROKER: &[NeededAction] = &[on_source(&["mq:DescribeBroker"])];

const DOCUMENTS: &[NeededAction] = &[
    on_source(&["rds:DescribeDBClusters"]),
    beside("cluster-pg", &["rds:DescribeDBClusterParameters"]),
    beside("subgrp", &["rds:DescribeDBSubnetGroups"]),
];

const NETWORK: &[NeededAction] = &[
    interface(&["ec2:CreateNetworkInterface"]),
    anywhere(&["ec2:DescribeNetworkInterfaces"]),
    interface(&["ec2:DeleteNetworkInterface"]),
    anywhere(&["ec2:DescribeVpcs"]),
    anywhere(&["ec2:DescribeSubnets"]),
    anywhere(&["ec2:DescribeSecurityGroups"]),
];

/// What reading the secret takes by which Lambda signs in at a source.
pub(super) const SECRET: NeededAction = on_source(&["secretsmanager:GetSecretValue"]);

/// What reading from a source of that service takes; `None` where this is not known here. A cluster of Kafka of one's own is
/// reached through network interfaces only where its mapping names subnets (`is_in_vpc`). `kms:Decrypt`, which takes a key
/// of one's own, is not looked at. The pages "Configuring Amazon MQ event source", "Process Amazon DocumentDB events",
/// "Configuring Lambda permissions for Amazon MSK" and, for Kafka of one's own, "Configuring Lambda execution role
/// permissions" of AWS's guide to Lambda.
pub(super) fn needed(service: &str, is_in_vpc: bool) -> Option<impl Iterator<Item = &'static NeededAction>> {
    let (of_service, has_network): (&[NeededAction], bool) = match service {
        "sqs" => (QUEUE, false),
        "kinesis" => (STREAM, false),
        "dynamodb" => (TABLE_STREAM, false),
        "kafka" => (KAFKA, true),
        "mq" => (BROKER, true),
        "rds" => (DOCUMENTS, true),
        OWN_KAFKA => (&[], is_in_vpc),
        _ => return None,
    };
    Some(of_service.iter().chain(NETWORK.iter().filter(move |_| has_network)))
}

/// What writing logs takes; the first one is needed only where nobody else makes the log group.
pub(super) const LOGS: [&str; 3] = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

/// What a resource is called by the services that use it.
pub(super) struct Kind {
    /// The prefix of the actions: `dynamodb`.
    pub(super) service: &'static str,
    /// One and several of them: `table`, `tables`.
    pub(super) names: [&'static str; 2],
    /// What stands before the name in the last field of the ARN.
    before_name: &'static str,
    /// What parts the resource's ARN from the ARN of something in it: the objects of a bucket.
    pub(super) separator: Option<&'static str>,
}

const fn kind(
    service: &'static str,
    names: [&'static str; 2],
    before_name: &'static str,
    separator: Option<&'static str>,
) -> Kind {
    Kind { service, names, before_name, separator }
}

/// The kinds of resources that functions use by name.
pub(super) const KINDS: &[Kind] = &[
    kind("dynamodb", ["table", "tables"], "table/", Some("/")),
    kind("sqs", ["queue", "queues"], "", None),
    kind("sns", ["topic", "topics"], "", None),
    kind("s3", ["bucket", "buckets"], "", Some("/")),
    kind("kinesis", ["stream", "streams"], "stream/", Some("/")),
    kind("secretsmanager", ["secret", "secrets"], "secret:", None),
    kind("states", ["state machine", "state machines"], "stateMachine:", None),
    kind("events", ["event bus", "event buses"], "event-bus/", None),
    kind("lambda", ["function", "functions"], "function:", Some(":")),
];

impl Kind {
    /// The ARN itself, and that of anything in it.
    pub(super) fn targets(&self, arn: &OpenText, symbols: &mut Symbols) -> Vec<OpenText> {
        let within = self.separator.map(|separator| {
            let separator = symbols.known(separator);
            arn.followed_by(&separator).followed_by(&symbols.anything())
        });
        std::iter::once(arn.clone()).chain(within).collect()
    }

    /// ARNs of which only the kind is known: who covers one of them for sure covers all of the kind.
    pub(super) fn any(&self, symbols: &mut Symbols) -> Vec<OpenText> {
        let mut arn = symbols.known("arn:");
        let place = if self.service == "s3" { [":::", ""] } else { [":", ":"] };
        let mut push = |text: OpenText| arn = arn.followed_by(&text);
        push(symbols.anything());
        push(symbols.known(&format!(":{}", self.service)));
        push(symbols.known(place[0]));
        if !place[1].is_empty() {
            push(symbols.anything());
            push(symbols.known(place[1]));
            push(symbols.anything());
            push(symbols.known(place[1]));
        }
        push(symbols.known(self.before_name));
        push(symbols.anything());
        self.targets(&arn, symbols)
    }
}

//! What Lambda reads from for a function, as the event source mappings of a template tell.

use super::functions::{TABLE, service_of_type, usable};
use super::resources::own_arn;
use super::stack::{Index, StackResource};
use crate::template::value::{Part, Resolved, UnknownValue};
use crate::text::Span;

/// What stands for the service of Kafka that is no service of AWS.
pub const OWN_KAFKA: &str = "self-managed-kafka";

/// An event source mapping: something that Lambda reads from for a function, with the function's role.
#[derive(Clone, Debug, PartialEq)]
pub struct EventSource {
    /// Its name in the template, and where that stands.
    pub logical_id: String,
    /// Where that name stands.
    pub span: Span,
    /// What kind of source it is, by the service of its ARN: `sqs`; `None` when that is not known.
    pub service: Option<String>,
    /// Logical id of the source, where it is in the template.
    pub names: Option<String>,
    /// The ARN of the source, as far as it is known.
    pub arn: Vec<Part>,
    /// The same as far as it follows from the ARN of the table whose stream it is; empty for any other source.
    pub below_table: Vec<Part>,
    /// The ARNs of the secrets by which Lambda signs in, as far as they are known.
    pub secrets: Vec<Vec<Part>>,
    /// Whether it names subnets or security groups in which the source is.
    pub is_in_vpc: bool,
    /// Whether the template leaves open how Lambda signs in, so that there may be more of these.
    pub is_access_open: bool,
}

pub(super) fn event_source(index: &Index<'_>, mapping: &StackResource) -> EventSource {
    let value = mapping.properties.member("EventSourceArn");
    let arn = value.map(Resolved::parts).unwrap_or_default();
    let table = match arn.as_slice() {
        [Part::Unknown(UnknownValue::Attribute(table, attribute))] if attribute == "StreamArn" => {
            index.stack.resources.iter().find(|resource| resource.logical_id == *table)
        }
        _ => None,
    };
    let named = table.or_else(|| usable(index, value?));
    let by_type = named.and_then(|found| service_of_type(&found.resource_type)).map(str::to_owned);
    let by_setting = [
        ("SelfManagedEventSource", OWN_KAFKA),
        ("Queues", "mq"),
        ("DocumentDBEventSourceConfig", "rds"),
        ("AmazonManagedKafkaEventSourceConfig", "kafka"),
    ];
    let mut by_setting = by_setting.iter().filter(|(name, _)| mapping.properties.member(name).is_some());
    let by_setting = by_setting.next().map(|(_, service)| (*service).to_owned());
    let (secrets, is_in_vpc, is_access_open) = source_access(mapping);
    // The stream of a table has an ARN below the table's, its last part being made up by AWS.
    let mut below_table = Vec::new();
    if let Some(table) = table.filter(|table| table.resource_type == TABLE) {
        below_table = own_arn(table).parts();
        below_table.push(Part::Literal("/stream/".to_owned()));
        below_table.push(Part::Unknown(UnknownValue::Function("label".to_owned())));
    }
    let is_consumer =
        arn.iter().any(|part| matches!(part, Part::Literal(text) if text.contains("/consumer/")));
    let by_arn =
        service_in(&arn).map(|service| if is_consumer { format!("{service} consumer") } else { service });
    EventSource {
        logical_id: mapping.logical_id.clone(),
        span: mapping.logical_id_span,
        service: by_type.or(by_arn).or(by_setting),
        names: named.map(|found| found.logical_id.clone()),
        arn,
        below_table,
        secrets,
        is_in_vpc,
        is_access_open,
    }
}

/// How Lambda gets at a source: the secrets by which it signs in, whether subnets or security groups are named, and
/// whether there may be more of it than the template tells.
fn source_access(mapping: &StackResource) -> (Vec<Vec<Part>>, bool, bool) {
    let (mut secrets, mut is_in_vpc) = (Vec::new(), false);
    let Some(configurations) = mapping.properties.member("SourceAccessConfigurations") else {
        return (secrets, is_in_vpc, mapping.properties.is_unknown());
    };
    let mut is_open = configurations.elements().is_none();
    for one in configurations.elements().unwrap_or_default() {
        match (one.member("Type").and_then(Resolved::text), one.member("URI")) {
            (Some("VPC_SUBNET" | "VPC_SECURITY_GROUP"), _) => is_in_vpc = true,
            (Some("VIRTUAL_HOST"), _) => {}
            (Some(_), Some(secret)) => secrets.push(secret.parts()),
            _ => is_open = true,
        }
    }
    (secrets, is_in_vpc, is_open)
}

/// The service field of an ARN that is known up to there.
fn service_in(arn: &[Part]) -> Option<String> {
    let known = arn.iter().map(|part| match part {
        Part::Literal(text) => text.as_str(),
        Part::Unknown(_) => "\u{0}",
    });
    let known: String = known.collect();
    let service = crate::matching::service_of(&known)?;
    (!service.is_empty() && !service.contains('\u{0}')).then(|| service.to_owned())
}

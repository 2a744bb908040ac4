//! Events of services that call the function themselves: each is let in by a permission of the function.

use super::super::expansion::Expansion;
use super::super::node::Reading;
use super::super::role::Policies;
use super::{Event, pull};

pub(super) fn s3(event: &Event<'_>, expansion: &mut Expansion<'_>) {
    let at = event.at;
    let bucket = event.required(expansion, "Bucket");
    if bucket.referred().is_none_or(|id| expansion.written(id).is_none()) {
        expansion
            .refuse(at, format!("the bucket of the event `{}` must be one of this template", event.name));
    }
    let account = at.reference("AWS::AccountId");
    let id = format!("{}Permission", event.id);
    event.permit(expansion, &id, "s3.amazonaws.com", [("SourceAccount", Some(account))]);
}

pub(super) fn iot(event: &Event<'_>, expansion: &mut Expansion<'_>) {
    let at = event.at;
    let arn = at.substitute_with(
        "arn:${AWS::Partition}:iot:${AWS::Region}:${AWS::AccountId}:rule/${RuleName}",
        [("RuleName", at.reference(&event.id))],
    );
    let limits = [("SourceArn", Some(arn)), ("SourceAccount", Some(at.substitute("${AWS::AccountId}")))];
    event.permit(expansion, &format!("{}Permission", event.id), "iot.amazonaws.com", limits);
    let call = at.map([("Lambda", at.map([("FunctionArn", event.target.arn(at))]))]);
    let payload =
        at.given([("Sql", event.properties.get("Sql").cloned()), ("Actions", Some(at.list(vec![call])))]);
    event.make(expansion, &event.id, "AWS::IoT::TopicRule", at.map([("TopicRulePayload", payload)]));
}

pub(super) fn cognito(event: &Event<'_>, expansion: &mut Expansion<'_>) {
    let pool = event.required(expansion, "UserPool");
    let arn = match pool.referred() {
        Some(id) if expansion.written(id).is_some() => event.at.attribute(id, "Arn"),
        _ => {
            let message = format!("the user pool of the event `{}` must be one of this template", event.name);
            expansion.refuse(event.at, message);
            event.at.unknown()
        }
    };
    let id = format!("{}CognitoPermission", event.source.id);
    event.permit(expansion, &id, "cognito-idp.amazonaws.com", [("SourceArn", Some(arn))]);
}

pub(super) fn alexa(event: &Event<'_>, expansion: &mut Expansion<'_>) {
    let skill = event.properties.get("SkillId").cloned();
    let id = format!("{}Permission", event.id);
    event.permit(expansion, &id, "alexa-appkit.amazon.com", [("EventSourceToken", skill)]);
}

pub(super) fn logs(event: &Event<'_>, expansion: &mut Expansion<'_>) {
    let at = event.at;
    let group = event.required(expansion, "LogGroupName");
    let arn = at.substitute_with(
        "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${__LogGroupName__}:*",
        [("__LogGroupName__", group.clone())],
    );
    let id = format!("{}Permission", event.id);
    event.permit(expansion, &id, "logs.amazonaws.com", [("SourceArn", Some(arn))]);
    let filter = at.given([
        ("LogGroupName", Some(group)),
        ("FilterPattern", event.properties.get("FilterPattern").cloned()),
        ("DestinationArn", Some(event.target.arn(at))),
    ]);
    event.make(expansion, &event.id, "AWS::Logs::SubscriptionFilter", filter);
}

pub(super) fn sns(event: &Event<'_>, policies: &mut Policies, expansion: &mut Expansion<'_>) {
    let at = event.at;
    let topic = event.required(expansion, "Topic");
    let (protocol, endpoint) = match event.properties.set("SqsSubscription") {
        None => {
            let id = format!("{}Permission", event.id);
            event.permit(expansion, &id, "sns.amazonaws.com", [("SourceArn", Some(topic.clone()))]);
            ("lambda", event.target.arn(at))
        }
        Some(existing) => {
            let own = existing.members().is_empty();
            let queue_id = format!("{}Queue", event.id);
            if own {
                event.make(expansion, &queue_id, "AWS::SQS::Queue", at.map([]));
            }
            let given = |name: &str| existing.set(name).cloned().unwrap_or_else(|| at.unknown());
            let (arn, url) = match own {
                true => (at.attribute(&queue_id, "Arn"), at.reference(&queue_id)),
                false => (given("QueueArn"), given("QueueUrl")),
            };
            if !own && (existing.set("QueueArn").is_none() || existing.set("QueueUrl").is_none()) {
                expansion.refuse(existing.at(), "`SqsSubscription` needs `QueueArn` and `QueueUrl`");
            }
            let policy = existing
                .text("QueuePolicyLogicalId")
                .map_or_else(|| format!("{}QueuePolicy", event.id), ToOwned::to_owned);
            event.queue_policy(expansion, &policy, at.text("*"), (&arn, url), &topic);
            let mapping = format!("{}EventSourceMapping", event.id);
            pull::from_queue(event, &mapping, &arn, policies, expansion);
            ("sqs", arn)
        }
    };
    let subscription = at.given([
        ("TopicArn", Some(topic)),
        ("Protocol", Some(at.text(protocol))),
        ("Endpoint", Some(endpoint)),
        ("Region", event.properties.get("Region").cloned()),
    ]);
    event.make(expansion, &event.id, "AWS::SNS::Subscription", subscription);
}

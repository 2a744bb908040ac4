//! Rules of EventBridge and schedules, and what lets them call their target.

use crate::template::tree::Node;

use super::super::expansion::Expansion;
use super::super::node::Reading;
use super::super::role::{allowing, inline, trust};
use super::{Event, Kind};

impl Event<'_> {
    /// Lets `principal` send messages to a queue, given by its ARN and URL, in the name of `from`.
    pub(super) fn queue_policy(
        &self,
        expansion: &mut Expansion<'_>,
        id: &str,
        principal: Node,
        (arn, url): (&Node, Node),
        from: &Node,
    ) {
        let at = self.at;
        let condition = at.map([("ArnEquals", at.map([("aws:SourceArn", from.clone())]))]);
        let statement = at.map([
            ("Effect", at.text("Allow")),
            ("Principal", principal),
            ("Action", at.text("sqs:SendMessage")),
            ("Resource", arn.clone()),
            ("Condition", condition),
        ]);
        let document = at.map([("Version", at.text("2012-10-17")), ("Statement", at.list(vec![statement]))]);
        let properties = at.map([("PolicyDocument", document), ("Queues", at.list(vec![url]))]);
        self.make(expansion, id, "AWS::SQS::QueuePolicy", properties);
    }

    /// The ARN of the queue for events that could not be delivered. Its URL beside it when SAM makes the queue.
    fn dead_letter_queue(&self, expansion: &mut Expansion<'_>) -> Option<(Node, Option<Node>)> {
        let config = self.properties.set("DeadLetterConfig")?;
        let at = self.at;
        if let Some(arn) = config.get("Arn") {
            return Some((arn.clone(), None));
        }
        if config.text("Type") != Some("SQS") {
            expansion.refuse(config.at(), "`DeadLetterConfig` needs an `Arn` or the `Type` `SQS`");
            return Some((at.unknown(), None));
        }
        let id = config.text("QueueLogicalId").map_or_else(|| format!("{}Queue", self.id), ToOwned::to_owned);
        self.make(expansion, &id, "AWS::SQS::Queue", at.map([]));
        Some((at.attribute(&id, "Arn"), Some(at.reference(&id))))
    }

    /// A role that a service takes to call the target; gives its ARN.
    fn role(
        &self,
        expansion: &mut Expansion<'_>,
        id: &str,
        service: &str,
        policies: Vec<Node>,
        boundary: Option<Node>,
    ) -> Node {
        let at = self.at;
        let properties = at.given([
            ("AssumeRolePolicyDocument", Some(trust(at, service))),
            ("Policies", Some(at.list(policies))),
            ("PermissionsBoundary", boundary),
        ]);
        self.make(expansion, id, "AWS::IAM::Role", properties);
        at.attribute(id, "Arn")
    }

    /// A role by which a service starts the state machine; gives its ARN.
    pub(super) fn starting_role(&self, expansion: &mut Expansion<'_>, service: &str) -> Node {
        let at = self.at;
        let id = format!("{}Role", self.id);
        let name = format!("{id}StartExecutionPolicy");
        let boundary = self.source.properties.get("PermissionsBoundary").cloned();
        let policy = self.policy(&name, "states:StartExecution", self.target.arn(at));
        self.role(expansion, &id, service, vec![policy], boundary)
    }

    fn policy(&self, name: &str, action: &str, resource: Node) -> Node {
        let at = self.at;
        let statements = at.list(vec![allowing(at, &[action], resource)]);
        inline(at, name, at.map([("Statement", statements)]))
    }
}

/// A rule of EventBridge, by schedule or by pattern.
pub(super) fn rule(event: &Event<'_>, kind: &str, expansion: &mut Expansion<'_>) {
    let at = event.at;
    let properties = event.properties;
    let rule_arn = at.attribute(&event.id, "Arn");
    let queue = event.dead_letter_queue(expansion);
    if let Some((arn, Some(url))) = &queue {
        let principal = at.map([("Service", at.text("events.amazonaws.com"))]);
        let id = format!("{}QueuePolicy", event.id);
        event.queue_policy(expansion, &id, principal, (arn, url.clone()), &rule_arn);
    }
    let role = match (event.target.kind, properties.get("RoleArn")) {
        (Kind::StateMachine, Some(role)) if kind == "Schedule" => Some(role.clone()),
        (Kind::StateMachine, _) => Some(event.starting_role(expansion, "events.amazonaws.com")),
        _ => {
            let id = format!("{}Permission", event.id);
            event.permit(expansion, &id, "events.amazonaws.com", [("SourceArn", Some(rule_arn))]);
            None
        }
    };
    let target = at.given([
        ("Arn", Some(event.target.arn(at))),
        ("Id", Some(at.text(format!("{}Target", event.id)))),
        ("RoleArn", role),
        ("DeadLetterConfig", queue.map(|(arn, _)| at.map([("Arn", arn)]))),
    ]);
    let name = if kind == "Schedule" { "Name" } else { "RuleName" };
    let made = at.given([
        ("Name", properties.get(name).cloned()),
        ("EventBusName", properties.get("EventBusName").cloned()),
        ("ScheduleExpression", properties.get("Schedule").cloned()),
        ("EventPattern", properties.get("Pattern").cloned()),
        ("State", properties.get("State").cloned()),
        ("Targets", Some(at.list(vec![target]))),
    ]);
    event.make(expansion, &event.id, "AWS::Events::Rule", made);
}

/// A schedule of EventBridge Scheduler, with the role that it calls its target by.
pub(super) fn schedule(event: &Event<'_>, expansion: &mut Expansion<'_>) {
    let at = event.at;
    let properties = event.properties;
    let queue = event.dead_letter_queue(expansion).map(|(arn, _)| arn);
    let role = match properties.set("RoleArn") {
        Some(role) => role.clone(),
        None => {
            let (suffix, action) = match event.target.kind {
                Kind::StateMachine => ("StartExecutionPolicy", "states:StartExecution"),
                Kind::Function | Kind::FunctionAlias => ("LambdaPolicy", "lambda:InvokeFunction"),
            };
            let mut policies =
                vec![event.policy(&format!("{}{suffix}", event.id), action, event.target.arn(at))];
            if let Some(queue) = &queue {
                let name = format!("{}SQSPolicy", event.id);
                policies.push(event.policy(&name, "sqs:SendMessage", queue.clone()));
            }
            let boundary = properties.get("PermissionsBoundary").cloned();
            let id = format!("{}Role", event.id);
            event.role(expansion, &id, "scheduler.amazonaws.com", policies, boundary)
        }
    };
    let target = at.given([
        ("Arn", Some(event.target.arn(at))),
        ("RoleArn", Some(role)),
        ("DeadLetterConfig", queue.map(|arn| at.map([("Arn", arn)]))),
    ]);
    let name = match properties.set("OmitName") {
        Some(_) => None,
        None => Some(properties.set("Name").cloned().unwrap_or_else(|| at.text(&event.id))),
    };
    let made = at.given([
        ("Name", name),
        ("GroupName", properties.get("GroupName").cloned()),
        ("ScheduleExpression", properties.get("ScheduleExpression").cloned()),
        ("State", properties.get("State").cloned()),
        ("KmsKeyArn", properties.get("KmsKeyArn").cloned()),
        ("Target", Some(target)),
    ]);
    event.make(expansion, &event.id, "AWS::Scheduler::Schedule", made);
}

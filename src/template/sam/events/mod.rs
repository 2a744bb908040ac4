//! The events of functions and state machines: what each lets call whom.

mod api;
mod pull;
mod push;
mod schedule;

use crate::template::tree::{Member, Node};
use crate::text::Diagnostic;

use super::expansion::{Expansion, Source};
use super::node::{At, Reading};
use super::role::Policies;
use super::suggestion::did_you_mean;

/// What an event calls.
pub(super) struct Target {
    id: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Function,
    FunctionAlias,
    StateMachine,
}

impl Target {
    pub(super) fn function(id: &str) -> Self {
        Self { id: id.to_owned(), kind: Kind::Function }
    }

    pub(super) fn alias(id: &str) -> Self {
        Self { id: id.to_owned(), kind: Kind::FunctionAlias }
    }

    pub(super) fn state_machine(id: &str) -> Self {
        Self { id: id.to_owned(), kind: Kind::StateMachine }
    }

    /// What names it: for an alias its ARN.
    pub(super) fn name(&self, at: At) -> Node {
        at.reference(&self.id)
    }

    pub(super) fn arn(&self, at: At) -> Node {
        match self.kind {
            Kind::Function => at.attribute(&self.id, "Arn"),
            Kind::FunctionAlias | Kind::StateMachine => at.reference(&self.id),
        }
    }

    /// The URI by which API Gateway calls the function.
    fn integration_uri(&self, at: At) -> Node {
        let arn = match self.kind {
            Kind::Function => format!("${{{}.Arn}}", self.id),
            Kind::FunctionAlias | Kind::StateMachine => format!("${{{}}}", self.id),
        };
        at.substitute(&format!(
            "arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/{arn}/invocations"
        ))
    }
}

/// One event of a function or state machine.
struct Event<'e> {
    source: &'e Source<'e>,
    target: &'e Target,
    /// The logical id that SAM derives what it makes from.
    id: String,
    /// Its own name.
    name: &'e str,
    /// Where the name stands.
    at: At,
    /// Its properties; blank when it has none.
    properties: &'e Node,
}

impl Event<'_> {
    fn make(&self, expansion: &mut Expansion<'_>, id: &str, kind: &str, properties: Node) {
        expansion.make(self.at, id, kind, properties, self.source.condition());
    }

    /// Lets a service call the function.
    ///
    /// `limits` are the further properties of the permission, such as `SourceArn`.
    fn permit<'a>(
        &self,
        expansion: &mut Expansion<'_>,
        id: &str,
        principal: &str,
        limits: impl IntoIterator<Item = (&'a str, Option<Node>)>,
    ) {
        let at = self.at;
        let mut properties = vec![
            ("Action", Some(at.text("lambda:InvokeFunction"))),
            ("FunctionName", Some(self.target.name(at))),
            ("Principal", Some(at.text(principal))),
        ];
        properties.extend(limits);
        self.make(expansion, id, "AWS::Lambda::Permission", at.given(properties));
    }

    /// A property that the event must have; unknown when it has not.
    fn required(&self, expansion: &mut Expansion<'_>, name: &str) -> Node {
        match self.properties.set(name) {
            Some(value) => value.clone(),
            None => {
                expansion.refuse(self.at, format!("the event `{}` needs the property `{name}`", self.name));
                self.at.unknown()
            }
        }
    }
}

/// The types of events that a function may have.
const FUNCTION_EVENTS: &[&str] = &[
    "AlexaSkill",
    "Api",
    "CloudWatchEvent",
    "CloudWatchLogs",
    "Cognito",
    "DocumentDB",
    "DynamoDB",
    "EventBridgeRule",
    "HttpApi",
    "IoTRule",
    "Kinesis",
    "MQ",
    "MSK",
    "S3",
    "SNS",
    "SQS",
    "Schedule",
    "ScheduleV2",
    "SelfManagedKafka",
];

/// The types of events that a state machine may have.
const STATE_MACHINE_EVENTS: &[&str] =
    &["Api", "CloudWatchEvent", "EventBridgeRule", "Schedule", "ScheduleV2"];

/// Expands the events of a function. What its role needs for them goes into `policies`.
pub(super) fn of_function(
    source: &Source<'_>,
    target: &Target,
    policies: &mut Policies,
    expansion: &mut Expansion<'_>,
) {
    each(source, target, expansion, |kind, event, expansion| {
        match kind {
            "Api" => api::rest(event, expansion),
            "HttpApi" => api::http(event, expansion),
            "Schedule" | "CloudWatchEvent" | "EventBridgeRule" => schedule::rule(event, kind, expansion),
            "ScheduleV2" => schedule::schedule(event, expansion),
            "S3" => push::s3(event, expansion),
            "SNS" => push::sns(event, policies, expansion),
            "IoTRule" => push::iot(event, expansion),
            "Cognito" => push::cognito(event, expansion),
            "AlexaSkill" => push::alexa(event, expansion),
            "CloudWatchLogs" => push::logs(event, expansion),
            _ if FUNCTION_EVENTS.contains(&kind) => pull::expand(event, kind, policies, expansion),
            _ => return Some(FUNCTION_EVENTS),
        }
        None
    });
}

/// Expands the events of a state machine.
pub(super) fn of_state_machine(source: &Source<'_>, target: &Target, expansion: &mut Expansion<'_>) {
    each(source, target, expansion, |kind, event, expansion| {
        match kind {
            "Api" => api::state_machine(event, expansion),
            "Schedule" | "CloudWatchEvent" | "EventBridgeRule" => schedule::rule(event, kind, expansion),
            "ScheduleV2" => schedule::schedule(event, expansion),
            _ => return Some(STATE_MACHINE_EVENTS),
        }
        None
    });
}

/// Calls `expand` with each event and its type. `expand` gives the types that there are when it knows not this one.
fn each<'t>(
    source: &Source<'_>,
    target: &Target,
    expansion: &mut Expansion<'t>,
    mut expand: impl FnMut(&str, &Event<'_>, &mut Expansion<'t>) -> Option<&'static [&'static str]>,
) {
    let Some(events) = source.properties.set("Events") else { return };
    if events.intrinsic().is_some() {
        expansion.leave(events.at(), format!("the events of `{}` are given by a function", source.id));
        return;
    }
    for Member { name, name_span, value } in events.members() {
        let at = At(*name_span);
        let blank = at.map([]);
        let event = Event {
            source,
            target,
            id: format!("{}{name}", source.id),
            name,
            at,
            properties: value.get("Properties").unwrap_or(&blank),
        };
        let Some(kind) = value.text("Type") else {
            expansion.refuse(at, format!("the event `{name}` needs a `Type`"));
            continue;
        };
        if let Some(known) = expand(kind, &event, expansion) {
            let message = format!("`{kind}` is no type of event here");
            let finding = Diagnostic::error("sam-unknown-event", at.0, message);
            expansion.diagnostics.push(did_you_mean(finding, kind, known.iter().copied()));
        }
    }
}

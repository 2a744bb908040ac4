//! Connectors: what one resource needs to use another.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::template::tree::{Member, Node};
use crate::text::Diagnostic;

use super::expansion::Expansion;
use super::node::{At, Reading, listed};

static DATA: LazyLock<Map<String, Value>> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/connectors.json")).unwrap_or_default());

/// What is made for a pair of types.
#[derive(Deserialize)]
struct Pair {
    makes: Makes,
    /// Whether it belongs to the source, and not to the destination.
    #[serde(rename = "atSource")]
    at_source: bool,
    /// The sets of permissions that are possible, if not all are.
    #[serde(default)]
    sets: Vec<Vec<String>>,
    /// What each permission gives.
    access: Map<String, Value>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
enum Makes {
    #[serde(rename = "AWS_IAM_ROLE_MANAGED_POLICY")]
    ManagedPolicy,
    #[serde(rename = "AWS_LAMBDA_PERMISSION")]
    LambdaPermission,
    #[serde(rename = "AWS_SQS_QUEUE_POLICY")]
    QueuePolicy,
    #[serde(rename = "AWS_SNS_TOPIC_POLICY")]
    TopicPolicy,
}

/// What a type of SAM is to a connector.
const EXPANDED: &[(&str, &str)] = &[
    ("AWS::Serverless::Function", "AWS::Lambda::Function"),
    ("AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine"),
    ("AWS::Serverless::Api", "AWS::ApiGateway::RestApi"),
    ("AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Api"),
    ("AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table"),
];

/// A connector of the template.
pub(super) struct Connector {
    pub(super) id: String,
    pub(super) at: At,
    pub(super) condition: Option<Node>,
    pub(super) source: Node,
    pub(super) destination: Node,
    pub(super) permissions: Option<Node>,
}

/// The connectors that are written as an attribute of a resource.
pub(super) fn embedded(resource: &Member, expansion: &mut Expansion<'_>) -> Vec<Connector> {
    let Some(connectors) = resource.value.get("Connectors") else { return Vec::new() };
    let mut found = Vec::new();
    for connector in connectors.members() {
        let at = At(connector.name_span);
        let properties = connector.value.get("Properties");
        let mut source = vec![at.member("Id", at.text(&resource.name))];
        let more = connector.value.get("SourceReference").or_else(|| properties?.get("SourceReference"));
        source.extend(more.map(Reading::members).unwrap_or_default().iter().cloned());
        let Some(destination) = properties.and_then(|properties| properties.get("Destination")) else {
            expansion.refuse(at, format!("the connector `{}` needs a `Destination`", connector.name));
            continue;
        };
        found.push(Connector {
            id: format!("{}{}", resource.name, connector.name),
            at,
            condition: connector.value.get("Condition").or_else(|| resource.value.get("Condition")).cloned(),
            source: super::expansion::map_of(at, source),
            destination: destination.clone(),
            permissions: properties.and_then(|properties| properties.get("Permissions")).cloned(),
        });
    }
    found
}

/// A connector that is a resource of its own.
pub(super) fn of_resource(resource: &Member, expansion: &mut Expansion<'_>) -> Option<Connector> {
    let at = At(resource.name_span);
    let properties = resource.value.get("Properties");
    let get = |name: &str| properties.and_then(|properties| properties.get(name)).cloned();
    let (Some(source), Some(destination)) = (get("Source"), get("Destination")) else {
        expansion
            .refuse(at, format!("the connector `{}` needs a `Source` and a `Destination`", resource.name));
        return None;
    };
    Some(Connector {
        id: resource.name.clone(),
        at,
        condition: resource.value.get("Condition").cloned(),
        source,
        destination,
        permissions: get("Permissions"),
    })
}

/// One end of a connector: what its profile may ask of it.
struct End {
    kind: String,
    arn: Option<Node>,
    role: Option<Node>,
    url: Option<Node>,
    id: Option<Node>,
    name: Option<Node>,
    qualifier: Option<Node>,
}

impl End {
    fn value(&self, name: &str) -> Option<&Node> {
        match name {
            "Arn" => self.arn.as_ref(),
            "ResourceId" => self.id.as_ref(),
            "Name" => self.name.as_ref(),
            "Qualifier" => self.qualifier.as_ref(),
            _ => None,
        }
    }

    /// The end that is described as `written`, connected with `other`.
    fn read(written: &Node, other: &Node, expansion: &mut Expansion<'_>) -> Option<Self> {
        let at = written.at();
        let given = |name: &str| written.get(name).cloned();
        let Some(logical_id) = written.text("Id") else {
            let Some(kind) = written.text("Type") else {
                expansion.refuse(at, "an end of a connector needs an `Id` or a `Type`");
                return None;
            };
            let kind = EXPANDED.iter().find(|(sam, _)| *sam == kind).map_or(kind, |(_, expanded)| expanded);
            return Some(Self {
                kind: kind.to_owned(),
                arn: given("Arn"),
                role: given("RoleName"),
                url: given("QueueUrl"),
                id: given("ResourceId"),
                name: given("Name"),
                qualifier: given("Qualifier"),
            });
        };
        let found = expansion.resources.iter().find(|resource| resource.name == logical_id);
        let Some(resource) = found else {
            expansion.refuse(at, format!("there is no resource `{logical_id}` to connect"));
            return None;
        };
        let kind = resource.value.text("Type").unwrap_or_default().to_owned();
        let profile = DATA.get("types").and_then(|types| types.get(&kind));
        let output = |name: &str| {
            let value = profile?.get("Outputs")?.get(name)?;
            Some(at.json(&with_logical_id(value, logical_id)))
        };
        let properties = resource.value.get("Properties");
        let role = match profile.and_then(|profile| profile.get("Inputs")?.get("Role")) {
            Some(Value::String(property)) => properties.and_then(|properties| properties.get(property)),
            Some(_) => properties.and_then(|properties| rule_role(properties, other)),
            None => None,
        };
        Some(Self {
            arn: output("Arn"),
            role: role.and_then(Reading::referred_resource).map(|role| at.reference(role)),
            url: output("Url"),
            id: output("Id"),
            name: output("Name"),
            qualifier: given("Qualifier").or_else(|| output("Qualifier")),
            kind,
        })
    }
}

/// The role by which a rule calls the target that it is connected with.
fn rule_role<'n>(rule: &'n Node, target: &Node) -> Option<&'n Node> {
    let is_target = |one: &&Node| {
        let Some(arn) = one.get("Arn") else { return false };
        let by_id = arn.referred_resource().is_some_and(|id| Some(id) == target.text("Id"));
        by_id || target.get("Arn").is_some_and(|other| super::node::same(arn, other))
    };
    rule.get("Targets")?.items().iter().find(is_target)?.get("RoleArn")
}

fn with_logical_id(value: &Value, logical_id: &str) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace("%{logicalId}", logical_id)),
        Value::Array(items) => items.iter().map(|item| with_logical_id(item, logical_id)).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), with_logical_id(value, logical_id))).collect()
        }
        _ => value.clone(),
    }
}

/// Makes what a connector stands for.
pub(super) fn expand(connector: &Connector, expansion: &mut Expansion<'_>) {
    let many = connector.destination.members().is_empty();
    for (index, destination) in listed(&connector.destination).iter().enumerate() {
        let suffix = if many { format!("Destination{index}") } else { String::new() };
        let source = End::read(&connector.source, destination, expansion);
        let end = End::read(destination, &connector.source, expansion);
        if let (Some(source), Some(end)) = (source, end) {
            connect(connector, &suffix, &source, &end, expansion);
        }
    }
}

fn connect(connector: &Connector, suffix: &str, source: &End, end: &End, expansion: &mut Expansion<'_>) {
    let at = connector.at;
    let pair =
        DATA.get(&format!("{} > {}", source.kind, end.kind)).and_then(|pair| Pair::deserialize(pair).ok());
    let Some(pair) = pair else {
        let message = format!("SAM has no connector from `{}` to `{}`", source.kind, end.kind);
        expansion.diagnostics.push(Diagnostic::error("sam-unknown-connector", at.0, message));
        return;
    };
    let Some(permissions) = permissions(connector, &pair, expansion) else { return };
    let own = if pair.at_source { source } else { end };
    let access = || {
        let chosen = pair.access.iter().filter(|(name, _)| permissions.contains(name));
        chosen.map(|(name, access)| (name.as_str(), access))
    };
    let document = || {
        let statements = access().filter_map(|(_, access)| access.get("Statement")?.as_array());
        let statements = statements.flatten().map(|statement| filled(at, statement, source, end)).collect();
        at.map([("Version", at.text("2012-10-17")), ("Statement", at.list(statements))])
    };
    let mut missing = |what: &str| {
        let side = if pair.at_source { "source" } else { "destination" };
        expansion.refuse(at, format!("the {what} of the {side} of `{}` cannot be told", connector.id));
        at.unknown()
    };
    let id = &connector.id;
    let made = match pair.makes {
        Makes::ManagedPolicy => {
            let role = own.role.clone().unwrap_or_else(|| missing("role"));
            let properties = at.map([("PolicyDocument", document()), ("Roles", at.list(vec![role]))]);
            vec![(format!("{id}Policy{suffix}"), "AWS::IAM::ManagedPolicy", properties)]
        }
        Makes::QueuePolicy => {
            let url = own.url.clone().unwrap_or_else(|| missing("queue URL"));
            let properties = at.map([("PolicyDocument", document()), ("Queues", at.list(vec![url]))]);
            vec![(format!("{id}QueuePolicy{suffix}"), "AWS::SQS::QueuePolicy", properties)]
        }
        Makes::TopicPolicy => {
            let arn = own.arn.clone().unwrap_or_else(|| missing("ARN"));
            let properties = at.map([("PolicyDocument", document()), ("Topics", at.list(vec![arn]))]);
            vec![(format!("{id}TopicPolicy{suffix}"), "AWS::SNS::TopicPolicy", properties)]
        }
        Makes::LambdaPermission => {
            let function = own.arn.clone().unwrap_or_else(|| missing("ARN"));
            let permission = |(name, access): (&str, &Value)| {
                let value = |name: &str| Some(filled(at, access.get(name)?, source, end));
                let properties = at.given([
                    ("Action", value("Action")),
                    ("FunctionName", Some(function.clone())),
                    ("Principal", value("Principal")),
                    ("SourceArn", value("SourceArn")),
                    ("SourceAccount", value("SourceAccount")),
                ]);
                (format!("{id}{name}LambdaPermission{suffix}"), "AWS::Lambda::Permission", properties)
            };
            access().map(permission).collect()
        }
    };
    for (id, kind, properties) in made {
        expansion.make(at, &id, kind, properties, connector.condition.clone());
    }
}

/// The permissions of a connector, if its pair has them.
fn permissions(connector: &Connector, pair: &Pair, expansion: &mut Expansion<'_>) -> Option<Vec<String>> {
    let given = connector.permissions.as_ref().map(Reading::items).unwrap_or_default();
    let place = connector.permissions.as_ref().map_or(connector.at, Reading::at);
    let mut names: Vec<String> = given.iter().filter_map(Reading::as_text).map(ToOwned::to_owned).collect();
    let listed = |names: &mut dyn Iterator<Item = &String>, between: &str| {
        names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(between)
    };
    let possible = listed(&mut pair.access.keys(), ", ");
    let mut refuse = |message: String, help: String| {
        let finding = Diagnostic::error("sam-connector-permissions", place.0, message).with_help(help);
        expansion.diagnostics.push(finding);
        None
    };
    if names.is_empty() || names.len() != given.len() {
        let message = format!("the connector `{}` needs a list of `Permissions`", connector.id);
        return refuse(message, format!("possible here: {possible}"));
    }
    if let Some(unknown) = names.iter().find(|name| !pair.access.contains_key(*name)) {
        let message = format!("this connector cannot give the permission `{unknown}`");
        return refuse(message, format!("possible here: {possible}"));
    }
    names.sort_unstable();
    names.dedup();
    let is_same = |set: &Vec<String>| {
        let mut set = set.clone();
        set.sort_unstable();
        set == names
    };
    if !pair.sets.is_empty() && !pair.sets.iter().any(is_same) {
        let sets: Vec<String> = pair.sets.iter().map(|set| listed(&mut set.iter(), " with ")).collect();
        let message = "this connector cannot give these permissions alone".to_owned();
        return refuse(message, format!("possible here: {}", sets.join(", or ")));
    }
    Some(names)
}

/// A value of a profile with `%{Source.Arn}` and the like replaced.
fn filled(at: At, value: &Value, source: &End, end: &End) -> Node {
    match value {
        Value::Object(members) => {
            at.map(members.iter().map(|(name, value)| (name.as_str(), filled(at, value, source, end))))
        }
        Value::Array(items) => at.list(items.iter().map(|item| filled(at, item, source, end)).collect()),
        Value::String(text) => filled_text(at, text, source, end),
        _ => at.json(value),
    }
}

fn filled_text(at: At, text: &str, source: &End, end: &End) -> Node {
    let mut pattern = String::new();
    let mut values: Vec<(String, Node)> = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("%{") {
        let Some((variable, after)) = after.split_once('}') else { break };
        let value = variable.split_once('.').and_then(|(side, name)| match side {
            "Source" => source.value(name),
            _ => end.value(name),
        });
        let value = value.cloned().unwrap_or_else(|| at.unknown());
        if before.is_empty() && after.is_empty() && pattern.is_empty() {
            return value;
        }
        let name = variable.replace('.', "");
        pattern.push_str(before);
        pattern.push_str(&format!("${{{name}}}"));
        if !values.iter().any(|(one, _)| *one == name) {
            values.push((name, value));
        }
        rest = after;
    }
    pattern.push_str(rest);
    match (pattern.contains("${"), values.is_empty()) {
        (false, _) => at.text(pattern),
        (true, true) => at.substitute(&pattern),
        (true, false) => {
            at.substitute_with(&pattern, values.iter().map(|(name, value)| (name.as_str(), value.clone())))
        }
    }
}

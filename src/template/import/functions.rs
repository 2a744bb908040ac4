//! What a template says of its Lambda functions besides policies: the role, what their environment names, what they
//! read from, and who may call them.

use super::event_sources::{EventSource, event_source};
use super::planned;
use super::report::Remark;
use super::resources::{Target, own_arn};
use super::stack::{Index, Stack, StackResource};
use super::values::{list, map, string, text_of};
use crate::template::render::{Rendered, render};
use crate::template::value::{Part, Resolved, UnknownValue};
use crate::text::Span;

pub(super) const FUNCTION: &str = "AWS::Lambda::Function";
const ALIAS: &str = "AWS::Lambda::Alias";
const VERSION: &str = "AWS::Lambda::Version";
const MAPPING: &str = "AWS::Lambda::EventSourceMapping";
pub(super) const TABLE: &str = "AWS::DynamoDB::Table";

/// The types of resources that a function is told of by name, each with the service whose actions use it.
const USED_TYPES: &[(&str, &str)] = &[
    (TABLE, "dynamodb"),
    ("AWS::DynamoDB::GlobalTable", "dynamodb"),
    ("AWS::SQS::Queue", "sqs"),
    ("AWS::SNS::Topic", "sns"),
    ("AWS::S3::Bucket", "s3"),
    ("AWS::Kinesis::Stream", "kinesis"),
    ("AWS::SecretsManager::Secret", "secretsmanager"),
    ("AWS::StepFunctions::StateMachine", "states"),
    ("AWS::Events::EventBus", "events"),
    (FUNCTION, "lambda"),
    ("AWS::MSK::Cluster", "kafka"),
    ("AWS::MSK::ServerlessCluster", "kafka"),
    ("AWS::AmazonMQ::Broker", "mq"),
];

/// The functions of a template and the resources that they may use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TemplateFunctions {
    /// The functions, in the order of the template.
    pub functions: Vec<TemplateFunction>,
    /// What they may use: tables, queues, topics and so on, in the order of the template.
    pub resources: Vec<UsableResource>,
    /// Logical ids and places of permissions and event source mappings for functions that are not in the template or not
    /// known.
    pub for_other_functions: Vec<(String, Span)>,
    /// Where a macro or a loop stands that may make more of all this than is known.
    pub hidden: Option<Span>,
    /// What may carry policies or permissions that the template does not show.
    pub unseen: Vec<Remark>,
    /// Logical ids of what has a policy that is not in the workspace, since its ARN is not known.
    pub policies_elsewhere: Vec<String>,
}

/// A function of a template.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateFunction {
    /// Its name in the template, and where that stands.
    pub logical_id: String,
    /// Where that name stands.
    pub span: Span,
    /// The condition on which it is made, where it is not known whether that holds.
    pub condition: Option<String>,
    /// Its name, as far as it is known.
    pub name: Vec<Part>,
    /// Its ARN, as far as it is known.
    pub arn: Vec<Part>,
    /// The role with which it runs.
    pub role: FunctionRole,
    /// Its environment variables.
    pub environment: Vec<EnvironmentVariable>,
    /// What of its environment the template leaves open; the variables are then not all.
    pub open_environment: Vec<String>,
    /// What it reads from.
    pub event_sources: Vec<EventSource>,
    /// Logical ids of the resources that its properties, mappings and destinations name, the environment included.
    pub names: Vec<String>,
    /// The ARN of the log group that it writes to, as far as that is known.
    pub log_group: Vec<Part>,
    /// Whether the template makes that log group itself.
    pub has_log_group: bool,
    /// The permissions of the template for it as one policy, whose statements have the permissions' logical ids as Sids
    /// and are about everything.
    pub policy: Option<Rendered>,
    /// Logical ids of permissions with the conditions on which they are made, where it is not known whether these hold.
    pub conditional_permissions: Vec<(String, String)>,
}

/// The role of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FunctionRole {
    /// A role that the template makes.
    OfTemplate {
        /// Its name in the template.
        logical_id: String,
        /// Where that name stands.
        span: Span,
        /// Its ARN, as the workspace has it.
        arn: String,
    },
    /// A role that is somewhere else, by its ARN.
    Elsewhere(String),
    /// Nobody knows which; why, in words.
    Unknown(String),
}

/// A resource that functions use by name.
#[derive(Clone, Debug, PartialEq)]
pub struct UsableResource {
    /// Its name in the template.
    pub logical_id: String,
    /// Where that name stands.
    pub span: Span,
    /// Its type.
    pub resource_type: String,
    /// The prefix of the actions that use it: `dynamodb`.
    pub service: &'static str,
    /// Its ARN, as far as it is known.
    pub arn: Vec<Part>,
}

/// An environment variable of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvironmentVariable {
    /// Its name.
    pub name: String,
    /// Where that name stands.
    pub span: Span,
    /// Logical id of the resource whose name, URL or ARN is its whole value.
    pub names: Option<String>,
}

/// What `stack` says of its functions.
#[must_use]
pub fn functions(stack: &Stack) -> TemplateFunctions {
    let index = Index::of(stack);
    let plan = planned(stack);
    let principal = |logical_id: &str| {
        let found = plan.principals.iter().find(|found| found.logical_id == logical_id);
        found.map(|found| found.arn.clone())
    };
    let of_type = |wanted: &'static str| {
        stack.resources.iter().filter(move |resource| resource.resource_type == wanted)
    };
    let mut found = TemplateFunctions {
        functions: of_type(FUNCTION).map(|resource| function(&index, resource, &principal)).collect(),
        hidden: stack.hidden,
        policies_elsewhere: plan.report.needs_name.iter().filter_map(|one| one.belongs_to.clone()).collect(),
        unseen: plan.report.unseen.clone(),
        ..TemplateFunctions::default()
    };
    for resource in &stack.resources {
        let usable = USED_TYPES.iter().find(|(wanted, _)| *wanted == resource.resource_type);
        found.resources.extend(usable.map(|(_, service)| UsableResource {
            logical_id: resource.logical_id.clone(),
            span: resource.logical_id_span,
            resource_type: resource.resource_type.clone(),
            service,
            arn: own_arn(resource).parts(),
        }));
    }
    let mut statements: Vec<(String, Resolved)> = Vec::new();
    for permission in of_type("AWS::Lambda::Permission") {
        let target = super::permissions::function(&index, permission).resource;
        let target = target.and_then(|target| unqualified(&index, target));
        let owner = target.and_then(|target| {
            found.functions.iter_mut().find(|function| function.logical_id == target.logical_id)
        });
        let Some(owner) = owner else {
            found.for_other_functions.push((permission.logical_id.clone(), permission.logical_id_span));
            continue;
        };
        let condition = permission.condition.as_ref().filter(|one| owner.condition.as_ref() != Some(*one));
        let id = &permission.logical_id;
        owner.conditional_permissions.extend(condition.map(|condition| (id.clone(), condition.clone())));
        let whole = Some(string("*", permission.logical_id_span));
        let everything = Target { resource: None, arn: whole };
        let statement = super::permissions::permission(&index, permission, &everything);
        statements.push((owner.logical_id.clone(), statement));
    }
    let functions: Vec<&StackResource> = of_type(FUNCTION).collect();
    let is_for_other = |mapping: &&StackResource| !functions.iter().any(|one| is_for(&index, mapping, one));
    let others = of_type(MAPPING).filter(is_for_other);
    found
        .for_other_functions
        .extend(others.map(|mapping| (mapping.logical_id.clone(), mapping.logical_id_span)));
    for function in &mut found.functions {
        let own = statements.iter().filter(|(owner, _)| *owner == function.logical_id);
        let own: Vec<Resolved> = own.map(|(_, statement)| statement.clone()).collect();
        if !own.is_empty() {
            let span = function.span;
            let version = string("2012-10-17", span);
            function.policy =
                Some(render(&map([("Version", version), ("Statement", list(own, span))], span)));
        }
    }
    found
}

fn function(
    index: &Index<'_>,
    resource: &StackResource,
    principal: &impl Fn(&str) -> Option<String>,
) -> TemplateFunction {
    let properties = &resource.properties;
    let mappings = index
        .stack
        .resources
        .iter()
        .filter(|mapping| mapping.resource_type == MAPPING && is_for(index, mapping, resource));
    let destinations = index.stack.resources.iter().filter(|config| {
        config.resource_type == "AWS::Lambda::EventInvokeConfig" && is_for(index, config, resource)
    });
    let environment = properties.member("Environment");
    let variables = environment.and_then(|environment| environment.member("Variables"));
    let named = |value: &Resolved| usable(index, value).map(|found| found.logical_id.clone());
    let is_open = |value: &&Resolved| value.members().is_none();
    let open = environment.filter(is_open).or(variables.filter(is_open));
    let mut names = Vec::new();
    let parts = properties.members().unwrap_or_default().iter().filter(|member| member.name != "Role");
    let parts = parts.map(|member| &member.value);
    for value in parts.chain(destinations.map(|config| &config.properties)) {
        all_named(index, value, &mut names);
    }
    let event_sources: Vec<EventSource> = mappings.map(|mapping| event_source(index, mapping)).collect();
    names.extend(event_sources.iter().filter_map(|source| source.names.clone()));
    names.retain(|name| *name != resource.logical_id);
    names.sort_unstable();
    names.dedup();
    let given_group = properties.member("LoggingConfig").and_then(|config| config.member("LogGroup"));
    let span = resource.logical_id_span;
    let own_group = text_of([&string("/aws/lambda/", span), &resource.reference], span);
    let log_group = given_group.unwrap_or(&own_group);
    let makes_group = |group: &StackResource| {
        group.resource_type == "AWS::Logs::LogGroup"
            && log_group.is_a_name()
            && group.reference.fingerprint() == log_group.fingerprint()
    };
    TemplateFunction {
        logical_id: resource.logical_id.clone(),
        span: resource.logical_id_span,
        condition: resource.condition.clone(),
        name: resource.reference.parts(),
        arn: own_arn(resource).parts(),
        role: role(index, resource, principal),
        environment: variables
            .and_then(Resolved::members)
            .unwrap_or_default()
            .iter()
            .map(|variable| EnvironmentVariable {
                name: variable.name.clone(),
                span: variable.name_span,
                names: named(&variable.value),
            })
            .collect(),
        open_environment: open.map(Resolved::missing).unwrap_or_default(),
        event_sources,
        names,
        has_log_group: index.stack.resources.iter().any(makes_group),
        log_group: index.arn("logs", &[&string("log-group:", span), log_group], span).parts(),
        policy: None,
        conditional_permissions: Vec::new(),
    }
}

fn role(
    index: &Index<'_>,
    function: &StackResource,
    principal: &impl Fn(&str) -> Option<String>,
) -> FunctionRole {
    let Some(value) = function.properties.member("Role") else {
        let missing = function.properties.missing();
        return FunctionRole::Unknown(match missing.as_slice() {
            names if function.properties.is_unknown() && !names.is_empty() => {
                format!("the properties of the function need {}", super::plan::listed(names))
            }
            _ => "the function has no property `Role`".to_owned(),
        });
    };
    if let Some(role) = index.named(&[super::identity::ROLE], value)
        && let Some(arn) = principal(&role.logical_id)
    {
        let (logical_id, span) = (role.logical_id.clone(), role.logical_id_span);
        return FunctionRole::OfTemplate { logical_id, span, arn };
    }
    match value.text() {
        Some(arn) if arn.starts_with("arn:") => FunctionRole::Elsewhere(arn.to_owned()),
        Some(other) => FunctionRole::Unknown(format!("`{}` is no ARN of a role", crate::text::quoted(other))),
        None => FunctionRole::Unknown(match value.missing().as_slice() {
            [] => "`Role` is no text".to_owned(),
            names => format!("`Role` needs {}", super::plan::listed(names)),
        }),
    }
}

/// The function that `resource` is, or is a version or an alias of.
fn unqualified<'s>(index: &Index<'s>, resource: &'s StackResource) -> Option<&'s StackResource> {
    match resource.resource_type.as_str() {
        FUNCTION => Some(resource),
        _ => index.named(&[FUNCTION], resource.properties.member("FunctionName")?),
    }
}

fn is_for(index: &Index<'_>, mapping: &StackResource, function: &StackResource) -> bool {
    let named = mapping.properties.member("FunctionName");
    let named = named.and_then(|value| index.named(&[FUNCTION, ALIAS, VERSION], value));
    let named = named.and_then(|found| unqualified(index, found));
    named.is_some_and(|found| found.logical_id == function.logical_id)
}

pub(super) fn service_of_type(resource_type: &str) -> Option<&'static str> {
    USED_TYPES.iter().find(|(wanted, _)| *wanted == resource_type).map(|(_, service)| *service)
}

/// The resource of which `value` is the name, the URL or the ARN.
pub(super) fn usable<'s>(index: &Index<'s>, value: &Resolved) -> Option<&'s StackResource> {
    USED_TYPES.iter().find_map(|(resource_type, _)| index.named(&[resource_type], value))
}

/// Adds the logical ids of all usable resources that something in `value` names, wholly or as a part of a text.
fn all_named(index: &Index<'_>, value: &Resolved, names: &mut Vec<String>) {
    value.each_leaf(&mut |leaf| {
        names.extend(usable(index, leaf).map(|found| found.logical_id.clone()));
        for part in leaf.parts() {
            if let Part::Unknown(UnknownValue::Ref(name) | UnknownValue::Attribute(name, _)) = part {
                let of_name = |found: &&StackResource| found.logical_id == name;
                let found = index.stack.resources.iter().find(of_name);
                names.extend(
                    found.filter(|found| service_of_type(&found.resource_type).is_some()).map(|_| name),
                );
            }
        }
    });
}

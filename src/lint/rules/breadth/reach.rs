//! How far a statement reaches: whether its resources are all there are, and what gives administration.

use crate::catalogue::{Action, ActionResource, DetailedCatalogue};
use crate::lint::{ActionFacts, ArnFields, ResourceFacts, ServiceSet, StatementFacts, Subject};
use crate::text::Span;

/// Services in whose ARNs a name stands where others have a resource type.
const WITHOUT_RESOURCE_TYPE: &[&str] =
    &["s3", "sqs", "sns", "execute-api", "codecommit", "codepipeline", "s3-object-lambda"];

/// Services with ARNs in which a slash stands before the resource type.
const SLASH_BEFORE_RESOURCE_TYPE: &[&str] = &[
    "amplifybackend",
    "apigateway",
    "cassandra",
    "codecatalyst",
    "emr-containers",
    "emr-serverless",
    "finspace-api",
    "grafana",
    "greengrass",
    "servicecatalog",
    "signer",
    "swf",
    "textract",
];

/// Services whose actions work on resources of another service.
const RESOURCES_OF_OTHERS: &[(&str, &str)] = &[
    ("sts", "iam"),
    ("ssm", "ec2"),
    ("ec2-instance-connect", "ec2"),
    ("rds-data", "rds"),
    ("redshift-data", "redshift"),
];

/// Whether the statement allows, whatever the request's context is.
pub(in crate::lint::rules) fn allows_always(statement: &StatementFacts<'_>) -> bool {
    statement.allows() && !statement.has_condition() && statement.statement.unreadable.is_none()
}

/// Whether the statement denies, whatever the request's context is.
pub(in crate::lint::rules) fn denies_always(statement: &StatementFacts<'_>) -> bool {
    statement.denies() && !statement.has_condition() && statement.statement.unreadable.is_none()
}

/// Whether `text` has one star or more and nothing else.
pub(in crate::lint::rules) fn is_star(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte == b'*')
}

/// Whether the entry is `*` or an ARN with nothing but wildcards: every resource of every service.
pub(in crate::lint::rules) fn is_every_resource(entry: &ResourceFacts<'_>) -> bool {
    match &entry.arn {
        None => is_star(&entry.text.text),
        Some(arn) => is_every_arn(arn),
    }
}

/// Whether the ARN has nothing but wildcards, at most the partition excepted.
pub(in crate::lint::rules) fn is_every_arn(arn: &ArnFields<'_>) -> bool {
    let open = |field: Option<&str>| field.is_none_or(is_star);
    let is_shorter = arn.service.is_none();
    (is_star(arn.partition) || (!is_shorter && arn.partition == "aws"))
        && open(arn.service)
        && open(arn.region)
        && open(arn.account)
        && arn.resource.is_none_or(|resource| is_star(resource) || matches!(resource, "*/*" | "*:*"))
}

/// Whether the entry stands for every resource that `service` has, or for every one of a type.
pub(in crate::lint::rules) fn is_unbounded(entry: &ResourceFacts<'_>, service: &str) -> bool {
    if !entry.text.text.contains('*') {
        return false;
    }
    let Some(arn) = &entry.arn else {
        return is_star(&entry.text.text);
    };
    let is_its = |of_arn: &str| {
        is_star(of_arn)
            || of_arn.eq_ignore_ascii_case(service)
            || RESOURCES_OF_OTHERS
                .iter()
                .any(|(actions, resources)| service.eq_ignore_ascii_case(actions) && of_arn == *resources)
    };
    arn.service.is_none_or(is_its)
        && arn.resource.is_none_or(|resource| is_every_one_of_a_type(service, resource))
}

fn is_every_one_of_a_type(service: &str, resource: &str) -> bool {
    let Some((before, after)) = resource.split_once('*') else {
        return false;
    };
    let has_types = !WITHOUT_RESOURCE_TYPE.iter().any(|other| service.eq_ignore_ascii_case(other));
    (before.is_empty() || (has_types && is_type(service, before)))
        && is_open(after.trim_start_matches('*'), has_types)
}

/// Whether `after`, which follows a wildcard in the place of a name, leaves everything open: only wildcards, and
/// between them types of what the resource has in it, as in `/index/*`.
fn is_open(after: &str, has_types: bool) -> bool {
    if after.is_empty() {
        return true;
    }
    let mut segments = after.split(['/', ':']).peekable();
    if segments.next() != Some("") {
        return false;
    }
    while let Some(segment) = segments.next() {
        let leads_on = segments.peek().is_some_and(|next| is_star(next));
        let is_inner_type = has_types && leads_on && is_lowercase_word(segment);
        if !is_inner_type && !is_star(segment) {
            return false;
        }
    }
    true
}

fn is_lowercase_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// Whether `text`, which stands before a wildcard, is a resource type: `table/`, `function:`, `parameter`. A slash
/// before it is the beginning of a name in the ARNs of most services: `/aws-glue/`.
fn is_type(service: &str, text: &str) -> bool {
    let has_slash = || SLASH_BEFORE_RESOURCE_TYPE.iter().any(|other| service.eq_ignore_ascii_case(other));
    let name = text.strip_prefix('/').filter(|_| has_slash()).unwrap_or(text);
    let name = match name.strip_suffix(['/', ':']) {
        Some(name) => name,
        None if matches!(name, "parameter" | "secret") => name,
        None => return false,
    };
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The token through which the statement reaches every resource of `service`, or every one of a type.
pub(in crate::lint::rules) fn unbounded_resource(
    statement: &StatementFacts<'_>,
    service: &str,
) -> Option<Span> {
    if statement.has_not_resource() {
        let is_void = statement.resources.iter().any(is_every_resource);
        return statement.value_span("NotResource").filter(|_| !is_void);
    }
    let entry = statement.resources.iter().find(|entry| is_unbounded(entry, service))?;
    Some(entry.text.span)
}

/// The token through which the statement reaches all that `action` (`redshift:GetClusterCredentials`) works on: an
/// entry for everything, or for all of a type that its requests have to name. All of a type that they may name will
/// do where the statement says nothing of the others. Where the action's types are not known, as for every action of
/// its service.
pub(in crate::lint::rules) fn unbounded_resource_for(
    statement: &StatementFacts<'_>,
    action: &str,
    subject: &Subject<'_>,
) -> Option<Span> {
    let (service, _) = action.split_once(':')?;
    let of_service = unbounded_resource(statement, service)?;
    if statement.has_not_resource() {
        return Some(of_service);
    }
    let unbounded = || statement.resources.iter().filter(|entry| is_unbounded(entry, service));
    if let Some(entry) = unbounded().find(|entry| is_all_of_a_service(entry)) {
        return Some(entry.text.span);
    }
    let Some(types) = types_of(action, subject) else {
        return Some(of_service);
    };
    let (required, optional): (Vec<_>, Vec<_>) =
        types.into_iter().partition(|of_action| of_action.required());
    let all_of = |types: &[ActionResource<'_>]| unbounded().find(|entry| is_of(entry, types));
    let names_required = || statement.resources.iter().any(|entry| is_of(entry, &required));
    let entry = all_of(&required).or_else(|| all_of(&optional).filter(|_| !names_required()))?;
    Some(entry.text.span)
}

/// Whether `action` can work on what the entry stands for, as far as its resource types are known.
pub(in crate::lint::rules) fn can_work_on(
    entry: &ResourceFacts<'_>,
    action: &str,
    subject: &Subject<'_>,
) -> bool {
    is_all_of_a_service(entry) || types_of(action, subject).is_none_or(|types| is_of(entry, &types))
}

/// As [`can_work_on`], of an action of the catalogue.
pub(in crate::lint::rules) fn action_can_work_on(
    entry: &ResourceFacts<'_>,
    action: Action<'_>,
    subject: &Subject<'_>,
) -> bool {
    is_all_of_a_service(entry)
        || types_of_action(action, subject.detailed()).is_none_or(|types| is_of(entry, &types))
}

/// The resource types on which `action` works, where they are known and there are any.
fn types_of<'s>(action: &str, subject: &Subject<'s>) -> Option<Vec<ActionResource<'s>>> {
    types_of_action(subject.catalogue?.action(action)?, subject.detailed())
}

fn types_of_action<'c>(
    action: Action<'c>,
    detailed: Option<DetailedCatalogue<'c>>,
) -> Option<Vec<ActionResource<'c>>> {
    let types: Vec<_> = detailed?.resource_types(action).collect();
    Some(types).filter(|types| !types.is_empty())
}

fn is_of(entry: &ResourceFacts<'_>, types: &[ActionResource<'_>]) -> bool {
    types.iter().any(|of_action| entry.resource_types().contains(&of_action.resource_type()))
}

/// Whether the entry is `*` or an ARN with a star alone for the resource.
fn is_all_of_a_service(entry: &ResourceFacts<'_>) -> bool {
    entry.arn.is_none_or(|arn| arn.service.is_none_or(is_star) || arn.resource.is_none_or(is_star))
}

/// The token through which the statement reaches every resource of all services.
pub(in crate::lint::rules) fn every_resource(statement: &StatementFacts<'_>) -> Option<Span> {
    if statement.has_not_resource() {
        return None;
    }
    statement.resources.iter().find(|entry| is_every_resource(entry)).map(|entry| entry.text.span)
}

/// Whether the entry is `service:*`.
pub(in crate::lint::rules) fn is_whole_service(entry: &ActionFacts<'_>) -> bool {
    entry.has_wildcard
        && is_star(entry.name)
        && !entry.service.is_empty()
        && !entry.service.contains(['*', '?'])
}

/// Whether all actions of the service together give administration.
pub(in crate::lint::rules) fn is_administrative(service: &str) -> bool {
    ["iam", "organizations", "sso"].iter().any(|other| service.eq_ignore_ascii_case(other))
}

/// How a statement gives so much that its holder can give himself all the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lint::rules) enum Administration {
    /// All actions on all resources; the tokens of both.
    All(Span, Span),
    /// All actions of IAM on all resources; the tokens of both.
    Iam(Span, Span),
    /// All actions but a few, IAM's not among these, on all resources; the tokens of both.
    AllBut(Span, Span),
}

/// How the statement gives administration, if it does so under no condition.
pub(in crate::lint::rules) fn administration(
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
) -> Option<Administration> {
    if !allows_always(statement) {
        return None;
    }
    if statement.has_not_action() {
        let keeps_iam = ["iam:AttachUserPolicy", "iam:PutUserPolicy", "iam:AttachRolePolicy"];
        if !keeps_iam.iter().all(|action| statement.is_about(action) && !is_denied(action, subject)) {
            return None;
        }
        let actions = statement.value_span("NotAction")?;
        return Some(Administration::AllBut(actions, every_resource(statement)?));
    }
    if let Some(entry) = statement.entry_for_everything() {
        return Some(Administration::All(entry.text.span, every_resource(statement)?));
    }
    let is_iam =
        |entry: &&ActionFacts<'_>| is_whole_service(entry) && entry.service.eq_ignore_ascii_case("iam");
    let entry = statement.entries_about(const { ServiceSet::of("iam") }).find(is_iam)?;
    let is_all_of_iam = |entry: &&ResourceFacts<'_>| {
        is_every_resource(entry)
            || entry.arn.is_some_and(|arn| arn.service == Some("iam") && is_unbounded(entry, "iam"))
    };
    if statement.has_not_resource() || is_denied("iam:AttachUserPolicy", subject) {
        return None;
    }
    let resource = statement.resources.iter().find(is_all_of_iam)?;
    Some(Administration::Iam(entry.text.span, resource.text.span))
}

/// Whether the document denies `action` on every resource under no condition.
fn is_denied(action: &str, subject: &Subject<'_>) -> bool {
    let denies = |statement: &StatementFacts<'_>| {
        denies_always(statement) && every_resource(statement).is_some() && statement.is_about(action)
    };
    subject.statements.iter().any(denies)
}

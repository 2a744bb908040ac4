//! Statements that CloudFormation makes of properties, gathered into one policy for each thing they are attached to.

use indexmap::IndexMap;

use super::functions::FUNCTION;
use super::plan::{Found, Plan};
use super::resources::{Target, attach, itself, under_condition};
use super::stack::{Index, StackResource};
use super::values::{list, map, string, text_of};
use crate::template::value::{Resolved, ResolvedMember, ResolvedValue};
use crate::text::Span;

const LAYER: &str = "AWS::Lambda::LayerVersion";
const BUS: &str = "AWS::Events::EventBus";

/// The name of the gathered policy's place, which is no property of one resource.
const GATHERED: &str = "statements";

/// What is gathered for one thing.
struct Gathered<'s> {
    target: Target<'s>,
    /// The first resource that made a statement.
    first: &'s StackResource,
    statements: Vec<Resolved>,
    /// Logical ids of the resources that made the statements.
    made_by: Vec<&'s str>,
}

/// Plans the policies of functions, layers and event buses.
pub(super) fn permissions(index: &Index<'_>, plan: &mut Plan) {
    let mut gathered: IndexMap<String, Gathered<'_>> = IndexMap::new();
    for resource in &index.stack.resources {
        let (target, statement) = match resource.resource_type.as_str() {
            "AWS::Lambda::Permission" => {
                let target = function(index, resource);
                let statement = permission(index, resource, &target);
                (target, statement)
            }
            "AWS::Lambda::LayerVersionPermission" => {
                let target = named(index, resource, &[LAYER], "LayerVersionArn");
                let statement = layer_permission(index, resource, &target);
                (target, statement)
            }
            "AWS::Events::EventBusPolicy" => {
                let target = bus(index, resource);
                let statement = bus_statement(index, resource, &target);
                (target, statement)
            }
            _ => continue,
        };
        let statement = under_condition(resource, &target, statement);
        let name = target.arn.as_ref().map_or_else(|| resource.logical_id.clone(), Resolved::fingerprint);
        let gathered = gathered.entry(name).or_insert_with(|| Gathered {
            target,
            first: resource,
            statements: Vec::new(),
            made_by: Vec::new(),
        });
        gathered.statements.push(statement);
        gathered.made_by.push(&resource.logical_id);
    }
    for Gathered { target, first, statements, made_by } in gathered.into_values() {
        let span = statements.first().map_or(first.logical_id_span, |statement| statement.span);
        let version = string("2012-10-17", span);
        let policy = map([("Version", version), ("Statement", list(statements, span))], span);
        let (property, name) = (GATHERED.to_owned(), "resource-policy".to_owned());
        // It belongs to what the statements are attached to, not to the first that makes one.
        let resource = target.resource.unwrap_or(first);
        let has_place = attach(&Found { resource, property, name, policy }, &target, plan);
        plan.contributors.extend(made_by.into_iter().map(|id| (id.to_owned(), has_place)));
    }
}

/// The function, version or alias that a permission is for.
pub(super) fn function<'s>(index: &Index<'s>, resource: &'s StackResource) -> Target<'s> {
    const TYPES: &[&str] = &[FUNCTION, "AWS::Lambda::Alias", "AWS::Lambda::Version"];
    let target = named(index, resource, TYPES, "FunctionName");
    let Some(name) = target.arn.as_ref().filter(|_| target.resource.is_none()) else {
        return target;
    };
    // A name, with or without a qualifier, stands for the ARN in this account; `account:function:name` does, too.
    let arn = match name.text() {
        Some(text) if text.starts_with("arn:") => name.clone(),
        Some(text) if text.contains(":function:") => return Target { resource: None, arn: None },
        Some(_) => {
            let kind = string("function:", name.span);
            index.arn("lambda", &[&kind, name], name.span)
        }
        None => name.clone(),
    };
    Target { resource: None, arn: Some(arn) }
}

/// The event bus of a policy: the account's own, if none is named.
fn bus<'s>(index: &Index<'s>, resource: &'s StackResource) -> Target<'s> {
    let target = named(index, resource, &[BUS], "EventBusName");
    if target.resource.is_some() {
        return target;
    }
    let span = resource.logical_id_span;
    let name = target.arn.unwrap_or_else(|| string("default", span));
    if name.text().is_some_and(|text| text.starts_with("arn:")) {
        return Target { resource: None, arn: Some(name) };
    }
    let kind = string("event-bus/", span);
    Target { resource: None, arn: Some(index.arn("events", &[&kind, &name], span)) }
}

/// What a property names, its ARN being the value itself where it is not in the template.
fn named<'s>(index: &Index<'s>, resource: &'s StackResource, types: &[&str], property: &str) -> Target<'s> {
    let value = resource.properties.member(property);
    match value.and_then(|value| index.named(types, value)) {
        Some(found) => itself(found),
        None => Target { resource: None, arn: value.cloned() },
    }
}

pub(super) fn permission(index: &Index<'_>, resource: &StackResource, target: &Target<'_>) -> Resolved {
    let mut conditions = Conditions::default();
    for (property, operator, key) in [
        ("SourceArn", "ArnLike", "AWS:SourceArn"),
        ("SourceAccount", "StringEquals", "AWS:SourceAccount"),
        ("PrincipalOrgID", "StringEquals", "aws:PrincipalOrgID"),
        ("FunctionUrlAuthType", "StringEquals", "lambda:FunctionUrlAuthType"),
        ("EventSourceToken", "StringEquals", "lambda:EventSourceToken"),
        ("InvokedViaFunctionUrl", "Bool", "lambda:InvokedViaFunctionUrl"),
    ] {
        conditions.test(operator, key, resource.properties.member(property));
    }
    statement(index, resource, target, property(resource, "Action"), conditions)
}

fn layer_permission(index: &Index<'_>, resource: &StackResource, target: &Target<'_>) -> Resolved {
    let mut conditions = Conditions::default();
    conditions.test("StringEquals", "aws:PrincipalOrgID", resource.properties.member("OrganizationId"));
    statement(index, resource, target, property(resource, "Action"), conditions)
}

/// The statement of an event bus: written as one, or, as in older templates, in properties.
fn bus_statement(index: &Index<'_>, resource: &StackResource, target: &Target<'_>) -> Resolved {
    if let Some(written) = resource.properties.member("Statement") {
        return written.clone();
    }
    let mut conditions = Conditions::default();
    if let Some(condition) = resource.properties.member("Condition") {
        let operator = condition.member("Type").and_then(Resolved::text);
        let key = condition.member("Key").and_then(Resolved::text);
        match (operator, key) {
            (Some(operator), Some(key)) => conditions.test(operator, key, condition.member("Value")),
            // What it tests is not known, so nothing of it may be left out.
            _ => conditions.unreadable = Some(condition.clone()),
        }
    }
    statement(index, resource, target, property(resource, "Action"), conditions)
}

/// The value of a property; where it is missing, something that cannot be read as one.
fn property(resource: &StackResource, name: &str) -> Resolved {
    let missing = || Resolved { value: ResolvedValue::Null, span: resource.logical_id_span };
    resource.properties.member(name).cloned().unwrap_or_else(missing)
}

fn statement(
    index: &Index<'_>,
    resource: &StackResource,
    target: &Target<'_>,
    action: Resolved,
    conditions: Conditions,
) -> Resolved {
    let span = resource.logical_id_span;
    let missing = || Resolved { value: ResolvedValue::Null, span };
    let on = target.arn.clone().unwrap_or_else(missing);
    let principal = principal(index, &property(resource, "Principal"));
    let mut statement = map(
        [
            ("Sid", string(resource.logical_id.clone(), span)),
            ("Effect", string("Allow", span)),
            ("Principal", principal),
            ("Action", action),
            ("Resource", Resolved { span, ..on }),
        ],
        span,
    );
    if let (Some(condition), ResolvedValue::Map(members)) = (conditions.element(span), &mut statement.value) {
        members.push(ResolvedMember { name: "Condition".to_owned(), name_span: span, value: condition });
    }
    statement
}

/// Whom a permission names: everyone, an account, a principal by its ARN, or a service.
fn principal(index: &Index<'_>, named: &Resolved) -> Resolved {
    let span = named.span;
    let Some(text) = named.text() else {
        return named.clone();
    };
    let is_account = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    match text {
        "*" => string("*", span),
        _ if is_account => {
            let (start, end) = (string("arn:", span), string(format!(":iam::{text}:root"), span));
            map([("AWS", text_of([&start, &index.stack.partition, &end], span))], span)
        }
        _ if text.starts_with("arn:") => map([("AWS", string(text, span))], span),
        _ => map([("Service", string(text, span))], span),
    }
}

/// A `Condition` element that is being put together.
#[derive(Default)]
struct Conditions {
    tests: IndexMap<String, Vec<(String, Resolved)>>,
    unreadable: Option<Resolved>,
}

impl Conditions {
    fn test(&mut self, operator: &str, key: &str, value: Option<&Resolved>) {
        if let Some(value) = value {
            self.tests.entry(operator.to_owned()).or_default().push((key.to_owned(), value.clone()));
        }
    }

    fn element(self, span: Span) -> Option<Resolved> {
        if self.unreadable.is_some() || self.tests.is_empty() {
            return self.unreadable.map(|found| list(vec![found], span));
        }
        let of_key =
            |(key, value): (String, Resolved)| ResolvedMember { name: key, name_span: value.span, value };
        let of_operator = |(operator, keys): (String, Vec<(String, Resolved)>)| {
            let members = keys.into_iter().map(of_key).collect();
            let value = Resolved { value: ResolvedValue::Map(members), span };
            ResolvedMember { name: operator, name_span: span, value }
        };
        let members = self.tests.into_iter().map(of_operator).collect();
        Some(Resolved { value: ResolvedValue::Map(members), span })
    }
}

//! `AWS::Serverless::Function`: the function, its role, alias, URL and destinations.

use crate::template::tree::{Node, NodeValue};
use crate::text::Diagnostic;

use super::events::{self, Target};
use super::expansion::{Expansion, Source};
use super::node::{At, Reading};
use super::role::{Policies, allowing, inline, managed_policy_arn, trust};

/// What of a function matters for permissions, or tells people which function it is.
const KEPT: &[&str] = &[
    "FunctionName",
    "Handler",
    "Runtime",
    "Description",
    "Environment",
    "VpcConfig",
    "KmsKeyArn",
    "Layers",
    "FileSystemConfigs",
    "CodeSigningConfigArn",
    "ReservedConcurrentExecutions",
    "DurableConfig",
    "Timeout",
    "LoggingConfig",
];

/// The tag that SAM gives to a function and its role.
const TAG: &str = "lambda:createdBy";

/// Puts a function and what it brings into the expansion.
pub(super) fn expand(source: &Source<'_>, expansion: &mut Expansion<'_>) {
    let at = source.at;
    let mut policies = Policies::default();
    let basic = match source.properties.set("DurableConfig") {
        Some(_) => "service-role/AWSLambdaBasicDurableExecutionRolePolicy",
        None => "service-role/AWSLambdaBasicExecutionRole",
    };
    policies.attach(managed_policy_arn(at, basic));
    trace(source, &mut policies, expansion);
    if let Some(vpc) = source.properties.set("VpcConfig") {
        policies.attach(managed_policy_arn(vpc.at(), "service-role/AWSLambdaVPCAccessExecutionRole"));
    }
    dead_letters(source, &mut policies, expansion);
    let target = publish(source, expansion);
    destinations(source, &mut policies, expansion);
    deployment_role(source, expansion);
    let (role, own_role) = role_of(source, expansion);
    if let Some(written) = source.properties.set("Policies") {
        if own_role.is_some() {
            policies.read(written, &format!("{}Role", source.id), expansion);
        } else {
            let message = format!("`Policies` of `{}` has no effect because `Role` is given", source.id);
            let finding = Diagnostic::warning("sam-ignored-policies", written.span, message);
            expansion.diagnostics.push(finding.with_help("grant this to the role, or leave `Role` out"));
        }
    }
    let mut kept = source.kept(KEPT);
    kept.push(("Role", Some(role)));
    kept.push(("Tags", Some(source.tags(TAG))));
    if let Some(arn) = source.properties.get("DeadLetterQueue").and_then(|queue| queue.get("TargetArn")) {
        kept.push(("DeadLetterConfig", Some(at.map([("TargetArn", arn.clone())]))));
    }
    expansion.replace(source, "AWS::Lambda::Function", at.given(kept));
    url(source, &target, expansion);
    events::of_function(source, &target, &mut policies, expansion);
    if let Some(condition) = own_role {
        make_role(source, policies, condition, expansion);
    }
}

/// The role by which CodeDeploy shifts traffic between versions.
fn deployment_role(source: &Source<'_>, expansion: &mut Expansion<'_>) {
    let Some(preference) = source.properties.set("DeploymentPreference") else { return };
    let at = preference.at();
    if preference.set("Role").is_some() || preference.get("Enabled").is_some_and(Reading::is_blank) {
        return;
    }
    let mut decides = ["Enabled", "PassthroughCondition"].iter().filter_map(|name| preference.get(name));
    if decides.any(|one| !matches!(one.value, NodeValue::Boolean(_))) {
        expansion.leave(at, "whether there is a role for gradual deployments depends on a function");
    }
    let mut policies = Policies::default();
    policies.attach(managed_policy_arn(at, "service-role/AWSCodeDeployRoleForLambda"));
    let mut properties = vec![("AssumeRolePolicyDocument", Some(trust(at, "codedeploy.amazonaws.com")))];
    properties.extend(policies.into_properties(at));
    expansion.make(at, "CodeDeployServiceRole", "AWS::IAM::Role", at.given(properties), None);
}

fn make_role(
    source: &Source<'_>,
    policies: Policies,
    condition: Option<Node>,
    expansion: &mut Expansion<'_>,
) {
    let at = source.at;
    let trusted = source.properties.get("AssumeRolePolicyDocument").cloned();
    let mut properties =
        vec![("AssumeRolePolicyDocument", trusted.or_else(|| Some(trust(at, "lambda.amazonaws.com"))))];
    properties.extend(policies.into_properties(at));
    properties.push(("Path", source.properties.get("RolePath").cloned()));
    properties.push(("PermissionsBoundary", source.properties.get("PermissionsBoundary").cloned()));
    properties.push(("Tags", Some(source.tags(TAG))));
    expansion.make(at, &format!("{}Role", source.id), "AWS::IAM::Role", at.given(properties), condition);
}

/// The value of the function's `Role`; and the condition of the role that SAM makes, if it makes one.
fn role_of(source: &Source<'_>, expansion: &mut Expansion<'_>) -> (Node, Option<Option<Node>>) {
    let made = source.at.attribute(&format!("{}Role", source.id), "Arn");
    let Some(given) = source.properties.set("Role") else { return (made, Some(source.condition())) };
    let Some((condition, yes, no)) = given.branches() else { return (given.clone(), None) };
    let at = given.at();
    match (yes.is_no_value(), no.is_no_value()) {
        (true, true) => (made, Some(source.condition())),
        (true, false) => {
            let role = at.choice(condition.clone(), made, no.clone());
            (role, Some(Some(condition.clone())))
        }
        (false, true) => {
            let negated = match condition.as_text() {
                Some(name) => expansion.negated(at, name),
                None => condition.clone(),
            };
            (at.choice(condition.clone(), yes.clone(), made), Some(Some(negated)))
        }
        (false, false) => (given.clone(), None),
    }
}

/// X-Ray's policy, unless tracing is off. Whether a parameter turns it off is for a condition to say.
fn trace(source: &Source<'_>, policies: &mut Policies, expansion: &mut Expansion<'_>) {
    let Some(tracing) = source.properties.set("Tracing") else { return };
    let at = tracing.at();
    match &tracing.value {
        NodeValue::String(mode) if mode == "Disabled" => {}
        _ if tracing.referred().is_some() => {
            let name = format!("{}TracingIsDisabled", source.id);
            let disabled = at.list(vec![tracing.clone(), at.text("Disabled")]);
            expansion.add_condition(&name, at.map([("Fn::Equals", disabled)]));
            let mut tracing_policies = Policies::default();
            tracing_policies.attach_xray(at, expansion);
            let [(_, arns), _] = tracing_policies.into_properties(at);
            for arn in arns.iter().flat_map(Reading::items) {
                policies.attach(at.choice(at.text(&name), at.reference("AWS::NoValue"), arn.clone()));
            }
        }
        _ => policies.attach_xray(at, expansion),
    }
}

fn dead_letters(source: &Source<'_>, policies: &mut Policies, expansion: &mut Expansion<'_>) {
    let Some(queue) = source.properties.set("DeadLetterQueue") else { return };
    let at = queue.at();
    let action = match queue.text("Type") {
        Some("SQS") => "sqs:SendMessage",
        Some("SNS") => "sns:Publish",
        _ => {
            expansion.refuse(at, "`DeadLetterQueue` needs the `Type` `SQS` or `SNS`");
            policies.add(inline(at, "DeadLetterQueuePolicy", at.unknown()));
            return;
        }
    };
    let Some(arn) = queue.set("TargetArn") else {
        expansion.refuse(at, "`DeadLetterQueue` needs a `TargetArn`");
        return;
    };
    let statement = allowing(at, &[action], arn.clone());
    let document = at.map([("Version", at.text("2012-10-17")), ("Statement", at.list(vec![statement]))]);
    policies.add(inline(at, "DeadLetterQueuePolicy", document));
}

/// The version and alias of `AutoPublishAlias`; what events and URLs are directed to.
fn publish(source: &Source<'_>, expansion: &mut Expansion<'_>) -> Target {
    let Some(alias) = source.properties.set("AutoPublishAlias") else { return Target::function(source.id) };
    let at = alias.at();
    let version = format!("{}Version", source.id);
    let suffix = alias.as_text().unwrap_or_default().replace('-', "D").replace('_', "U");
    let id = format!("{}Alias{suffix}", source.id);
    if alias.as_text().is_none() {
        let message = format!("the logical id of the alias of `{}` depends on a parameter", source.id);
        expansion.leave(at, message);
    }
    let function = at.map([("FunctionName", at.reference(source.id))]);
    expansion.make(at, &version, "AWS::Lambda::Version", function, source.condition());
    let properties = at.map([
        ("Name", alias.clone()),
        ("FunctionName", at.reference(source.id)),
        ("FunctionVersion", at.attribute(&version, "Version")),
    ]);
    expansion.make(at, &id, "AWS::Lambda::Alias", properties, source.condition());
    expansion.name(source.id, "Alias", &id);
    expansion.name(source.id, "Version", &version);
    Target::alias(&id)
}

/// The function's URL, and what lets everybody use it when it asks for no authorization.
fn url(source: &Source<'_>, target: &Target, expansion: &mut Expansion<'_>) {
    let Some(config) = source.properties.set("FunctionUrlConfig") else { return };
    let at = config.at();
    let properties = at.given([
        ("AuthType", config.get("AuthType").cloned()),
        ("TargetFunctionArn", Some(target.name(at))),
        ("InvokeMode", config.get("InvokeMode").cloned()),
        ("Cors", config.get("Cors").cloned()),
    ]);
    expansion.make(at, &format!("{}Url", source.id), "AWS::Lambda::Url", properties, source.condition());
    match config.get("AuthType").map(|auth| (auth, auth.as_text())) {
        Some((_, Some("AWS_IAM"))) => {}
        Some((auth, Some("NONE"))) => {
            public_permissions(source, target, auth.at(), expansion);
        }
        Some((auth, None)) if auth.intrinsic().is_some() => {
            let message = "SAM opens a function URL to everybody only where `AuthType` is written as `NONE`";
            expansion.leave(auth.at(), message);
        }
        _ if config.intrinsic().is_some() => {
            expansion.leave(at, "what `FunctionUrlConfig` comes to is not looked into");
        }
        _ => expansion.refuse(at, "`FunctionUrlConfig` needs the `AuthType` `AWS_IAM` or `NONE`"),
    }
}

fn public_permissions(source: &Source<'_>, target: &Target, at: At, expansion: &mut Expansion<'_>) {
    let permissions = [
        ("UrlPublicPermissions", "lambda:InvokeFunctionUrl", ("FunctionUrlAuthType", at.text("NONE"))),
        ("URLInvokeAllowPublicAccess", "lambda:InvokeFunction", ("InvokedViaFunctionUrl", at.flag(true))),
    ];
    for (suffix, action, limit) in permissions {
        let properties = at.map([
            ("Action", at.text(action)),
            ("FunctionName", target.name(at)),
            ("Principal", at.text("*")),
            limit,
        ]);
        let id = format!("{}{suffix}", source.id);
        expansion.make(at, &id, "AWS::Lambda::Permission", properties, source.condition());
    }
}

/// Where what comes of asynchronous calls goes: what the role may do there.
fn destinations(source: &Source<'_>, policies: &mut Policies, expansion: &mut Expansion<'_>) {
    let Some(config) = source.properties.set("EventInvokeConfig") else { return };
    let at = config.at();
    let id = format!("{}EventInvokeConfig", source.id);
    let mut found = Vec::new();
    for name in ["OnSuccess", "OnFailure"] {
        let Some(written) = config.get("DestinationConfig").and_then(|one| one.get(name)) else { continue };
        let arn = destination(source, &format!("{id}{name}"), written, policies, expansion);
        found.push((name, written.at().map([("Destination", arn)])));
    }
    let qualifier = match source.properties.set("AutoPublishAlias") {
        Some(alias) => alias.clone(),
        None => at.text("$LATEST"),
    };
    let properties = at.map([
        ("FunctionName", Target::function(source.id).name(at)),
        ("Qualifier", qualifier),
        ("DestinationConfig", at.map(found)),
    ]);
    expansion.make(at, &id, "AWS::Lambda::EventInvokeConfig", properties, source.condition());
}

/// The ARN of one destination, after its permission is added. SAM makes a queue or a topic where none is given.
fn destination(
    source: &Source<'_>,
    id: &str,
    written: &Node,
    policies: &mut Policies,
    expansion: &mut Expansion<'_>,
) -> Node {
    let at = written.at();
    let kind = written.text("Type").unwrap_or_default();
    let given = written.set("Destination");
    let made = match kind {
        "SQS" => Some(("Queue", "AWS::SQS::Queue")),
        "SNS" => Some(("Topic", "AWS::SNS::Topic")),
        _ => None,
    };
    let missing = match given.map(|given| (given, given.branches())) {
        None => Some((None, None)),
        Some((_, Some((condition, yes, no)))) if yes.is_no_value() => {
            Some((Some(condition.clone()), Some(no)))
        }
        Some((_, Some((condition, yes, no)))) if no.is_no_value() => {
            let negated = condition.as_text().map(|name| expansion.negated(at, name));
            Some((negated, Some(yes)))
        }
        Some(_) => None,
    };
    let arn = match (missing, made, given) {
        (None, _, Some(given)) => given.clone(),
        (Some((condition, other)), Some((suffix, resource)), _) => {
            let id = format!("{id}{suffix}");
            let arn = if suffix == "Queue" { at.attribute(&id, "Arn") } else { at.reference(&id) };
            let exists = match condition.clone() {
                Some(condition) => Some(expansion.both(at, source.condition(), condition)),
                None => source.condition(),
            };
            expansion.make(at, &id, resource, at.map([]), exists);
            expansion.name(source.id, &format!("Destination{suffix}"), &id);
            match (condition, other) {
                (Some(condition), Some(other)) => at.choice(condition, arn, other.clone()),
                _ => arn,
            }
        }
        _ => {
            expansion.refuse(at, "this destination needs a `Destination`");
            at.unknown()
        }
    };
    let one =
        |policy: &str, action: &str| (format!("{id}{policy}"), vec![allowing(at, &[action], arn.clone())]);
    let (name, statements) = match kind {
        "SQS" => one("SQSPolicy", "sqs:SendMessage"),
        "SNS" => one("SNSPolicy", "sns:publish"),
        "EventBridge" => one("EventBridgePolicy", "events:PutEvents"),
        "Lambda" => one("LambdaPolicy", "lambda:InvokeFunction"),
        "S3Bucket" => (format!("{id}S3Policy"), bucket_statements(at, &arn)),
        _ => {
            expansion.refuse(
                at,
                "the `Type` of a destination is `SQS`, `SNS`, `EventBridge`, `Lambda` or `S3Bucket`",
            );
            (format!("{id}Policy"), vec![at.unknown()])
        }
    };
    policies.allow(at, &name, statements);
    arn
}

/// What putting events into a bucket needs.
pub(super) fn bucket_statements(at: At, arn: &Node) -> Vec<Node> {
    let parts = at.list(vec![arn.clone(), at.text("*")]);
    let objects = at.map([("Fn::Join", at.list(vec![at.text("/"), parts]))]);
    vec![allowing(at, &["s3:PutObject"], objects), allowing(at, &["s3:ListBucket"], arn.clone())]
}

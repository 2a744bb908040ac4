//! Resources of SAM that become one resource of CloudFormation, or are not looked into.

use crate::template::tree::Node;

use super::expansion::{Expansion, Source};
use super::node::{At, Reading};
use super::role::{Policies, managed_policy_arn, trust};

/// `AWS::Serverless::SimpleTable`.
pub(super) fn simple_table(source: &Source<'_>, expansion: &mut Expansion<'_>) {
    let at = source.at;
    let key = source.properties.set("PrimaryKey");
    let name = key.and_then(|key| key.get("Name")).cloned().unwrap_or_else(|| at.text("id"));
    let kind = match key.map(|key| key.text("Type")) {
        None | Some(Some("String")) => at.text("S"),
        Some(Some("Number")) => at.text("N"),
        Some(Some("Binary")) => at.text("B"),
        Some(_) => {
            expansion.refuse(at, "the `Type` of a `PrimaryKey` is `String`, `Number` or `Binary`");
            at.unknown()
        }
    };
    let definition = at.map([("AttributeName", name.clone()), ("AttributeType", kind)]);
    let schema = at.map([("AttributeName", name), ("KeyType", at.text("HASH"))]);
    let mut properties = source.kept(&["TableName", "SSESpecification"]);
    properties.push(("AttributeDefinitions", Some(at.list(vec![definition]))));
    properties.push(("KeySchema", Some(at.list(vec![schema]))));
    expansion.replace(source, "AWS::DynamoDB::Table", at.given(properties));
}

/// `AWS::Serverless::LayerVersion`.
pub(super) fn layer(source: &Source<'_>, expansion: &mut Expansion<'_>) {
    let at = source.at;
    let name = source.properties.get("LayerName").cloned().unwrap_or_else(|| at.text(source.id));
    expansion.replace(source, "AWS::Lambda::LayerVersion", at.map([("LayerName", name)]));
}

/// `AWS::Serverless::CapacityProvider`, with the role that it works by.
pub(super) fn capacity_provider(source: &Source<'_>, expansion: &mut Expansion<'_>) {
    let at = source.at;
    let role = source.properties.set("OperatorRole").cloned().unwrap_or_else(|| {
        let id = format!("{}OperatorRole", source.id);
        let mut policies = Policies::default();
        policies.attach(managed_policy_arn(at, "AWSLambdaManagedEC2ResourceOperator"));
        let mut properties = vec![("AssumeRolePolicyDocument", Some(trust(at, "lambda.amazonaws.com")))];
        properties.extend(policies.into_properties(at));
        expansion.make(at, &id, "AWS::IAM::Role", at.given(properties), source.condition());
        at.attribute(&id, "Arn")
    });
    let mut properties = source.kept(&["CapacityProviderName", "VpcConfig", "KmsKeyArn"]);
    let permissions = at.map([("CapacityProviderOperatorRoleArn", role)]);
    properties.push(("PermissionsConfig", Some(permissions)));
    expansion.replace(source, "AWS::Lambda::CapacityProvider", at.given(properties));
}

/// `AWS::Serverless::WebSocketApi`: each route lets the API call its function.
pub(super) fn web_socket_api(source: &Source<'_>, expansion: &mut Expansion<'_>) {
    let at = source.at;
    let missing = at.unknown();
    let stage = source.properties.get("StageName").unwrap_or(&missing);
    let permit = |at: At, id: &str, function: Node, resource: &str, expansion: &mut Expansion<'_>| {
        let arn = at.substitute_with(
            &format!("arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:{resource}"),
            [("__ApiId__", at.reference(source.id)), ("__StageName__", stage.clone())],
        );
        let properties = at.map([
            ("Action", at.text("lambda:InvokeFunction")),
            ("FunctionName", function),
            ("Principal", at.text("apigateway.amazonaws.com")),
            ("SourceArn", arn),
        ]);
        expansion.make(at, id, "AWS::Lambda::Permission", properties, source.condition());
    };
    for route in source.properties.get("Routes").map(Reading::members).unwrap_or_default() {
        let at = At(route.name_span);
        let mut letters = route.name.strip_prefix('$').unwrap_or(&route.name).chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
        let id = format!("{}{first}{}Permission", source.id, letters.as_str().to_lowercase());
        let function = route.value.get("FunctionArn").cloned().unwrap_or_else(|| at.unknown());
        permit(at, &id, function, &format!("${{__ApiId__}}/${{__StageName__}}/{}", route.name), expansion);
    }
    let auth = source.properties.set("Auth");
    let is_custom = auth.and_then(|auth| auth.text("AuthType")) == Some("CUSTOM");
    if let Some(auth) = auth.filter(|auth| is_custom && auth.set("InvokeRole").is_none()) {
        let function = auth.get("AuthArn").cloned().unwrap_or_else(|| at.unknown());
        let id = format!("{}AuthorizerPermission", source.id);
        permit(auth.at(), &id, function, "${__ApiId__}/authorizers/*", expansion);
    }
    let message = format!("who may connect to the WebSocket API `{}` is not looked into", source.id);
    expansion.leave(at, message);
    let mut properties = source.kept(&["Name", "Description", "RouteSelectionExpression"]);
    properties.push(("ProtocolType", Some(at.text("WEBSOCKET"))));
    expansion.replace(source, "AWS::ApiGatewayV2::Api", at.given(properties));
}

/// `AWS::Serverless::Application`: a stack of its own.
pub(super) fn application(source: &Source<'_>, expansion: &mut Expansion<'_>) {
    let message = format!("the nested application `{}` is not looked into", source.id);
    expansion.leave(source.at, message);
    let properties = source.at.given(source.kept(&["Parameters"]));
    expansion.replace(source, "AWS::CloudFormation::Stack", properties);
}

/// A type of SAM that is not expanded: the resource stays what it is.
pub(super) fn unexpanded(source: &Source<'_>, kind: &str, expansion: &mut Expansion<'_>) {
    let message = format!("what SAM makes of `{}` is not known here: `{kind}` is not expanded", source.id);
    expansion.leave(source.at, message);
    let properties: Node = source.properties.clone();
    expansion.replace(source, kind, properties);
}

//! The `Globals` section, which gives properties to all resources of a type.

use crate::template::tree::{Member, Node, NodeValue};
use crate::text::Diagnostic;

use super::node::Reading;

/// The sections and the properties that each may give, parted by spaces.
const SUPPORTED: &[(&str, &str)] = &[
    (
        "Function",
        "Handler Runtime CodeUri DeadLetterQueue Description MemorySize Timeout VpcConfig \
         Environment Tags PropagateTags Tracing KmsKeyArn AutoPublishAlias \
         AutoPublishAliasAllProperties Layers DeploymentPreference RolePath \
         PermissionsBoundary ReservedConcurrentExecutions ProvisionedConcurrencyConfig \
         AssumeRolePolicyDocument EventInvokeConfig FileSystemConfigs CodeSigningConfigArn \
         Architectures SnapStart EphemeralStorage FunctionUrlConfig RuntimeManagementConfig \
         LoggingConfig RecursiveLoop SourceKMSKeyArn TenancyConfig DurableConfig \
         CapacityProviderConfig FunctionScalingConfig PublishToLatestPublished \
         VersionDeletionPolicy",
    ),
    (
        "Api",
        "Auth Name DefinitionUri CacheClusterEnabled CacheClusterSize MergeDefinitions \
         Variables EndpointConfiguration MethodSettings BinaryMediaTypes \
         MinimumCompressionSize Cors GatewayResponses AccessLogSetting CanarySetting \
         TracingEnabled OpenApiVersion Domain AlwaysDeploy PropagateTags SecurityPolicy \
         EndpointAccessMode",
    ),
    (
        "HttpApi",
        "Auth AccessLogSettings StageVariables Tags CorsConfiguration DefaultRouteSettings \
         Domain RouteSettings FailOnWarnings PropagateTags",
    ),
    ("SimpleTable", "SSESpecification"),
    ("StateMachine", "PropagateTags"),
    ("LayerVersion", "PublishLambdaVersion"),
    (
        "CapacityProvider",
        "VpcConfig OperatorRole Tags InstanceRequirements ScalingConfig KmsKeyArn \
         PropagateTags",
    ),
    (
        "WebSocketApi",
        "AccessLogSettings ApiKeySelectionExpression DefaultRouteSettings \
         DisableExecuteApiEndpoint DisableSchemaValidation Domain FailOnWarnings \
         IpAddressType PropagateTags RouteSelectionExpression RouteSettings StageVariables \
         Tags",
    ),
];

fn supported(section: &str) -> Option<&'static str> {
    SUPPORTED.iter().find(|(name, _)| *name == section).map(|(_, properties)| *properties)
}

/// Findings about sections and properties that `Globals` cannot have.
pub(super) fn check(globals: &Node, diagnostics: &mut Vec<Diagnostic>) {
    for section in globals.members() {
        let Some(supported) = supported(&section.name) else {
            let message = format!("`Globals` has no section `{}`", section.name);
            diagnostics.push(Diagnostic::error("sam-unknown-global", section.name_span, message));
            continue;
        };
        for property in section.value.members() {
            if !supported.split(' ').any(|name| name == property.name) {
                let message = format!(
                    "`{}` cannot be given in the `{}` section of `Globals`",
                    property.name, section.name
                );
                let help = "give it to each resource";
                diagnostics.push(
                    Diagnostic::error("sam-unknown-global", property.name_span, message).with_help(help),
                );
            }
        }
    }
}

/// The properties of a resource of `section` with what `Globals` adds to them.
///
/// `ignored` is the attribute `IgnoreGlobals` of the resource: `*` for all properties, or a list of names.
pub(super) fn merged(globals: &Node, section: &str, ignored: Option<&Node>, properties: &Node) -> Node {
    let (Some(global), Some(supported)) = (globals.get(section), supported(section)) else {
        return properties.clone();
    };
    if ignored.and_then(Reading::as_text) == Some("*") {
        return properties.clone();
    }
    let is_ignored = |name: &str| {
        ignored.is_some_and(|ignored| ignored.items().iter().any(|item| item.as_text() == Some(name)))
    };
    let given: Vec<Member> = global
        .members()
        .iter()
        .filter(|member| supported.split(' ').any(|name| name == member.name) && !is_ignored(&member.name))
        .cloned()
        .collect();
    merge(&Node { value: NodeValue::Map(given), span: global.span }, properties)
}

/// Maps are merged, lists joined, and everything else is as the resource says, also what a function gives.
fn merge(global: &Node, local: &Node) -> Node {
    if global.intrinsic().is_some() || local.intrinsic().is_some() {
        return local.clone();
    }
    let value = match (&global.value, &local.value) {
        (NodeValue::Map(globals), NodeValue::Map(locals)) => {
            let mut members = globals.clone();
            for local in locals {
                match members.iter_mut().find(|member| member.name == local.name) {
                    Some(member) => {
                        *member = Member { value: merge(&member.value, &local.value), ..local.clone() };
                    }
                    None => members.push(local.clone()),
                }
            }
            NodeValue::Map(members)
        }
        (NodeValue::List(globals), NodeValue::List(locals)) => {
            NodeValue::List(globals.iter().chain(locals).cloned().collect())
        }
        _ => local.value.clone(),
    };
    Node { value, span: local.span }
}

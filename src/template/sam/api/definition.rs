//! An OpenAPI document that is written into the template.

use crate::template::tree::{Member, Node};

use super::super::expansion::Expansion;
use super::super::node::{At, Reading};
use super::{ApiKey, Chosen, Method};

const ANY: &str = "x-amazon-apigateway-any-method";
const VERBS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", ANY];

/// Whether the document is there to be read, and not made by a function.
pub(super) fn is_readable(body: &Node) -> bool {
    body.intrinsic().is_none() && body.get("paths").is_none_or(|paths| paths.intrinsic().is_none())
}

/// The security schemes of the document by their names.
pub(super) fn schemes(body: &Node) -> &[Member] {
    body.get("securityDefinitions")
        .or_else(|| body.get("components")?.get("securitySchemes"))
        .map(Reading::members)
        .unwrap_or_default()
}

/// The methods of the document.
pub(super) fn methods(body: &Node, expansion: &mut Expansion<'_>) -> Vec<Method> {
    let mut methods = Vec::new();
    let inherited = body.get("security");
    for path in body.get("paths").map(Reading::members).unwrap_or_default() {
        let at = At(path.name_span);
        if path.value.intrinsic().is_some() {
            expansion.leave(at, format!("which methods `{}` has depends on a function", path.name));
            methods.push(Method {
                at,
                path: path.name.clone(),
                verb: "ANY".to_owned(),
                condition: None,
                chosen: Chosen::Unknown,
                api_key: ApiKey::Unset,
                integration: None,
            });
            continue;
        }
        for operation in path.value.members() {
            if VERBS.contains(&operation.name.to_lowercase().as_str()) || operation.name == "any" {
                methods.push(method(body, &path.name, operation, inherited));
            }
        }
    }
    methods
}

fn method(body: &Node, path: &str, operation: &Member, inherited: Option<&Node>) -> Method {
    let at = At(operation.name_span);
    let is_any = operation.name == ANY || operation.name == "any";
    let written = &operation.value;
    let integration = written.get("x-amazon-apigateway-integration").map(|integration| {
        at.given([
            ("Type", integration.get("type").cloned()),
            ("Uri", integration.get("uri").cloned()),
            ("Credentials", integration.get("credentials").cloned()),
        ])
    });
    let (chosen, api_key) = match (written.intrinsic(), written.get("security"), inherited) {
        (Some(_), _, _) => (Chosen::Unknown, ApiKey::Unset),
        (None, Some(security), _) => security_of(body, security),
        (None, None, Some(_)) => (Chosen::Inherited, ApiKey::Unset),
        (None, None, None) => (Chosen::Unset, ApiKey::Unset),
    };
    Method {
        at,
        path: path.to_owned(),
        verb: if is_any { "ANY".to_owned() } else { operation.name.to_uppercase() },
        condition: None,
        chosen,
        api_key,
        integration,
    }
}

/// What the member `security` of a method says.
fn security_of(body: &Node, security: &Node) -> (Chosen, ApiKey) {
    let (mut chosen, mut api_key) = (Chosen::Unset, ApiKey::Unset);
    if security.intrinsic().is_some() {
        return (Chosen::Unknown, api_key);
    }
    for Member { name, value: scopes, .. } in security.items().iter().flat_map(Reading::members) {
        let scheme = schemes(body).iter().find(|scheme| scheme.name == *name).map(|scheme| &scheme.value);
        if name == "api_key" || scheme.is_some_and(is_api_key) {
            api_key = ApiKey::Required;
        } else if name == "NONE" {
            chosen = Chosen::Nobody;
        } else if let Chosen::Unset = chosen {
            let scopes = Some(scopes.clone()).filter(|scopes| !scopes.is_blank());
            chosen = Chosen::Named(name.clone(), scopes);
        } else {
            chosen = Chosen::Unknown;
        }
    }
    (chosen, api_key)
}

fn is_api_key(scheme: &Node) -> bool {
    scheme.text("type") == Some("apiKey")
        && scheme.text("name").is_some_and(|name| name.eq_ignore_ascii_case("x-api-key"))
        && scheme.get("x-amazon-apigateway-authorizer").is_none()
        && scheme.get("x-amazon-apigateway-authtype").is_none()
}

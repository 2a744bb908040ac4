//! Authorizers of APIs, and which of them a method has.

use crate::template::tree::{Member, Node};
use crate::text::Diagnostic;

use super::super::expansion::{Expansion, Source};
use super::super::node::{At, Reading, listed};
use super::super::suggestion::did_you_mean;
use super::{Chosen, authorizer_uri, permit_authorizer};

const IAM: &str = "AWS_IAM";

/// An authorizer that methods can name.
pub(super) struct Authorizer {
    pub(super) name: String,
    /// The `AuthorizationType` of methods that use it.
    kind: &'static str,
    /// Its logical id, unless it is IAM.
    id: Option<String>,
    /// The scopes of methods that say none.
    scopes: Option<Node>,
    /// Whether it comes from `Auth` and not from a definition.
    pub(super) is_of_auth: bool,
}

impl Authorizer {
    pub(super) fn iam() -> Self {
        Self { name: IAM.to_owned(), kind: IAM, id: None, scopes: None, is_of_auth: true }
    }

    fn new(
        source: &Source<'_>,
        name: &str,
        kind: &'static str,
        scopes: Option<Node>,
        is_of_auth: bool,
    ) -> Self {
        let id = Some(format!("{} authorizer {name}", source.id));
        Self { name: name.to_owned(), kind, id, scopes, is_of_auth }
    }

    fn make(&self, at: At, kind: &str, source: &Source<'_>, properties: Node, expansion: &mut Expansion<'_>) {
        if let Some(id) = &self.id {
            expansion.make(at, id, kind, properties, source.condition());
        }
    }
}

/// The properties of a method that say who may call it.
pub(super) fn authorization(
    at: At,
    chosen: &Chosen,
    authorizers: &[Authorizer],
    expansion: &mut Expansion<'_>,
) -> [(&'static str, Option<Node>); 3] {
    let (kind, id, scopes) = match chosen {
        Chosen::Unset | Chosen::Nobody => (at.text("NONE"), None, None),
        Chosen::Unknown => (at.unknown(), None, None),
        Chosen::Inherited => {
            let message = "whether API Gateway applies the security of the whole document is not known here";
            expansion.leave(at, message);
            (at.unknown(), None, None)
        }
        Chosen::Named(name, scopes) => match authorizers.iter().find(|one| one.name == *name) {
            Some(one) => {
                let id = one.id.as_deref().map(|id| at.reference(id));
                (at.text(one.kind), id, scopes.clone().or_else(|| one.scopes.clone()))
            }
            None if name == IAM => (at.text(IAM), None, None),
            None => {
                let message = format!("the API has no authorizer `{name}`");
                let finding = Diagnostic::error("sam-unknown-authorizer", at.0, message);
                let names = authorizers.iter().map(|one| one.name.as_str());
                expansion.diagnostics.push(did_you_mean(finding, name, names));
                (at.unknown(), None, None)
            }
        },
    };
    [("AuthorizationType", Some(kind)), ("AuthorizerId", id), ("AuthorizationScopes", scopes)]
}

/// What an event's `Auth` says of the authorizer of its method. Scopes may be an empty list.
pub(super) fn chosen(auth: Option<&Node>, expansion: &mut Expansion<'_>) -> Chosen {
    if depends_on_a_function(auth, expansion) {
        return Chosen::Unknown;
    }
    let Some(authorizer) = auth.and_then(|auth| auth.set("Authorizer")) else { return Chosen::Unset };
    match authorizer.as_text() {
        Some("NONE") => Chosen::Nobody,
        Some(name) => {
            let scopes = auth.and_then(|auth| auth.get("AuthorizationScopes")).cloned();
            Chosen::Named(name.to_owned(), scopes)
        }
        None => {
            expansion.refuse(authorizer.at(), "the `Authorizer` of an event must be written as a text");
            Chosen::Unknown
        }
    }
}

/// The authorizer of methods that choose none: as if each of them had said so.
pub(super) fn default(auth: Option<&Node>, expansion: &mut Expansion<'_>) -> Chosen {
    if depends_on_a_function(auth, expansion) {
        return Chosen::Unknown;
    }
    let Some(default) = auth.and_then(|auth| auth.set("DefaultAuthorizer")) else { return Chosen::Unset };
    match default.as_text() {
        Some(name) => Chosen::Named(name.to_owned(), None),
        None if default.is_no_value() => Chosen::Unset,
        None => {
            expansion.leave(default.at(), "which authorizer is the default depends on a function");
            Chosen::Unknown
        }
    }
}

fn depends_on_a_function(auth: Option<&Node>, expansion: &mut Expansion<'_>) -> bool {
    let found = auth.filter(|auth| auth.intrinsic().is_some() && !auth.is_no_value());
    if let Some(auth) = found {
        expansion.leave(auth.at(), "what `Auth` says depends on a function");
    }
    found.is_some()
}

/// `Auth.Authorizers`, each with what `make` comes to.
fn each_written(
    auth: Option<&Node>,
    expansion: &mut Expansion<'_>,
    mut make: impl FnMut(&Member, &mut Expansion<'_>) -> Authorizer,
) -> Vec<Authorizer> {
    let Some(written) = auth.and_then(|auth| auth.set("Authorizers")) else { return Vec::new() };
    if written.intrinsic().is_some() {
        expansion.leave(written.at(), "which authorizers there are depends on a function");
        return Vec::new();
    }
    written.members().iter().map(|member| make(member, expansion)).collect()
}

/// The parts of a request that identify its caller to an authorizer.
fn identity_sources(identity: Option<&Node>, kinds: [(&str, &str); 4]) -> Vec<Node> {
    let Some(identity) = identity else { return Vec::new() };
    kinds
        .iter()
        .flat_map(|(property, prefix)| {
            let names = identity.get(property).map(listed).unwrap_or_default();
            names.iter().map(move |name| match name.as_text() {
                Some(text) => name.at().text(format!("{prefix}{text}")),
                None => name.at().unknown(),
            })
        })
        .collect()
}

/// Adds the security schemes of a definition that `Auth` does not name.
fn add_schemes(
    found: &mut Vec<Authorizer>,
    schemes: &[Member],
    mut read: impl FnMut(&Member) -> Option<Authorizer>,
) {
    let of_auth = found.len();
    for scheme in schemes {
        let is_named = found.iter().take(of_auth).any(|one| one.name == scheme.name);
        found.extend(if is_named { None } else { read(scheme) });
    }
}

/// The authorizers of a REST API, which become resources.
pub(super) fn of_rest(
    source: &Source<'_>,
    auth: Option<&Node>,
    schemes: &[Member],
    expansion: &mut Expansion<'_>,
) -> Vec<Authorizer> {
    let mut found =
        each_written(auth, expansion, |member, expansion| rest_authorizer(source, member, expansion));
    if auth.and_then(|auth| auth.text("DefaultAuthorizer")) == Some(IAM) {
        found.push(Authorizer::iam());
    }
    add_schemes(&mut found, schemes, |scheme| rest_scheme(source, scheme, expansion));
    found
}

fn rest_authorizer(source: &Source<'_>, member: &Member, expansion: &mut Expansion<'_>) -> Authorizer {
    let Member { name, name_span, value: written } = member;
    let at = At(*name_span);
    let scopes = written.set("AuthorizationScopes").cloned();
    let identity = written.get("Identity");
    let header = || {
        let header = identity.and_then(|identity| identity.set("Header"));
        match header.map(|header| header.as_text()) {
            None => at.text("method.request.header.Authorization"),
            Some(Some(name)) => at.text(format!("method.request.header.{name}")),
            Some(None) => at.unknown(),
        }
    };
    let mut properties = vec![
        ("Name", Some(at.text(name))),
        ("RestApiId", Some(at.reference(source.id))),
        ("AuthorizerResultTtlInSeconds", identity.and_then(|one| one.get("ReauthorizeEvery")).cloned()),
    ];
    let expression = identity.and_then(|one| one.get("ValidationExpression")).cloned();
    let authorizer = if let Some(pools) = written.set("UserPoolArn") {
        properties.extend([
            ("Type", Some(at.text("COGNITO_USER_POOLS"))),
            ("ProviderARNs", Some(at.list(listed(pools).to_vec()))),
            ("IdentitySource", Some(header())),
            ("IdentityValidationExpression", expression),
        ]);
        Authorizer::new(source, name, "COGNITO_USER_POOLS", scopes, true)
    } else {
        let function = written.set("FunctionArn");
        if function.is_none() {
            expansion
                .leave(at, format!("the authorizer `{name}` has neither `UserPoolArn` nor `FunctionArn`"));
        }
        let is_request = written.text("FunctionPayloadType") == Some("REQUEST");
        let parts = [
            ("Headers", "method.request.header."),
            ("QueryStrings", "method.request.querystring."),
            ("StageVariables", "stageVariables."),
            ("Context", "context."),
        ];
        let sources = identity_sources(identity, parts);
        let request_source = || match sources.iter().map(Reading::as_text).collect::<Option<Vec<_>>>() {
            Some(texts) => at.text(texts.join(", ")),
            None => at.unknown(),
        };
        properties.extend([
            ("Type", Some(at.text(if is_request { "REQUEST" } else { "TOKEN" }))),
            ("AuthorizerUri", function.map(|function| authorizer_uri(at, function))),
            ("IdentitySource", Some(if is_request { request_source() } else { header() })),
            ("IdentityValidationExpression", if is_request { None } else { expression }),
            ("AuthorizerCredentials", invoke_role(written)),
        ]);
        if let Some(function) =
            function.filter(|_| written.set("DisableFunctionDefaultPermissions").is_none())
        {
            permit_authorizer(source, name, function, at, expansion);
        }
        Authorizer::new(source, name, "CUSTOM", scopes, true)
    };
    authorizer.make(at, "AWS::ApiGateway::Authorizer", source, at.given(properties), expansion);
    authorizer
}

fn invoke_role(written: &Node) -> Option<Node> {
    written.set("FunctionInvokeRole").filter(|role| role.as_text() != Some("NONE")).cloned()
}

/// The authorizer of a security scheme in a definition, if it is one.
fn rest_scheme(source: &Source<'_>, scheme: &Member, expansion: &mut Expansion<'_>) -> Option<Authorizer> {
    let at = At(scheme.name_span);
    let written = &scheme.value;
    if written.text("x-amazon-apigateway-authtype") == Some("awsSigv4") {
        return Some(Authorizer { name: scheme.name.clone(), is_of_auth: false, ..Authorizer::iam() });
    }
    let extension = written.get("x-amazon-apigateway-authorizer")?;
    let (kind, resource_kind) = match extension.text("type").map(str::to_lowercase).as_deref() {
        Some("cognito_user_pools") => ("COGNITO_USER_POOLS", "COGNITO_USER_POOLS"),
        Some("request") => ("CUSTOM", "REQUEST"),
        Some("token") => ("CUSTOM", "TOKEN"),
        _ => return None,
    };
    let header = written.text("name").map(|name| at.text(format!("method.request.header.{name}")));
    let get = |name: &str| extension.get(name).cloned();
    let properties = at.given([
        ("Name", Some(at.text(&scheme.name))),
        ("RestApiId", Some(at.reference(source.id))),
        ("Type", Some(at.text(resource_kind))),
        ("ProviderARNs", get("providerARNs")),
        ("AuthorizerUri", get("authorizerUri")),
        ("AuthorizerCredentials", get("authorizerCredentials")),
        ("AuthorizerResultTtlInSeconds", get("authorizerResultTtlInSeconds")),
        ("IdentityValidationExpression", get("identityValidationExpression")),
        ("IdentitySource", if resource_kind == "REQUEST" { get("identitySource") } else { header }),
    ]);
    let authorizer = Authorizer::new(source, &scheme.name, kind, None, false);
    authorizer.make(at, "AWS::ApiGateway::Authorizer", source, properties, expansion);
    Some(authorizer)
}

/// The authorizers of an HTTP API, which become resources.
pub(super) fn of_http(
    source: &Source<'_>,
    auth: Option<&Node>,
    schemes: &[Member],
    expansion: &mut Expansion<'_>,
) -> Vec<Authorizer> {
    let mut found =
        each_written(auth, expansion, |member, expansion| http_authorizer(source, member, expansion));
    if auth.is_some_and(|auth| auth.set("EnableIamAuthorizer").is_some()) {
        found.push(Authorizer::iam());
    }
    add_schemes(&mut found, schemes, |scheme| http_scheme(source, scheme, expansion));
    found
}

fn http_authorizer(source: &Source<'_>, member: &Member, expansion: &mut Expansion<'_>) -> Authorizer {
    let Member { name, name_span, value: written } = member;
    let at = At(*name_span);
    let get = |name: &str| written.get(name).cloned();
    let identity = written.get("Identity");
    let scopes = written.set("AuthorizationScopes").cloned();
    let mut properties = vec![("Name", Some(at.text(name))), ("ApiId", Some(at.reference(source.id)))];
    let kind = if let Some(configuration) = written.set("JwtConfiguration") {
        properties.extend([
            ("AuthorizerType", Some(at.text("JWT"))),
            ("JwtConfiguration", Some(jwt(configuration))),
            ("IdentitySource", get("IdentitySource").map(|one| at.list(vec![one]))),
        ]);
        "JWT"
    } else {
        let function = written.set("FunctionArn");
        if function.is_none() {
            expansion
                .refuse(at, format!("the authorizer `{name}` needs `JwtConfiguration` or `FunctionArn`"));
        }
        let parts = [
            ("Headers", "$request.header."),
            ("QueryStrings", "$request.querystring."),
            ("StageVariables", "$stageVariables."),
            ("Context", "$context."),
        ];
        properties.extend([
            ("AuthorizerType", Some(at.text("REQUEST"))),
            ("AuthorizerUri", function.map(|function| authorizer_uri(at, function))),
            ("AuthorizerCredentialsArn", invoke_role(written)),
            ("AuthorizerPayloadFormatVersion", get("AuthorizerPayloadFormatVersion")),
            ("EnableSimpleResponses", get("EnableSimpleResponses")),
            ("AuthorizerResultTtlInSeconds", identity.and_then(|one| one.get("ReauthorizeEvery")).cloned()),
            ("IdentitySource", identity.map(|one| at.list(identity_sources(Some(one), parts)))),
        ]);
        if let Some(function) = function.filter(|_| written.set("EnableFunctionDefaultPermissions").is_some())
        {
            permit_authorizer(source, name, function, at, expansion);
        }
        "CUSTOM"
    };
    let authorizer = Authorizer::new(source, name, kind, scopes, true);
    authorizer.make(at, "AWS::ApiGatewayV2::Authorizer", source, at.given(properties), expansion);
    authorizer
}

/// SAM takes the names in any case.
fn jwt(configuration: &Node) -> Node {
    let at = configuration.at();
    let find = |name: &str| {
        let found = configuration.members().iter().find(|member| member.name.eq_ignore_ascii_case(name));
        found.map(|member| member.value.clone())
    };
    match configuration.intrinsic() {
        Some(_) => at.unknown(),
        None => at.given([("Issuer", find("issuer")), ("Audience", find("audience"))]),
    }
}

fn http_scheme(source: &Source<'_>, scheme: &Member, expansion: &mut Expansion<'_>) -> Option<Authorizer> {
    let at = At(scheme.name_span);
    let extension = scheme.value.get("x-amazon-apigateway-authorizer");
    if scheme.value.text("x-amazon-apigateway-authtype") == Some("awsSigv4") {
        return Some(Authorizer { name: scheme.name.clone(), is_of_auth: false, ..Authorizer::iam() });
    }
    let extension = extension?;
    let (kind, resource_kind) = match extension.text("type").map(str::to_lowercase).as_deref() {
        Some("jwt") => ("JWT", "JWT"),
        Some("request") => ("CUSTOM", "REQUEST"),
        _ => return None,
    };
    let get = |name: &str| extension.get(name).cloned();
    let properties = at.given([
        ("Name", Some(at.text(&scheme.name))),
        ("ApiId", Some(at.reference(source.id))),
        ("AuthorizerType", Some(at.text(resource_kind))),
        ("JwtConfiguration", extension.get("jwtConfiguration").map(jwt)),
        ("IdentitySource", get("identitySource").map(|one| at.list(listed(&one).to_vec()))),
        ("AuthorizerUri", get("authorizerUri")),
        ("AuthorizerCredentialsArn", get("authorizerCredentials")),
        ("AuthorizerPayloadFormatVersion", get("authorizerPayloadFormatVersion")),
        ("EnableSimpleResponses", get("enableSimpleResponses")),
        ("AuthorizerResultTtlInSeconds", get("authorizerResultTtlInSeconds")),
    ]);
    let authorizer = Authorizer::new(source, &scheme.name, kind, None, false);
    authorizer.make(at, "AWS::ApiGatewayV2::Authorizer", source, properties, expansion);
    Some(authorizer)
}

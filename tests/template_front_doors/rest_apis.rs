//! `AWS::ApiGateway::…`, each as a resource of its own.

use policyscope::front_door::{
    ApiKeySource, ApiType, Authorization, AuthorizerKind, AuthorizerReturns, Endpoint, Firewall, Rate,
    Throttle,
};
use policyscope::scenario::Slot;
use serde_json::{Value, json};

use crate::{door, here, lambda, made, method, taken, unknown};

fn of_api(kind: &str, mut properties: Value) -> Value {
    properties["RestApiId"] = json!({"Ref": "Api"});
    json!({"Type": format!("AWS::ApiGateway::{kind}"), "Properties": properties})
}

fn root() -> Value {
    json!({"Fn::GetAtt": ["Api", "RootResourceId"]})
}

/// An API `Api` with these other resources.
fn api(properties: Value, others: Value) -> Value {
    let mut resources = json!({"Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": properties}});
    resources.as_object_mut().unwrap().extend(others.as_object().unwrap().clone());
    resources
}

#[test]
fn an_api_is_called_by_its_logical_id_and_that_is_said() {
    let taken = made(&api(json!({"Name": "pets"}), json!({})));
    let found = door(&taken);
    assert_eq!((found.name.as_str(), found.api_type), ("pets", ApiType::Rest));
    assert_eq!(found.arn_prefix(), "arn:aws:execute-api:eu-west-1:111122223333:Api/");
    assert_eq!((found.endpoint, &found.resource_policy), (Endpoint::Edge, &Slot::Known(None)));
    assert_eq!(taken.report.assumed[0].logical_id, "Api");
    assert!(taken.report.assumed[0].message.contains("called by its logical id"));
    let origin = taken.workspace.front_doors[0].origin.as_ref().unwrap();
    assert_eq!((origin.template, origin.resource.as_str()), (0, "Api"));
    assert_eq!(taken.workspace.front_doors[0].requests.len(), 1);
    // With its id, nothing is assumed.
    let mut given = here();
    given.values.insert("Api".to_owned(), "a1b2c3d4e5".to_owned());
    let taken = crate::taken(&json!({"Resources": api(json!({}), json!({}))}).to_string(), given);
    assert_eq!(door(&taken).api_id, "a1b2c3d4e5");
    assert!(taken.report.assumed.is_empty());
}

#[test]
fn account_and_region_that_are_not_given_are_not_made_up() {
    let taken = taken(&json!({"Resources": api(json!({}), json!({}))}).to_string(), crate::values(json!({})));
    let found = door(&taken);
    assert_eq!((found.region.as_str(), found.account.as_str()), ("", "000000000000"));
    let said = &taken.report.assumed[0].message;
    assert!(said.contains("Region is not given") && said.contains("account, which is not given"), "{said}");
}

#[test]
fn endpoint_types_are_read_and_never_guessed() {
    let with = |types: Value| made(&api(json!({"EndpointConfiguration": {"Types": types}}), json!({})));
    for (types, endpoint) in
        [("REGIONAL", Endpoint::Regional), ("EDGE", Endpoint::Edge), ("PRIVATE", Endpoint::Private)]
    {
        assert_eq!(door(&with(json!([types]))).endpoint, endpoint);
    }
    let open = with(json!([{"Ref": "Open"}]));
    assert!(door(&open).not_known[0].contains("from where it can be reached"), "{:?}", door(&open).not_known);
    assert!(unknown(&open).contains("it needs `Open`"));
}

#[test]
fn key_sources_and_a_switched_off_domain() {
    let taken = made(&api(json!({"ApiKeySourceType": "AUTHORIZER"}), json!({})));
    assert_eq!(door(&taken).api_key_source, ApiKeySource::Authorizer);
    for open in [json!({"ApiKeySourceType": {"Ref": "Open"}}), json!({"DisableExecuteApiEndpoint": true})] {
        assert_eq!(door(&made(&api(open, json!({})))).not_known.len(), 1);
    }
}

#[test]
fn policies_are_taken_over_with_their_unknown_parts() {
    let statement = json!({"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": {"Ref": "Open"}});
    let taken = made(&api(json!({"Policy": {"Statement": [statement]}}), json!({})));
    let Slot::Known(Some(policy)) = &door(&taken).resource_policy else { panic!() };
    assert!(policy.text.contains(r#""Ref": "Open""#), "{}", policy.text);
    let taken = made(&api(json!({"Policy": {"Ref": "Open"}}), json!({})));
    let Slot::Known(Some(policy)) = &door(&taken).resource_policy else { panic!() };
    assert_eq!(policy.text.replace([' ', '\n'], ""), r#"{"Ref":"Open"}"#);
}

#[test]
fn methods_stand_at_the_paths_of_their_resources() {
    let resource =
        |part: &str, parent: Value| of_api("Resource", json!({"PathPart": part, "ParentId": parent}));
    let at = |id: Value| {
        of_api("Method", json!({"HttpMethod": "get", "ResourceId": id, "AuthorizationType": "NONE"}))
    };
    let taken = made(&api(
        json!({}),
        json!({
            "Pets": resource("pets", root()),
            "Pet": resource("{id}", json!({"Ref": "Pets"})),
            "Food": resource("food", json!({"Fn::GetAtt": ["Pet", "ResourceId"]})),
            "A": at(root()), "B": at(json!({"Ref": "Pets"})), "C": at(json!({"Ref": "Food"})),
        }),
    ));
    let paths: Vec<&str> = door(&taken).methods.iter().map(|method| &*method.path).collect();
    assert_eq!(paths, ["/", "/pets", "/pets/{id}/food"]);
    assert!(door(&taken).methods.iter().all(|method| method.http_method == "GET"));
    // A path that is not known may be any.
    for open in [
        json!({"Pets": resource("pets", json!({"Ref": "Open"})), "A": at(json!({"Ref": "Pets"}))}),
        json!({"A": at(json!({"Fn::ImportValue": "elsewhere"}))}),
        json!({"Loop": resource("loop", json!({"Ref": "Loop"})), "A": at(json!({"Ref": "Loop"}))}),
    ] {
        let taken = made(&api(json!({}), open));
        assert!(door(&taken).methods.is_empty());
        assert!(door(&taken).not_known[0].contains("`A`"), "{:?}", door(&taken).not_known);
    }
}

#[test]
fn types_of_authorization_are_taken_over() {
    let at = |properties: Value| {
        let mut all = json!({"HttpMethod": "GET", "ResourceId": root()});
        all.as_object_mut().unwrap().extend(properties.as_object().unwrap().clone());
        let authorizers = json!({
            "Token": of_api("Authorizer", json!({"Name": "token", "Type": "TOKEN", "AuthorizerUri": "x",
                "IdentitySource": "method.request.header.Auth", "IdentityValidationExpression": "^Bearer ",
                "AuthorizerResultTtlInSeconds": 60})),
            "Pool": of_api("Authorizer", json!({"Name": "pool", "Type": "COGNITO_USER_POOLS",
                "IdentitySource": "method.request.header.Authorization",
                "ProviderARNs": ["arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_a"]})),
            "Strange": of_api("Authorizer", json!({"Name": "strange", "Type": "TOKEN", "IdentitySource": {"Ref": "Open"}})),
            "M": of_api("Method", all),
        });
        made(&api(json!({}), authorizers))
    };
    let authorization = |properties: Value| method(door(&at(properties)), "GET", "/").authorization.clone();
    assert_eq!(authorization(json!({"AuthorizationType": "NONE"})), Authorization::None);
    assert_eq!(authorization(json!({"AuthorizationType": "AWS_IAM"})), Authorization::Iam);
    let by = |kind: &str, id: &str| json!({"AuthorizationType": kind, "AuthorizerId": {"Ref": id}});
    assert_eq!(authorization(by("CUSTOM", "Token")), lambda("token"));
    let mut with_scopes = by("COGNITO_USER_POOLS", "Pool");
    with_scopes["AuthorizationScopes"] = json!(["pets/read"]);
    let cognito = |scopes: &[&str]| Authorization::Cognito {
        authorizer: "pool".to_owned(),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
    };
    assert_eq!(authorization(with_scopes), cognito(&["pets/read"]));
    assert_eq!(authorization(by("COGNITO_USER_POOLS", "Pool")), cognito(&[]));
    let mut open_scopes = by("COGNITO_USER_POOLS", "Pool");
    open_scopes["AuthorizationScopes"] = json!([{"Ref": "Open"}]);
    for open in [
        json!({}),
        json!({"AuthorizationType": {"Ref": "Open"}}),
        json!({"AuthorizationType": {"Fn::If": ["Maybe", "NONE", "AWS_IAM"]}}),
        json!({"AuthorizationType": "CUSTOM", "AuthorizerId": {"Ref": "Open"}}),
        json!({"AuthorizationType": "CUSTOM"}),
        json!({"AuthorizationType": "NONE", "ApiKeyRequired": {"Ref": "Open"}}),
        by("CUSTOM", "Pool"),
        by("CUSTOM", "Strange"),
        open_scopes,
    ] {
        let taken = at(open.clone());
        assert_eq!(method(door(&taken), "GET", "/").authorization, Authorization::Unknown, "{open}");
        assert!(unknown(&taken).contains("how `GET /` is authorized stands as unknown"), "{open}");
    }
    let taken = at(json!({"AuthorizationType": "NONE", "ApiKeyRequired": true}));
    assert!(method(door(&taken), "GET", "/").api_key_required);
    let token = door(&taken).authorizer("token").unwrap();
    assert_eq!((token.kind, token.ttl_seconds), (AuthorizerKind::Token, Some(60)));
    assert_eq!(token.identity_sources, ["method.request.header.Auth"]);
    assert_eq!(token.identity_validation_expression.as_deref(), Some("^Bearer "));
    assert_eq!(token.returns, AuthorizerReturns::Unknown);
    let pool = door(&taken).authorizer("pool").unwrap();
    assert_eq!(pool.issuers, ["https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"]);
    assert!(door(&taken).authorizer("strange").is_none());
}

#[test]
fn a_user_pool_of_the_template_has_no_known_issuer() {
    let authorizer = of_api(
        "Authorizer",
        json!({"Name": "pool", "Type": "COGNITO_USER_POOLS", "ProviderARNs": [{"Fn::GetAtt": ["Pool", "Arn"]}]}),
    );
    let taken = made(&api(json!({}), json!({"A": authorizer, "Pool": {"Type": "AWS::Cognito::UserPool"}})));
    assert!(door(&taken).authorizer("pool").unwrap().issuers.is_empty());
    assert!(
        unknown(&taken).contains("whose tokens the authorizer `pool` takes is not known (it needs `Pool`)")
    );
}

#[test]
fn a_method_that_may_be_missing_is_open() {
    let mut method_of =
        of_api("Method", json!({"HttpMethod": "GET", "ResourceId": root(), "AuthorizationType": "NONE"}));
    method_of["Condition"] = json!("Maybe");
    let resources = api(json!({}), json!({"M": method_of}));
    assert_eq!(method(door(&made(&resources)), "GET", "/").authorization, Authorization::Unknown);
    // Under the condition of the API it is there whenever that is.
    let mut same = resources.clone();
    same["Api"]["Condition"] = json!("Maybe");
    let taken = made(&same);
    assert_eq!(method(door(&taken), "GET", "/").authorization, Authorization::None);
    assert!(taken.report.assumed[0].message.contains("whether `Maybe` holds is not known"));
}

/// A custom domain puts a base path before the path, and a gateway response changes status and body: neither is looked
/// into, and that is said.
#[test]
fn custom_domains_and_gateway_responses_are_named() {
    let beside = |kind: &str, property: &str, api: Value| {
        json!({"Type": kind, "Properties": {"DomainName": "api.example.com", property: api, "Stage": "prod",
            "ResponseType": "ACCESS_DENIED", "StatusCode": "404"}})
    };
    let domain = "by the custom domain of `Beside` are not looked into";
    for (kind, property, words) in [
        ("AWS::ApiGateway::BasePathMapping", "RestApiId", domain),
        ("AWS::ApiGateway::BasePathMappingV2", "RestApiId", domain),
        ("AWS::ApiGatewayV2::ApiMapping", "ApiId", domain),
        ("AWS::ApiGateway::GatewayResponse", "RestApiId", "what `Beside` makes of them is not looked into"),
    ] {
        let perhaps = json!({"Fn::If": ["Maybe", {"Ref": "Api"}, "a1b2c3"]});
        for (id, is_said) in [(json!({"Ref": "Api"}), true), (perhaps, true), (json!("a1b2c3"), false)] {
            let taken = made(&api(json!({}), json!({"Beside": beside(kind, property, id.clone())})));
            let said = unknown(&taken).contains(words);
            assert_eq!(said, is_said, "{kind} {id}");
            assert!(door(&taken).not_known.is_empty(), "{:?}", door(&taken).not_known);
        }
    }
}

/// The policies of an API and of the endpoints that lead to it stand with the API, whatever its name.
#[test]
fn a_policy_that_stands_with_its_api_is_seen_by_requests_to_it() {
    let policy = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
        "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]});
    let endpoint = |service: &str| {
        json!({"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": "vpc-1", "PolicyDocument": policy,
            "ServiceName": format!("com.amazonaws.eu-west-1.{service}"), "VpcEndpointType": "Interface"}})
    };
    let taken = made(&api(
        json!({"Policy": policy, "EndpointConfiguration": {"Types": ["PRIVATE"]}}),
        json!({"Calls": endpoint("execute-api"), "Queues": endpoint("sqs")}),
    ));
    let message = |id: &str| {
        let found = taken.report.needs_name.iter().find(|one| one.logical_id == id);
        found.unwrap_or_else(|| panic!("{id}: {:?}", taken.report.needs_name)).message.as_str()
    };
    assert!(message("Api").contains("only requests to the API see its one statement"), "{}", message("Api"));
    assert!(
        message("Calls").contains("only requests to private APIs of the template see"),
        "{}",
        message("Calls")
    );
    assert!(message("Queues").contains("no decision sees"), "{}", message("Queues"));
}

#[test]
fn what_may_belong_to_the_api_leaves_it_open() {
    let mut other =
        of_api("Method", json!({"HttpMethod": "GET", "ResourceId": root(), "AuthorizationType": "NONE"}));
    other["Properties"]["RestApiId"] = json!({"Fn::If": ["Maybe", {"Ref": "Api"}, "x"]});
    let taken = made(&api(json!({}), json!({"M": other.clone()})));
    assert!(door(&taken).not_known[0].contains("whether `M` belongs to it"), "{:?}", door(&taken).not_known);
    // One of an API elsewhere is not of this one.
    other["Properties"]["RestApiId"] = json!({"Fn::ImportValue": "elsewhere"});
    let taken = made(&api(json!({}), json!({"M": other})));
    assert!(door(&taken).not_known.is_empty() && door(&taken).methods.is_empty());
    assert!(unknown(&taken).contains("`M` belongs to an API that the template does not make"));
}

#[test]
fn stages_come_from_stages_and_deployments_with_their_limits() {
    let taken = made(&api(
        json!({}),
        json!({
            "Prod": of_api("Stage", json!({"StageName": "prod", "MethodSettings": [
                {"HttpMethod": "*", "ResourcePath": "/*", "ThrottlingRateLimit": 10, "ThrottlingBurstLimit": 20},
                {"HttpMethod": "GET", "ResourcePath": "/~1pets~1{id}", "ThrottlingRateLimit": 0.5, "ThrottlingBurstLimit": 1},
                {"HttpMethod": "GET", "ResourcePath": "/~1other", "LoggingLevel": "INFO"}]})),
            "D": of_api("Deployment", json!({"StageName": "test"})),
            "E": of_api("Deployment", json!({})),
        }),
    ));
    let stages = &door(&taken).stages;
    assert_eq!(stages.iter().map(|stage| &*stage.name).collect::<Vec<_>>(), ["prod", "test"]);
    assert_eq!(stages[0].throttle, Some(Throttle { rate: Rate::per_second(10), burst: 20 }));
    assert_eq!(stages[0].method_throttles.len(), 1);
    assert_eq!(stages[0].method_throttles[0].path, "/pets/{id}");
    assert_eq!(stages[0].method_throttles[0].throttle.rate.millionths, 500_000);
    assert!(door(&taken).not_known.is_empty());
    // A limit that is not known may let nothing through.
    let open = json!({"HttpMethod": "*", "ResourcePath": "/*", "ThrottlingRateLimit": {"Ref": "Open"}});
    let taken = made(&api(
        json!({}),
        json!({"Prod": of_api("Stage", json!({"StageName": "prod", "MethodSettings": [open]}))}),
    ));
    assert!(
        door(&taken).not_known[0].contains("the limit of the stage `prod`"),
        "{:?}",
        door(&taken).not_known
    );
    // A stage without a known name is not taken for one that does not exist.
    let taken = made(&api(
        json!({}),
        json!({"A": of_api("Stage", json!({"StageName": "prod"})), "B": of_api("Stage", json!({"StageName": {"Ref": "Open"}}))}),
    ));
    assert!(door(&taken).stages.is_empty());
    assert!(unknown(&taken).contains("the name of `B` is not (it needs `Open`)"), "{}", unknown(&taken));
}

#[test]
fn a_firewall_is_seen_and_what_it_does_is_unknown() {
    let association =
        |arn: Value| json!({"Type": "AWS::WAFv2::WebACLAssociation", "Properties": {"ResourceArn": arn}});
    let stage = of_api("Stage", json!({"StageName": "prod"}));
    let own = json!({"Fn::Sub": "arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/prod"});
    let taken = made(&api(json!({}), json!({"Prod": stage, "Acl": association(own)})));
    assert_eq!(door(&taken).waf, Firewall::Unknown);
    let other = json!("arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/a/b");
    assert_eq!(door(&made(&api(json!({}), json!({"Acl": association(other)})))).waf, Firewall::None);
}

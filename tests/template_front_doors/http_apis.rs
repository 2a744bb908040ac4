//! `AWS::ApiGatewayV2::…`.

use policyscope::front_door::{ApiType, Authorization, AuthorizerKind, PayloadFormat, Rate, Throttle};
use policyscope::scenario::Slot;
use serde_json::{Value, json};

use crate::{door, lambda, made, method, unknown};

fn of_api(kind: &str, mut properties: Value) -> Value {
    properties["ApiId"] = json!({"Ref": "Api"});
    json!({"Type": format!("AWS::ApiGatewayV2::{kind}"), "Properties": properties})
}

fn api(properties: Value, others: Value) -> Value {
    let mut resources = json!({"Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": properties}});
    resources.as_object_mut().unwrap().extend(others.as_object().unwrap().clone());
    resources
}

fn http(others: Value) -> Value {
    api(json!({"Name": "orders", "ProtocolType": "HTTP"}), others)
}

#[test]
fn of_a_web_socket_api_the_type_alone_is_taken() {
    let taken = made(&api(
        json!({"ProtocolType": "WEBSOCKET", "RouteSelectionExpression": "x"}),
        json!({"R": of_api("Route", json!({"RouteKey": "$connect"}))}),
    ));
    assert_eq!(door(&taken).api_type, ApiType::WebSocket);
    assert!(door(&taken).methods.is_empty());
}

#[test]
fn an_open_protocol_leaves_the_api_open() {
    let taken = made(&api(json!({"ProtocolType": {"Ref": "Open"}}), json!({})));
    assert!(door(&taken).not_known[0].contains("what kind of API it is"));
}

#[test]
fn routes_are_taken_over_with_their_authorization() {
    let route = |key: &str, mut more: Value| {
        more["RouteKey"] = json!(key);
        of_api("Route", more)
    };
    let taken = made(&http(json!({
        "Jwt": of_api("Authorizer", json!({"Name": "jwt", "AuthorizerType": "JWT", "IdentitySource": ["$request.header.Authorization"],
            "JwtConfiguration": {"Issuer": "https://issuer.example", "Audience": ["orders"]}})),
        "Function": of_api("Authorizer", json!({"Name": "function", "AuthorizerType": "REQUEST", "AuthorizerPayloadFormatVersion": "2.0",
            "EnableSimpleResponses": true, "AuthorizerResultTtlInSeconds": 30, "IdentitySource": ["$request.header.Auth", "$context.path"]})),
        "A": route("GET /orders/{id}", json!({"AuthorizationType": "JWT", "AuthorizerId": {"Ref": "Jwt"}, "AuthorizationScopes": ["read"]})),
        "B": route("POST /orders", json!({"AuthorizationType": "CUSTOM", "AuthorizerId": {"Fn::GetAtt": ["Function", "AuthorizerId"]}})),
        "C": route("DELETE /orders", json!({"AuthorizationType": "AWS_IAM"})),
        "D": route("$default", json!({})),
        "E": route("ANY /open", json!({"AuthorizationType": {"Ref": "Open"}})),
    })));
    let found = door(&taken);
    let scopes = vec!["read".to_owned()];
    let jwt = Authorization::Jwt { authorizer: "jwt".to_owned(), scopes };
    assert_eq!(method(found, "GET", "/orders/{id}").authorization, jwt);
    assert_eq!(method(found, "POST", "/orders").authorization, lambda("function"));
    assert_eq!(method(found, "DELETE", "/orders").authorization, Authorization::Iam);
    assert_eq!(method(found, "ANY", "$default").authorization, Authorization::None);
    assert_eq!(method(found, "ANY", "/open").authorization, Authorization::Unknown);
    let jwt = found.authorizer("jwt").unwrap();
    assert_eq!(jwt.kind, AuthorizerKind::Jwt);
    assert_eq!(
        (&*jwt.issuers, &*jwt.audience),
        (&["https://issuer.example".to_owned()][..], &["orders".to_owned()][..])
    );
    let function = found.authorizer("function").unwrap();
    assert_eq!((function.payload_format, function.simple_responses), (PayloadFormat::V2, true));
    assert_eq!((function.ttl_seconds, function.identity_sources.len()), (Some(30), 2));
}

#[test]
fn an_issuer_that_is_made_up_later_is_not_known() {
    let taken = made(&http(json!({
        "Pool": {"Type": "AWS::Cognito::UserPool"},
        "Jwt": of_api("Authorizer", json!({"Name": "jwt", "AuthorizerType": "JWT", "JwtConfiguration": {
            "Issuer": {"Fn::Sub": "https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}"}, "Audience": [{"Ref": "Open"}]}})),
    })));
    let jwt = door(&taken).authorizer("jwt").unwrap();
    assert!(jwt.issuers.is_empty() && jwt.audience.is_empty());
    assert!(unknown(&taken).contains("it needs `Pool`") && unknown(&taken).contains("it needs `Open`"));
}

#[test]
fn a_function_without_a_known_format_is_not_taken_over() {
    for format in [json!({}), json!({"AuthorizerPayloadFormatVersion": {"Ref": "Open"}})] {
        let mut properties = json!({"Name": "f", "AuthorizerType": "REQUEST"});
        properties.as_object_mut().unwrap().extend(format.as_object().unwrap().clone());
        let route = json!({"RouteKey": "GET /", "AuthorizationType": "CUSTOM", "AuthorizerId": {"Ref": "F"}});
        let taken = made(&http(json!({"F": of_api("Authorizer", properties), "R": of_api("Route", route)})));
        assert!(door(&taken).authorizers.is_empty());
        assert_eq!(method(door(&taken), "GET", "/").authorization, Authorization::Unknown);
    }
}

#[test]
fn a_route_for_unknown_requests_leaves_the_api_open() {
    let taken = made(&http(json!({"R": of_api("Route", json!({"RouteKey": {"Ref": "Open"}}))})));
    assert!(door(&taken).not_known[0].contains("the route `R`"));
}

#[test]
fn a_target_makes_one_open_route_and_a_stage() {
    let taken = made(&api(json!({"ProtocolType": "HTTP", "Target": "https://example.com"}), json!({})));
    assert_eq!(method(door(&taken), "ANY", "$default").authorization, Authorization::None);
    assert_eq!(door(&taken).stages[0].name, "$default");
    let taken = made(&api(json!({"ProtocolType": "HTTP", "Target": "x", "RouteKey": "GET /a"}), json!({})));
    assert_eq!(method(door(&taken), "GET", "/a").authorization, Authorization::None);
}

#[test]
fn stages_have_limits_for_all_routes_and_for_single_ones() {
    let limit = |rate: Value| json!({"ThrottlingRateLimit": rate, "ThrottlingBurstLimit": 5});
    let stage = |default: Value| {
        let settings = json!({"StageName": "$default", "DefaultRouteSettings": default, "RouteSettings": {"GET /a": limit(json!(1))}});
        made(&http(json!({"S": of_api("Stage", settings)})))
    };
    let taken = stage(limit(json!(2)));
    let found = &door(&taken).stages[0];
    assert_eq!(found.throttle, Some(Throttle { rate: Rate::per_second(2), burst: 5 }));
    assert_eq!((&*found.method_throttles[0].path, &*found.method_throttles[0].http_method), ("/a", "GET"));
    assert!(door(&stage(json!({"DetailedMetricsEnabled": true}))).stages[0].throttle.is_none());
    assert_eq!(door(&stage(limit(json!({"Ref": "Open"})))).not_known.len(), 1);
}

#[test]
fn cors_is_taken_over_as_far_as_it_is_known() {
    let of_api = |cors: Value| {
        let mut properties = json!({"Name": "orders", "ProtocolType": "HTTP"});
        properties.as_object_mut().unwrap().extend(cors.as_object().unwrap().clone());
        made(&api(properties, json!({})))
    };
    let lists = |texts: &[&str]| Slot::Known(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
    let own = json!({"AllowOrigins": ["https://a"], "AllowHeaders": [{"Ref": "Open"}], "MaxAge": 5});
    let taken = of_api(json!({"CorsConfiguration": own}));
    let cors = door(&taken).cors.known().unwrap().clone().unwrap();
    assert_eq!((cors.allow_origins, cors.allow_methods), (lists(&["https://a"]), lists(&[])));
    assert_eq!(cors.allow_headers, Slot::Unknown);
    assert!(unknown(&taken).contains("it needs `Open`"));

    let body =
        json!({"openapi": "3.0.1", "paths": {}, "x-amazon-apigateway-cors": {"allowMethods": ["GET"]}});
    let cors = door(&of_api(json!({"Body": body}))).cors.known().unwrap().clone().unwrap();
    assert_eq!(cors.allow_methods, lists(&["GET"]));

    assert_eq!(door(&of_api(json!({}))).cors, Slot::Known(None));
    for open in [
        json!({"Body": body, "CorsConfiguration": own}),
        json!({"BodyS3Location": {"Bucket": "b"}}),
        json!({"CorsConfiguration": {"Fn::If": ["Maybe", own, {"Ref": "AWS::NoValue"}]}}),
    ] {
        let taken = of_api(open);
        assert_eq!(door(&taken).cors, Slot::Unknown);
        assert!(unknown(&taken).contains("CORS configuration"));
    }
}

//! Definitions in OpenAPI that are written into the template, and those that are not.

use policyscope::front_door::{Authorization, AuthorizerKind, PayloadFormat};
use policyscope::scenario::Slot;
use serde_json::{Value, json};

use crate::{door, lambda, made, method, unknown};

fn rest(properties: Value) -> Value {
    json!({"Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": properties}})
}

fn schemes() -> Value {
    json!({
        "key": {"type": "apiKey", "name": "x-api-key", "in": "header"},
        "sigv4": {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"},
        "token": {"type": "apiKey", "name": "Auth", "in": "header", "x-amazon-apigateway-authtype": "custom",
            "x-amazon-apigateway-authorizer": {"type": "token", "authorizerUri": "x", "authorizerResultTtlInSeconds": 0,
                "identityValidationExpression": "^x"}},
        "pool": {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "cognito_user_pools",
            "x-amazon-apigateway-authorizer": {"type": "cognito_user_pools",
                "providerARNs": ["arn:aws:cognito-idp:eu-west-1:111122223333:userpool/p"]}},
        "bearer": {"type": "http", "scheme": "bearer"},
    })
}

/// A definition with this operation at `GET /`.
fn definition(operation: Value, version: &str) -> Value {
    let mut body = json!({"paths": {"/": {"get": operation}}});
    match version {
        "2" => body["securityDefinitions"] = schemes(),
        _ => body["components"] = json!({"securitySchemes": schemes()}),
    }
    body
}

#[test]
fn operations_are_authorized_as_their_security_says() {
    let cases = [
        (json!({}), Authorization::None, false),
        (json!({"security": []}), Authorization::None, false),
        (json!({"security": [{"key": []}]}), Authorization::None, true),
        (json!({"security": [{"sigv4": []}]}), Authorization::Iam, false),
        (json!({"security": [{"token": []}, {"key": []}]}), lambda("token"), true),
        (json!({"security": [{"token": [], "key": []}]}), lambda("token"), true),
        (
            json!({"security": [{"pool": ["read"]}]}),
            Authorization::Cognito { authorizer: "pool".to_owned(), scopes: vec!["read".to_owned()] },
            false,
        ),
        (json!({"x-amazon-apigateway-auth": {"type": "aws_iam"}}), Authorization::Iam, false),
        (json!({"x-amazon-apigateway-auth": {"type": "NONE"}}), Authorization::None, false),
        (json!({"x-amazon-apigateway-auth": {"type": "other"}}), Authorization::Unknown, false),
        (json!({"security": [{"token": []}, {"sigv4": []}]}), Authorization::Unknown, false),
        (json!({"security": [{"bearer": []}]}), Authorization::Unknown, false),
        (json!({"security": [{"nowhere": []}]}), Authorization::Unknown, false),
        (json!({"security": {"Ref": "Open"}}), Authorization::Unknown, false),
        (json!({"security": [{"Ref": "Open"}]}), Authorization::Unknown, false),
        (json!({"Ref": "Open"}), Authorization::Unknown, false),
    ];
    for (operation, authorization, needs_key) in cases {
        for version in ["2", "3"] {
            let taken = made(&rest(json!({"Body": definition(operation.clone(), version)})));
            let found = method(door(&taken), "GET", "/");
            assert_eq!(
                (&found.authorization, found.api_key_required),
                (&authorization, needs_key),
                "{operation}"
            );
            let is_said = unknown(&taken).contains("`GET /` is authorized stands as unknown");
            assert_eq!(is_said, authorization == Authorization::Unknown, "{operation}");
        }
    }
}

#[test]
fn schemes_bring_authorizers() {
    let taken = made(&rest(json!({"Body": definition(json!({}), "3")})));
    let token = door(&taken).authorizer("token").unwrap();
    assert_eq!((token.kind, token.ttl_seconds), (AuthorizerKind::Token, Some(0)));
    assert_eq!(token.identity_sources, ["method.request.header.Auth"]);
    assert_eq!(token.identity_validation_expression.as_deref(), Some("^x"));
    assert_eq!(door(&taken).authorizer("pool").unwrap().kind, AuthorizerKind::Cognito);
}

/// AWS: "API Gateway doesn't use root level security defined in the OpenAPI specification."
#[test]
fn security_for_the_whole_definition_does_not_count_for_rest_apis() {
    let mut body = definition(json!({}), "3");
    body["security"] = json!([{"token": []}]);
    let taken = made(&rest(json!({"Body": body.clone()})));
    assert_eq!(method(door(&taken), "GET", "/").authorization, Authorization::None);
    assert!(unknown(&taken).contains("does not use the `security`"), "{}", unknown(&taken));
    // For HTTP APIs no document says it.
    let taken = made(&json!({"Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Body": body}}}));
    assert_eq!(method(door(&taken), "GET", "/").authorization, Authorization::Unknown);
}

#[test]
fn all_methods_of_a_definition_are_read() {
    let body = json!({"paths": {
        "/a": {"x-amazon-apigateway-any-method": {}, "parameters": [], "summary": "a"},
        "/b": {"GET": {}, "delete": {}},
    }});
    let taken = made(&rest(json!({"Body": body})));
    let found: Vec<String> =
        door(&taken).methods.iter().map(|one| format!("{} {}", one.http_method, one.path)).collect();
    assert_eq!(found, ["ANY /a", "GET /b", "DELETE /b"]);
}

#[test]
fn policies_of_definitions_count_and_two_are_unknown() {
    let mut body = definition(json!({}), "3");
    let policy = json!({"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]});
    body["x-amazon-apigateway-policy"] = policy.clone();
    let taken = made(&rest(json!({"Body": body.clone()})));
    assert!(matches!(&door(&taken).resource_policy, Slot::Known(Some(one)) if one.text.contains("Deny")));
    let taken = made(&rest(json!({"Body": body, "Policy": policy})));
    assert_eq!(door(&taken).resource_policy, Slot::Unknown);
}

#[test]
fn a_definition_that_is_not_there_leaves_the_api_open() {
    let cases = [
        json!({"BodyS3Location": {"Bucket": "b", "Key": "k"}}),
        json!({"CloneFrom": "a1b2c3d4e5"}),
        json!({"Body": {"Ref": "Open"}}),
        json!({"Body": {"paths": {"Ref": "Open"}}}),
        json!({"Body": {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "s3://b/k"}}}}),
        json!({"Body": {"paths": {"/a": {"Ref": "Open"}}}}),
        json!({"Body": {"basePath": "/v1", "paths": {}}, "Parameters": {"basepath": "prepend"}}),
    ];
    for case in cases {
        let taken = made(&rest(case.clone()));
        assert_eq!(door(&taken).not_known.len(), 1, "{case}");
        assert!(unknown(&taken).contains("what becomes of requests to the API is unknown"), "{case}");
    }
    // By default a base path does not count.
    let taken = made(&rest(json!({"Body": {"basePath": "/v1", "paths": {"/a": {"get": {}}}}})));
    assert!(door(&taken).not_known.is_empty());
    method(door(&taken), "GET", "/a");
}

#[test]
fn definitions_of_http_apis_have_jwt_authorizers_and_functions() {
    let body = json!({
        "paths": {"/a": {"get": {"security": [{"jwt": ["read"]}]}, "post": {"security": [{"function": []}]}},
            "/$default": {"x-amazon-apigateway-any-method": {}}},
        "components": {"securitySchemes": {
            "jwt": {"type": "oauth2", "x-amazon-apigateway-authorizer": {"type": "jwt",
                "jwtConfiguration": {"issuer": "https://issuer.example", "audience": ["a"]},
                "identitySource": "$request.header.Authorization"}},
            "function": {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authorizer": {
                "type": "request", "identitySource": "$request.header.Authorization", "authorizerPayloadFormatVersion": "2.0",
                "enableSimpleResponses": true}},
        }},
    });
    let taken = made(&json!({"Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Body": body}}}));
    let jwt = Authorization::Jwt { authorizer: "jwt".to_owned(), scopes: vec!["read".to_owned()] };
    assert_eq!(method(door(&taken), "GET", "/a").authorization, jwt);
    assert_eq!(method(door(&taken), "POST", "/a").authorization, lambda("function"));
    assert_eq!(method(door(&taken), "ANY", "$default").authorization, Authorization::None);
    assert_eq!(door(&taken).authorizer("jwt").unwrap().issuers, ["https://issuer.example"]);
    let function = door(&taken).authorizer("function").unwrap();
    assert_eq!((function.payload_format, function.simple_responses), (PayloadFormat::V2, true));
}

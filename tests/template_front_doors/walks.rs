//! Requests on their way through APIs of templates.

use policyscope::front_door::{
    Authorization, AuthorizerCache, AuthorizerReturns, Checkpoint, Ending, Endpoint, Outcome, StepResult,
    walk,
};
use policyscope::workspace::resolve_door_request;
use serde_json::{Value, json};

use crate::{assert_open, door, here, lambda, made, method, outcome, status, taken, unknown, values};

const BOOKINGS: &str = include_str!("../template/import/booking-service.yaml");

const TOKEN_AUTHORIZER: &str = "
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: ByToken
        Authorizers:
          ByToken: {FunctionArn: !GetAtt Check.Arn, Identity: {ValidationExpression: '^Bearer .+$'}}
        ResourcePolicy:
          IpRangeWhitelist: [203.0.113.0/24]
  Check:
    Type: AWS::Serverless::Function
    Properties: {Handler: check.handler, Runtime: nodejs22.x, CodeUri: ./check}
  Order:
    Type: AWS::Serverless::Function
    Properties:
      Handler: order.handler
      Runtime: nodejs22.x
      CodeUri: ./order
      Events:
        Post: {Type: Api, Properties: {RestApiId: !Ref Shop, Path: /orders, Method: post}}
        Public: {Type: Api, Properties: {RestApiId: !Ref Shop, Path: /health, Method: get, Auth: {Authorizer: NONE}}}
";

fn post(ip: &str, token: Option<&str>) -> Value {
    let headers = token.map_or(json!({}), |token| json!({"Authorization": token}));
    json!({"http_method": "POST", "path": "/orders", "stage": "live", "source_ip": ip, "headers": headers})
}

#[test]
fn a_token_authorizer_and_a_resource_policy_by_address() {
    // Neither account nor Region is needed: the policy is relative to the API.
    for given in [here(), values(json!({}))] {
        let taken = taken(TOKEN_AUTHORIZER, given);
        let door = door(&taken);
        assert_eq!(door.not_known, Vec::<String>::new());
        assert_eq!(method(door, "POST", "/orders").authorization, lambda("ByToken"));
        // From elsewhere the policy denies before anybody is asked.
        assert_eq!(status(door, post("198.51.100.1", Some("Bearer a"))), Some(403));
        assert_eq!(status(door, post("203.0.113.7", None)), Some(401));
        assert_eq!(status(door, post("203.0.113.7", Some("nonsense"))), Some(401));
        // What the function answers nobody knows.
        assert_open(door, post("203.0.113.7", Some("Bearer a")));
        let health =
            |ip: &str| json!({"http_method": "GET", "path": "/health", "stage": "live", "source_ip": ip});
        assert_eq!(outcome(door, health("203.0.113.7")), Outcome::Reached);
        assert_eq!(status(door, health("198.51.100.1")), Some(403));
        assert_eq!(
            status(
                door,
                json!({"http_method": "GET", "path": "/", "stage": "live", "source_ip": "203.0.113.7"})
            ),
            Some(403)
        );
        let mut answered = door.clone();
        answered.authorizers[0].returns = AuthorizerReturns::AllowsCalledMethod;
        assert_eq!(outcome(&answered, post("203.0.113.7", Some("Bearer a"))), Outcome::Reached);
    }
}

#[test]
fn the_first_request_of_an_api_can_be_walked() {
    let taken = taken(TOKEN_AUTHORIZER, here());
    let resolved = resolve_door_request(&taken.workspace, 0, 0).unwrap();
    let way = walk(resolved.door, &resolved.request, &mut AuthorizerCache::default());
    assert!(matches!(way.outcome, Outcome::Unknown { .. }), "{:?}", way.outcome);
}

fn private_api(policy: Value, endpoint: Value) -> Value {
    json!({
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {
            "EndpointConfiguration": {"Types": ["PRIVATE"], "VpcEndpointIds": ["vpce-0other"]},
            "Policy": {"Statement": [policy]}, "Body": {"paths": {"/a": {"get": {}}}}}},
        "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "Api"}, "StageName": "prod"}},
        "Entry": {"Type": "AWS::EC2::VPCEndpoint", "Properties": endpoint},
        "Elsewhere": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.eu-west-1.s3", "VpcId": "vpc-1"}},
    })
}

#[test]
fn a_private_api_is_reached_by_its_endpoint() {
    let allow = |endpoint: Value| {
        json!({"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
        "Condition": {"StringEquals": {"aws:SourceVpce": endpoint}}})
    };
    let service = json!({"Fn::Sub": "com.amazonaws.${AWS::Region}.execute-api"});
    let resources =
        private_api(allow(json!({"Ref": "Entry"})), json!({"ServiceName": service, "VpcId": "vpc-1"}));
    let text = json!({"Resources": resources}).to_string();
    let mut given = here();
    given.values.insert("Entry".to_owned(), "vpce-0entry".to_owned());
    let known = taken(&text, given);
    let found = door(&known);
    assert_eq!(found.endpoint, Endpoint::Private);
    let ids: Vec<&str> = found.vpc_endpoints.iter().map(|endpoint| &*endpoint.id).collect();
    assert_eq!(ids, ["vpce-0entry", "vpce-0other"]);
    assert_eq!(found.vpc_endpoints[0].vpc.as_deref(), Some("vpc-1"));
    let through = |endpoint: &str| json!({"http_method": "GET", "path": "/a", "stage": "prod", "vpc_endpoint": endpoint});
    assert_eq!(outcome(found, through("vpce-0entry")), Outcome::Reached);
    // Of the other endpoint the policy is not known, but the API's own does not allow it.
    assert!(!outcome(found, through("vpce-0other")).may_reach());
    // Over the internet it does not arrive at all.
    assert_eq!(status(found, json!({"http_method": "GET", "path": "/a", "stage": "prod"})), None);
    // Without the id, whether the policy means the endpoint is open.
    let open = taken(&text, here());
    assert_open(door(&open), through("Entry"));
    assert!(open.report.assumed[0].message.contains("VPC endpoint `Entry` is called by its logical id"));
}

#[test]
fn policies_of_endpoints_are_taken_over() {
    let allow = json!({"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"});
    let deny = json!({"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]});
    let service = "com.amazonaws.eu-west-1.execute-api";
    let through = json!({"http_method": "GET", "path": "/a", "stage": "prod", "vpc_endpoint": "Entry"});
    let with = |policy: Value| {
        made(&private_api(
            allow.clone(),
            json!({"ServiceName": service, "VpcId": "vpc-1", "PolicyDocument": policy}),
        ))
    };
    assert_eq!(status(door(&with(deny)), through.clone()), Some(403));
    assert_open(door(&with(json!({"Ref": "Open"}))), through);
}

const HTTP_API: &str = "
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        DefaultAuthorizer: Login
        Authorizers:
          Login:
            IdentitySource: $request.header.Authorization
            JwtConfiguration: {issuer: 'https://issuer.example', audience: [orders]}
  Order:
    Type: AWS::Serverless::Function
    Properties:
      Handler: order.handler
      Runtime: nodejs22.x
      CodeUri: ./order
      Events:
        Get: {Type: HttpApi, Properties: {ApiId: !Ref Orders, Path: '/orders/{id}', Method: get, Auth: {AuthorizationScopes: [read]}}}
";

#[test]
fn an_http_api_with_tokens_and_scopes() {
    let taken = taken(HTTP_API, here());
    let door = door(&taken);
    assert_eq!(door.stages[0].name, "$default");
    let get = |token: Option<String>| {
        let headers = token.map_or(json!({}), |token| json!({"Authorization": format!("Bearer {token}")}));
        json!({"http_method": "GET", "path": "/orders/7", "stage": "$default", "headers": headers, "time": "2026-01-05T12:00:00Z"})
    };
    let token = |scope: &str, issuer: &str| {
        use base64::Engine as _;
        let part = |value: Value| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value.to_string());
        let claims = json!({"iss": issuer, "aud": "orders", "scope": scope, "exp": 1_800_000_000, "iat": 1_700_000_000});
        format!("{}.{}.c2ln", part(json!({"alg": "RS256", "kid": "1"})), part(claims))
    };
    assert_eq!(status(door, get(None)), Some(401));
    assert_eq!(status(door, get(Some(token("read", "https://other.example")))), Some(401));
    assert_eq!(outcome(door, get(Some(token("read", "https://issuer.example")))), Outcome::Reached);
    assert!(!outcome(door, get(Some(token("write", "https://issuer.example")))).may_reach());
}

#[test]
fn how_requests_end_is_open_while_the_definition_is_elsewhere() {
    for text in [
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Api:\n    Type: AWS::Serverless::Api\n    Properties: {StageName: prod, DefinitionUri: ./api.yaml}\n",
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Api:\n    Type: AWS::Serverless::HttpApi\n    Properties: {DefinitionUri: ./api.yaml}\n",
    ] {
        let taken = taken(text, here());
        assert!(
            unknown(&taken).contains("its definition, which is not in the template"),
            "{}",
            unknown(&taken)
        );
        assert_open(door(&taken), json!({"http_method": "GET", "path": "/a", "stage": "prod"}));
    }
}

#[test]
fn what_is_not_known_of_an_api_stands_at_its_route() {
    let mut known = door(&taken(TOKEN_AUTHORIZER, here())).clone();
    let before = post("203.0.113.7", None);
    assert_eq!(status(&known, before.clone()), Some(401));
    known.not_known = vec!["its limits".to_owned()];
    let request: policyscope::front_door::DoorRequestText =
        serde_json::from_str(&before.to_string()).unwrap();
    let way = walk(&known, &request.read().unwrap(), &mut AuthorizerCache::default());
    let Outcome::Unknown { possible, depends_on } = &way.outcome else { panic!("{:?}", way.outcome) };
    // What was certain before is still possible.
    let is_401 =
        |ending: &Ending| matches!(ending, Ending::Stopped(response) if response.status == Some(401));
    assert!(possible.iter().any(is_401) && possible.contains(&Ending::Reached), "{possible:?}");
    assert!(depends_on.contains(&"its limits".to_owned()), "{depends_on:?}");
    let order: Vec<Checkpoint> = way.steps.iter().map(|step| step.checkpoint).collect();
    assert_eq!(order, Checkpoint::ALL);
    let route = way.steps.iter().find(|step| step.checkpoint == Checkpoint::Route).unwrap();
    assert!(
        route.result == StepResult::Unknown && route.sentence.contains("its limits"),
        "{}",
        route.sentence
    );
    assert!(way.steps.iter().all(|step| step.result != StepResult::Skipped));
}

#[test]
fn authorization_that_depends_on_a_function_is_unknown() {
    let conditions =
        "Parameters: {Safe: {Type: String}}\nConditions: {Safe: !Equals [!Ref Safe, yes]}\nResources:\n";
    let with = TOKEN_AUTHORIZER.replace("Resources:\n", conditions);
    let of_api = with.replace(
        "      Auth:\n        DefaultAuthorizer",
        "      Auth: !If\n        - Safe\n        - DefaultAuthorizer",
    );
    let of_api = of_api
        .replace("        Authorizers:\n          By", "          Authorizers:\n            By")
        .replace("        ResourcePolicy:\n          Ip", "          ResourcePolicy:\n            Ip")
        .replace("203.0.113.0/24]\n", "203.0.113.0/24]\n        - !Ref AWS::NoValue\n");
    let of_event = with.replace(
        "Path: /orders, Method: post}",
        "Path: /orders, Method: post, Auth: !If [Safe, {Authorizer: NONE}, !Ref AWS::NoValue]}",
    );
    for text in [of_api, of_event] {
        let taken = taken(&text, here());
        assert_eq!(method(door(&taken), "POST", "/orders").authorization, Authorization::Unknown, "{text}");
        assert!(
            taken.diagnostics.iter().any(|found| found.message == "what `Auth` says depends on a function")
        );
        assert_open(door(&taken), post("203.0.113.7", Some("Bearer a")));
    }
}

#[test]
fn what_macros_and_loops_may_add_leaves_the_api_open() {
    let api =
        "  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties: {Body: {paths: {/a: {get: {}}}}}\n";
    let stage = "  Stage:\n    Type: AWS::ApiGateway::Stage\n    Properties: {RestApiId: !Ref Api, StageName: prod}\n";
    let whole = |head: &str, tail: &str| format!("{head}Resources:\n{api}{stage}{tail}");
    let get = || json!({"http_method": "GET", "path": "/a", "stage": "prod"});
    assert_eq!(outcome(door(&taken(&whole("", ""), here())), get()), Outcome::Reached);
    let unknown_macro = whole("Transform: Ours\n", "");
    let unknown_loop = whole(
        "Transform: AWS::LanguageExtensions\nParameters: {Names: {Type: CommaDelimitedList}}\n",
        "  Fn::ForEach::Topics:\n    - Name\n    - !Ref Names\n    - Topic${Name}: {Type: AWS::SNS::Topic}\n",
    );
    for text in [unknown_macro, unknown_loop] {
        assert_open(door(&taken(&text, here())), get());
    }
}

#[test]
fn policies_about_a_place_that_nobody_gave_leave_the_api_open() {
    let with = |resource: &str| {
        let allow =
            json!({"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"});
        let deny =
            json!({"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": resource});
        json!({"Resources": {
            "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Policy": {"Statement": [allow, deny]},
                "Body": {"paths": {"/a": {"get": {}}}}}},
            "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "Api"}, "StageName": "prod"}}}}).to_string()
    };
    let get = || json!({"http_method": "GET", "path": "/a", "stage": "prod"});
    let named = with("arn:aws:execute-api:eu-west-1:111122223333:*/prod/*");
    assert_open(door(&taken(&named, values(json!({})))), get());
    assert_open(door(&taken(&named, values(json!({"region": "eu-west-1"})))), get());
    assert_eq!(status(door(&taken(&named, here())), get()), Some(403));
    // One about every place is about this one, too.
    let everywhere = with("arn:aws:execute-api:*:*:*/prod/*");
    assert_eq!(status(door(&taken(&everywhere, values(json!({})))), get()), Some(403));
}

#[test]
fn a_signed_request_is_open_without_a_region() {
    let resources = json!({"Resources": {
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": {
            "paths": {"/a": {"get": {"security": [{"sigv4": []}]}}},
            "securityDefinitions": {"sigv4": {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"}}}}},
        "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "Api"}, "StageName": "prod"}},
        "Caller": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "caller", "AssumeRolePolicyDocument": {"Statement": []},
            "Policies": [{"PolicyName": "call", "PolicyDocument": {"Statement": {"Effect": "Allow", "Action": "execute-api:Invoke",
                "Resource": "arn:aws:execute-api:eu-west-1:111122223333:*/prod/*"}}}]}}}}).to_string();
    let of = |given: Value| {
        let mut workspace = taken(&resources, values(given)).workspace;
        let principal = workspace.principals[0].arn.clone();
        workspace.front_doors[0].requests[0].signed_by = Some(principal);
        let resolved = resolve_door_request(&workspace, 0, 0).unwrap();
        walk(resolved.door, &resolved.request, &mut AuthorizerCache::default()).outcome
    };
    assert_eq!(of(json!({"account": "111122223333", "region": "eu-west-1"})), Outcome::Reached);
    let open = of(json!({"account": "111122223333"}));
    assert!(matches!(open, Outcome::Unknown { .. }) && open.may_reach(), "{open:?}");
    // Unsigned it is refused in any case.
    let unsigned = taken(&resources, values(json!({})));
    assert_eq!(
        status(door(&unsigned), json!({"http_method": "GET", "path": "/a", "stage": "prod"})),
        Some(403)
    );
}

#[test]
fn the_booking_service_lets_in_whom_its_authorizer_lets_in() {
    let taken = taken(BOOKINGS, here());
    let door = door(&taken);
    let get = |token: Option<&str>| {
        let headers = token.map_or(json!({}), |token| json!({"Authorization": token}));
        json!({"http_method": "GET", "path": "/bookings/7", "stage": "v1", "headers": headers})
    };
    assert_eq!(status(door, get(None)), Some(401));
    assert_open(door, get(Some("a-token")));
    assert_eq!(
        outcome(door, json!({"http_method": "GET", "path": "/rooms", "stage": "v1"})),
        Outcome::Reached
    );
    assert_eq!(status(door, json!({"http_method": "POST", "path": "/reports", "stage": "v1"})), Some(403));
}

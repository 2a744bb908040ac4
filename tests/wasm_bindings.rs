//! The JavaScript API, called as JavaScript calls it.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use js_sys::{JSON, Reflect};
use policyscope::answer::{AnswerOptions, answer};
use policyscope::bindings::{Engine, decode_share, encode_share, evaluate};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn object(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn text(object: &JsValue) -> String {
    JSON::stringify(object).unwrap().into()
}

const POLICIES: &str = r#"{"identity_policies":[{"name":"own","document":{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::home/${aws:username}/*"}]}}]}"#;

fn request(key: &str) -> String {
    format!(
        r#"{{"principal":{{"arn":"arn:aws:iam::111122223333:user/Zoë"}},
            "request":{{"action":"s3:GetObject","resource":"arn:aws:s3:::home/{key}"}}}}"#
    )
}

#[wasm_bindgen_test]
fn an_engine_answers_many_requests_with_plain_objects() {
    let engine = Engine::new(object(POLICIES)).unwrap();
    let own = engine.evaluate(object(&request("Zoë/a")), None, Some(true)).unwrap();
    let decided_by = r#"{"check":"PRINCIPAL","policy":"own","statement":0}"#;
    assert_eq!(text(&own), format!(r#"{{"decision":"Allowed","decided_by":{decided_by}}}"#));
    let other = engine.evaluate(object(&request("Max/a")), None, Some(true)).unwrap();
    assert!(text(&other).contains(r#""decision":"ImplicitlyDenied""#));
    let without_derived_keys = engine.evaluate(object(&request("Zoë/a")), None, None).unwrap();
    assert!(text(&without_derived_keys).contains(r#""decision":"ImplicitlyDenied""#));
}

#[wasm_bindgen_test]
fn a_scenario_is_evaluated_and_explained() {
    let policies = POLICIES.strip_suffix('}').unwrap();
    let scenario = format!("{policies},{}", request("Zoë/a").strip_prefix('{').unwrap());
    let answer = evaluate(object(&scenario), Some(true), Some(true)).unwrap();
    assert!(text(&answer).contains(r#""derived_context":{"aws:PrincipalAccount":["111122223333"]"#));
    let answer_to_text =
        evaluate(JsValue::from_str(&text(&object(&scenario))), Some(true), Some(true)).unwrap();
    assert_eq!(text(&answer_to_text), text(&answer));
}

#[wasm_bindgen_test]
fn an_object_has_the_members_that_the_command_line_prints() {
    const DENY: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Stop","Effect":"Deny","Action":"*","Resource":"*"}]}"#;
    let scenarios = [
        r#""id":"allowed","#.to_owned(),
        r#""id":"nötig","scps":"unknown","#.to_owned(),
        format!(r#""scps":[{{"level":"root","policies":[{{"name":"stop","document":{DENY}}}]}}],"#),
        r#""scps":[{"level":"unit","policies":[]}],"#.to_owned(),
    ]
    .map(|members| {
        let policies = POLICIES.strip_prefix('{').unwrap().strip_suffix('}').unwrap();
        format!("{{{members}{policies},{}", request("Zoë/a").strip_prefix('{').unwrap())
    });
    let decisions = scenarios.map(|scenario| {
        for explain in [false, true] {
            let options = AnswerOptions { explain, derive_context: true };
            let printed = answer(&scenario, options).json.to_string();
            let object = evaluate(JsValue::from_str(&scenario), Some(explain), Some(true)).unwrap();
            assert_eq!(text(&object), printed);
        }
        let object = evaluate(JsValue::from_str(&scenario), None, Some(true)).unwrap();
        Reflect::get(&object, &"decision".into()).unwrap().as_string().unwrap()
    });
    assert_eq!(decisions, ["Allowed", "Unknown", "ExplicitlyDenied", "ImplicitlyDenied"]);
}

#[wasm_bindgen_test]
fn what_cannot_be_read_throws_an_error_with_a_code() {
    let error: JsValue = evaluate(object(r#"{"principal":"anonymous"}"#), None, None).unwrap_err().into();
    assert_eq!(Reflect::get(&error, &"code".into()).unwrap(), "missing-member");
    assert_eq!(Reflect::get(&error, &"line".into()).unwrap(), 1);
    let error: JsValue = decode_share("#1.x.y").unwrap_err().into();
    assert_eq!(Reflect::get(&error, &"code".into()).unwrap(), "invalid-link");
    assert!(evaluate(JsValue::UNDEFINED, None, None).is_err());
}

#[wasm_bindgen_test]
fn a_workspace_survives_a_link() {
    let workspace = r#"{"policyscope":1,"name":"Zoë 🔑","x-new":{"a":[1,null]}}"#;
    let fragment = encode_share(object(workspace)).unwrap();
    assert_eq!(text(&decode_share(&fragment).unwrap()), workspace);
}

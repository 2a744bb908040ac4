//! The JavaScript API, called as JavaScript calls it.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::io::Read as _;

use flate2::read::GzDecoder;
use js_sys::{Array, JSON, Reflect};
use policyscope::answer::{AnswerOptions, answer};
use policyscope::bindings::{Engine, decode_share, encode_share, evaluate, lint, load_catalogue};
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

const MISSPELT: &str =
    "{\"Statement\": {\"Effect\": \"Allow\",\n \"Action\": \"s3:GetObjct\", \"Resource\": \"*\"}}";

/// What a file of the catalogue holds, unpacked.
fn unpacked(file: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    GzDecoder::new(file).read_to_end(&mut content).unwrap();
    content
}

#[wasm_bindgen_test]
fn a_policy_is_linted_once_the_catalogue_is_there() {
    let only_names = || object(r#"{"type": "identity", "select": ["invalid-action"]}"#);
    let core = unpacked(include_bytes!("../www/catalogue/core.bin.gz"));
    let details = unpacked(include_bytes!("../www/catalogue/details.bin.gz"));
    let damaged: JsValue = load_catalogue(&core[1..], None).unwrap_err().into();
    assert_eq!(Reflect::get(&damaged, &"code".into()).unwrap(), "invalid-catalogue");
    load_catalogue(&core, Some(details)).unwrap();
    let findings = Array::from(&lint(MISSPELT, only_names()).unwrap());
    assert_eq!(findings.length(), 1);
    let of_finding = |name: &str| Reflect::get(&findings.get(0), &name.into()).unwrap();
    assert_eq!(of_finding("code"), "PS005");
    assert_eq!(of_finding("severity"), "error");
    assert_eq!(text(&of_finding("path")), r#"["Statement","Action"]"#);
    let span = r#"{"start":{"line":2,"column":11,"offset":45},"end":{"line":2,"column":24,"offset":58}}"#;
    assert_eq!(text(&of_finding("span")), span);
    assert!(text(&of_finding("fixes")).contains(r#""text":"\"s3:GetObject\"""#));
    let ignored = lint(MISSPELT, object(r#"{"ignore": ["PS005"]}"#)).unwrap();
    assert!(!text(&ignored).contains("PS005"));
    assert!(text(&lint(MISSPELT, JsValue::UNDEFINED).unwrap()).contains("PS005"));
}

#[wasm_bindgen_test]
fn options_that_mean_nothing_throw_an_error_with_a_code() {
    for (options, code) in [
        (r#"{"type": "bucket"}"#, "unknown-type"),
        (r#"{"type": "scp", "resource_type": "AWS::S3::Bucket"}"#, "unknown-type"),
        (r#"{"select": ["PS999"]}"#, "unknown-rule"),
        (r#"{"ignore": "PS005"}"#, "invalid-options"),
        (r#"{"policy": "identity"}"#, "invalid-options"),
    ] {
        let error: JsValue = lint("{}", object(options)).unwrap_err().into();
        assert_eq!(Reflect::get(&error, &"code".into()).unwrap(), code, "{options}");
    }
}

#[wasm_bindgen_test]
fn a_workspace_survives_a_link() {
    let workspace = r#"{"policyscope":1,"name":"Zoë 🔑","x-new":{"a":[1,null]}}"#;
    let fragment = encode_share(object(workspace)).unwrap();
    assert_eq!(text(&decode_share(&fragment).unwrap()), workspace);
}

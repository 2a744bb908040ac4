//! The published schema and the reader agree.

use policyscope::workspace::model::Workspace;
use serde_json::{Value, json};

use crate::{full, schema_validator};

#[test]
fn the_schema_accepts_and_refuses_what_the_reader_does() {
    let validator = schema_validator();
    let accepted = [
        full(),
        json!({"policyscope": 1}),
        json!({"policyscope": 2, "future": [], "accounts": [{"id": "1", "future": {}}]}),
        json!({"policyscope": 1, "name": null, "organization": null}),
        json!({"policyscope": 1, "organization": {}}),
        json!({"policyscope": 1, "selected_request": 9}),
        json!({"policyscope": 1, "principals": [{"arn": "", "trust_policy": null, "permissions_boundary": "unknown"}]}),
        json!({"policyscope": 1, "principals": [{"arn": "", "trust_policy": {"document": "{"}}]}),
        json!({"policyscope": 1, "requests": [{"principal": "", "action": "", "resource": "", "expect": null,
            "context": {"a": 1, "b": [true, "c", 1.5], "d": []}}]}),
    ];
    for document in accepted {
        assert!(validator.is_valid(&document), "{document}");
        assert!(Workspace::from_json(&document.to_string()).is_ok(), "{document}");
    }
    let policy_slots =
        [json!("all"), json!({}), json!(null), json!([{}]), json!([{"document": 1}]), json!(["unknown"])];
    let optional_policy_slots =
        [json!("all"), json!([]), json!({}), json!({"name": 1, "document": ""}), json!(true)];
    let strings = [json!(1), json!([]), json!({})];
    let objects = [json!(1), json!([]), json!(""), json!(null)];
    let lists = [json!({}), json!(null), json!([1]), json!([null]), json!("unknown")];
    let tags = [json!([]), json!({"k": 1}), json!({"k": null}), json!(null)];
    let contexts =
        [json!([]), json!({"k": null}), json!({"k": {}}), json!({"k": [[]]}), json!({"k": [null]})];
    let suppressions = [
        json!(1),
        json!(null),
        json!({}),
        json!("PS005"),
        json!(["PS005"]),
        json!([{}]),
        json!([{"code": null}]),
    ];
    let numbers = [json!(-1), json!("1"), json!(null), json!({})];
    let wrong: [(&str, &[Value]); 66] = [
        ("/policyscope", &[json!("1"), json!(0), json!(null), json!(1.5), json!([])]),
        ("/name", &strings),
        ("/organization", &[json!(1), json!([]), json!("")]),
        ("/organization/units", &lists),
        ("/organization/units/0/scps", &policy_slots),
        ("/organization/units/0/rcps", &policy_slots),
        ("/accounts", &lists),
        ("/accounts/0", &objects),
        ("/accounts/0/id", &[json!(111_122_223_333_u64), json!(null)]),
        ("/accounts/0/scps", &policy_slots),
        ("/principals/0/trust_policy", &optional_policy_slots),
        ("/principals/0/identity_policies", &policy_slots),
        ("/principals/0/identity_policies/0/suppressions", &suppressions),
        ("/principals/0/identity_policies/0/suppressions/0/sid", &strings),
        ("/principals/0/identity_policies/0/suppressions/0/path", &strings),
        ("/principals/0/permissions_boundary", &optional_policy_slots),
        ("/principals/0/tags", &tags),
        ("/groups/0/members", &lists),
        ("/groups/0/identity_policies", &policy_slots),
        ("/sessions/0/session_policies", &policy_slots),
        ("/sessions/0/issued_by", &[json!(1), json!(null)]),
        ("/resources/0/policy", &optional_policy_slots),
        ("/vpc_endpoints/0/policy", &optional_policy_slots),
        ("/resources/0/policy/origin", &[json!(1), json!([]), json!("Role"), json!({})]),
        ("/resources/0/policy/origin/template", &[json!(-1), json!("0"), json!(0.5), json!(null)]),
        ("/resources/0/policy/origin/attached_to", &strings),
        ("/templates", &lists),
        ("/templates/0/text", &[json!(1), json!({}), json!(null)]),
        ("/templates/0/given", &objects),
        ("/templates/0/given/account", &strings),
        ("/templates/0/given/values", &tags),
        ("/templates/0/given/imports", &tags),
        ("/templates/0/given/dynamic_references", &tags),
        ("/templates/0/given/conditions", &[json!([]), json!({"k": "true"}), json!(null)]),
        ("/requests/1/context", &contexts),
        ("/requests/1/unknown_context", &lists),
        ("/requests/1/expect", &[json!("allowed"), json!(true), json!("Unknown")]),
        ("/requests/1/aws_answer", &[json!(1), json!([]), json!("denied")]),
        ("/requests/1/aws_answer/decision", &[json!("denied"), json!(true)]),
        ("/requests/1/aws_answer/policy_type", &[json!("scp"), json!(1)]),
        ("/requests/1/aws_answer/policy", &strings),
        ("/requests/1/aws_answer/encoded", &[json!("yes"), json!(null)]),
        ("/front_doors", &lists),
        ("/front_doors/0", &objects),
        ("/front_doors/0/door", &objects),
        ("/front_doors/0/door/name", &[json!(1), json!(null)]),
        ("/front_doors/0/door/api_type", &[json!("REST"), json!(1), json!(null)]),
        ("/front_doors/0/door/stages", &lists),
        ("/front_doors/0/door/stages/0/throttle/rate", &numbers),
        ("/front_doors/0/door/methods/1/authorization/type", &[json!("token"), json!(1)]),
        ("/front_doors/0/door/authorizers/0/returns", &[json!("allows"), json!({"output": 1}), json!(null)]),
        ("/front_doors/0/door/resource_policy", &optional_policy_slots),
        ("/front_doors/0/door/cors", &[json!("all"), json!(true), json!(1)]),
        ("/front_doors/0/door/cors/allow_origins", &[json!("all"), json!("*"), json!(null), json!([1])]),
        ("/front_doors/0/door/usage_plans", &[json!("all"), json!(null), json!([1]), json!({})]),
        ("/front_doors/0/door/usage_plans/0/quota/period", &[json!("day"), json!(1), json!(null)]),
        ("/front_doors/0/door/not_known", &lists),
        ("/front_doors/0/origin", &[json!(1), json!([]), json!("Api"), json!({})]),
        ("/front_doors/0/origin/template", &[json!(-1), json!("0"), json!(0.5), json!(null)]),
        ("/front_doors/0/requests", &lists),
        ("/front_doors/0/requests/0/signed_by", &strings),
        ("/front_doors/0/requests/0/request", &objects),
        ("/front_doors/0/requests/0/request/headers", &tags),
        (
            "/front_doors/0/requests/0/request/credentials",
            &[json!("signed"), json!({"signed": 1}), json!(null)],
        ),
        ("/front_doors/0/requests/0/request/usage_before", &[json!("all"), json!(1), json!(null)]),
        ("/selected_request", &[json!(-1), json!("1"), json!(0.5), json!(null)]),
    ];
    for (pointer, values) in wrong {
        for value in values {
            let mut document = full();
            *document.pointer_mut(pointer).expect(pointer) = value.clone();
            assert!(!validator.is_valid(&document), "the schema accepts {value} at {pointer}");
            assert!(
                Workspace::from_json(&document.to_string()).is_err(),
                "the reader accepts {value} at {pointer}"
            );
        }
    }
    for (pointer, member) in [
        ("", "policyscope"),
        ("/organization/units/0", "id"),
        ("/accounts/0", "id"),
        ("/principals/0", "arn"),
        ("/principals/0/trust_policy", "document"),
        ("/principals/0/trust_policy/suppressions/0", "code"),
        ("/groups/0", "arn"),
        ("/sessions/0", "arn"),
        ("/sessions/0", "issued_by"),
        ("/resources/0", "arn"),
        ("/vpc_endpoints/0", "id"),
        ("/resources/0/policy/origin", "template"),
        ("/resources/0/policy/origin", "resource"),
        ("/resources/0/policy/origin", "property"),
        ("/templates/0", "text"),
        ("/front_doors/0", "door"),
        ("/front_doors/0/door", "region"),
        ("/front_doors/0/door", "account"),
        ("/front_doors/0/door", "api_id"),
        ("/front_doors/0/door/methods/0", "path"),
        ("/front_doors/0/door/methods/1/authorization", "authorizer"),
        ("/front_doors/0/door/authorizers/0", "kind"),
        ("/front_doors/0/door/resource_policy", "document"),
        ("/front_doors/0/origin", "template"),
        ("/front_doors/0/origin", "resource"),
        ("/front_doors/0/requests/0", "request"),
        ("/front_doors/0/requests/0/request", "http_method"),
        ("/front_doors/0/requests/0/request", "path"),
        ("/front_doors/0/requests/0/request", "stage"),
        ("/requests/0", "principal"),
        ("/requests/0", "action"),
        ("/requests/0", "resource"),
    ] {
        let mut document = full();
        document.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap().remove(member).expect(member);
        assert!(!validator.is_valid(&document), "the schema does without {member} at {pointer}");
        assert!(
            Workspace::from_json(&document.to_string()).is_err(),
            "the reader does without {member} at {pointer}"
        );
    }
}

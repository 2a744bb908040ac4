//! Requests of a workspace as lines of scenarios, and back.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod program;

use policyscope::analysis::decision;
use policyscope::answer::{AnswerOptions, Outcome, answer};
use policyscope::workspace::examples::EXAMPLES;
use policyscope::workspace::model::Workspace;
use policyscope::workspace::scenarios::{import_lines, looks_like_lines, scenario_lines};
use program::policyscope;
use serde_json::{Value, json};

fn workspace(json: &Value) -> Workspace {
    Workspace::from_json(&json.to_string()).unwrap()
}

/// What `policyscope evaluate --check` prints, and its exit status.
fn check(lines: &str) -> (Vec<Value>, i32) {
    let output = policyscope(&["evaluate", "--check", "-"], lines);
    let answers = String::from_utf8(output.stdout).unwrap();
    (answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), output.status.code().unwrap())
}

fn names(problems: &[policyscope::workspace::scenarios::LineProblem]) -> Vec<String> {
    problems.iter().map(|problem| format!("{}: {}", problem.line, problem.message)).collect()
}

/// A role with two policies, a boundary and a tag, its session with a policy, a bucket with a policy, an endpoint, and
/// an organization that binds both accounts.
fn rich() -> Value {
    let policy = |action: &str, more: Value| {
        let mut statement = json!({"Effect": "Allow", "Action": action, "Resource": "*"});
        statement.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"Version": "2012-10-17", "Statement": [statement]})
    };
    json!({
        "policyscope": 1,
        "organization": {"id": "o-abc1234567", "units": [
            {"id": "r-root", "name": "root", "scps": [{"name": "FullAWSAccess", "document": policy("*", json!({}))}],
             "rcps": [{"name": "Own", "document": policy("s3:*", json!({"Principal": "*"}))}]},
            {"id": "ou-1", "name": "workloads", "parent": "r-root",
             "scps": [{"name": "Storage", "document": policy("s3:*", json!({}))}]},
        ]},
        "accounts": [{"id": "111122223333", "unit": "ou-1"}, {"id": "444455556666", "unit": "r-root"}],
        "principals": [{"arn": "arn:aws:iam::111122223333:role/team/app",
            "identity_policies": [{"name": "Read", "document": policy("s3:Get*", json!({}))},
                                  {"name": "Liste ü'\"", "document": policy("s3:List*", json!({}))}],
            "permissions_boundary": {"name": "Edge", "document": policy("s3:*", json!({}))},
            "tags": {"team": "blue"}}],
        "sessions": [{"arn": "arn:aws:sts::111122223333:assumed-role/app/me",
            "issued_by": "arn:aws:iam::111122223333:role/team/app",
            "session_policies": [{"name": "Down", "document": policy("s3:GetObject", json!({}))}]}],
        "resources": [{"arn": "arn:aws:s3:::reports", "account": "444455556666",
            "policy": {"name": "Bucket", "document": policy("s3:GetObject", json!({"Principal": {"AWS": "111122223333"}}))}}],
        "vpc_endpoints": [{"id": "vpce-1a2b3c4d", "vpc": "vpc-1", "type": "gateway",
            "policy": {"name": "Way", "document": policy("*", json!({"Principal": "*"}))}}],
        "requests": [
            {"name": "session reads", "principal": "arn:aws:sts::111122223333:assumed-role/app/me",
             "action": "s3:GetObject", "resource": "arn:aws:s3:::reports/a b.csv", "vpc_endpoint": "vpce-1a2b3c4d",
             "context": {"aws:SourceIp": ["203.0.113.7"]}, "expect": "Allowed"},
            {"principal": "arn:aws:iam::111122223333:role/team/app", "action": "s3:DeleteObject",
             "resource": "arn:aws:s3:::reports/a", "unknown_context": ["aws:CalledVia"], "expect": "ImplicitlyDenied"},
            {"name": "anybody", "principal": "anonymous", "action": "s3:GetObject",
             "resource": "arn:aws:s3:::reports/a"},
        ],
    })
}

#[test]
fn the_command_line_decides_exported_requests_as_the_page_does() {
    let examples = EXAMPLES.iter().map(|example| example.workspace().unwrap());
    for workspace in examples.chain([workspace(&rich())]) {
        let lines = scenario_lines(&workspace);
        assert_eq!((lines.count, lines.left_out.len()), (workspace.requests.len(), 0));
        let (answers, status) = check(&lines.text);
        let decided: Vec<Value> =
            (0..workspace.requests.len()).map(|index| json!(decision(&workspace, index))).collect();
        let answered: Vec<&Value> = answers.iter().map(|answer| &answer["decision"]).collect();
        assert_eq!(answered, decided.iter().collect::<Vec<_>>(), "{:?}", workspace.name);
        assert_eq!(status, 0, "all are as expected: {answers:?}");
    }
}

#[test]
fn the_check_fails_for_one_decision_that_differs() {
    let mut changed = rich();
    changed["requests"][1]["expect"] = json!("Allowed");
    let (answers, status) = check(&scenario_lines(&workspace(&changed)).text);
    assert_eq!(status, 2);
    let met: Vec<&Value> = answers.iter().map(|answer| &answer["as_expected"]).collect();
    assert_eq!(met, [&json!(true), &json!(false), &Value::Null]);
    assert_eq!(answers[1]["expected"], "Allowed");
    let (answers, status) = check(&scenario_lines(&workspace(&rich())).text.replacen("Allowed", "Allow", 1));
    assert_eq!((status, &answers[0]["error"]["code"]), (3, &json!("invalid-expectation")));
}

#[test]
fn exported_requests_fit_the_workspace_that_they_came_from_and_come_back_the_same() {
    let examples = EXAMPLES.iter().map(|example| example.workspace().unwrap());
    for workspace in examples.chain([workspace(&rich())]) {
        let import = import_lines(&workspace, &scenario_lines(&workspace).text);
        assert_eq!(names(&import.not_fitting), [""; 0]);
        let back = Workspace { requests: import.fitting, ..workspace.clone() };
        let values = |workspace: &Workspace| -> Vec<Value> {
            let lines = scenario_lines(workspace).text;
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
        };
        assert_eq!(values(&back), values(&workspace));
    }
    let rich = workspace(&rich());
    assert_eq!(import_lines(&rich, &scenario_lines(&rich).text).fitting, rich.requests);
}

#[test]
fn lines_become_a_workspace_of_their_own_that_decides_the_same() {
    let examples = EXAMPLES.iter().map(|example| example.workspace().unwrap());
    for workspace in examples.chain([workspace(&rich())]) {
        let import = import_lines(&Workspace::default(), &scenario_lines(&workspace).text);
        assert_eq!(names(&import.not_in_own), [""; 0], "{:?}", workspace.name);
        let decisions = |workspace: &Workspace| -> Vec<_> {
            (0..workspace.requests.len()).map(|request| decision(workspace, request)).collect()
        };
        assert_eq!(decisions(&import.own), decisions(&workspace));
        let named = |workspace: &Workspace| -> Vec<_> {
            workspace.requests.iter().map(|request| (request.name.clone(), request.expect)).collect()
        };
        assert_eq!(named(&import.own), named(&workspace));
    }
}

#[test]
fn units_that_say_the_same_become_one_and_names_stay() {
    let own = import_lines(&Workspace::default(), &scenario_lines(&workspace(&rich())).text).own;
    let organization = own.organization.unwrap();
    let units: Vec<_> = organization.units.iter().map(|unit| unit.name.as_deref().unwrap()).collect();
    assert_eq!(units[..2], ["root", "workloads"]);
    let role = own.principals.iter().find(|principal| principal.arn.ends_with("team/app")).unwrap();
    assert_eq!(role.identity_policies.known().unwrap()[1].name, "Liste ü'\"");
}

/// Every documented vector, alone: where it becomes a workspace, that decides as the command line with the keys that
/// follow.
#[test]
fn a_scenario_that_becomes_a_workspace_keeps_its_decision() {
    let path = format!("{}/tests/vectors/documented.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let (mut taken, mut refused) = (0, Vec::new());
    for line in text.lines() {
        let import = import_lines(&Workspace::default(), line);
        let expected = answer(line, AnswerOptions { explain: false, derive_context: true });
        match import.own.requests.as_slice() {
            [] => refused.push((names(&import.unreadable), names(&import.not_in_own))),
            _ => {
                taken += 1;
                assert_ne!(expected.outcome, Outcome::InputError);
                assert_eq!(json!(decision(&import.own, 0)), expected.json["decision"], "{line}");
            }
        }
    }
    assert!(taken > 200, "{taken} taken, refused: {refused:#?}");
    assert!(refused.iter().all(|(unreadable, not_held)| unreadable.len() + not_held.len() == 1));
}

#[test]
fn every_vector_of_a_file_is_taken_or_refused_with_its_line() {
    let path = format!("{}/tests/vectors/documented.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let import = import_lines(&Workspace::default(), &text);
    assert_eq!(import.lines, 242);
    assert_eq!(import.unreadable.len() + import.fitting.len() + import.not_fitting.len(), 242);
    assert_eq!(import.unreadable.len() + import.own.requests.len() + import.not_in_own.len(), 242);
    assert!(import.not_in_own.iter().any(|problem| problem.message.contains("differ from those on line")));
}

#[test]
fn lines_with_policies_of_their_own_do_not_fit_and_say_what_differs() {
    let here = workspace(&rich());
    let lines = scenario_lines(&here).text;
    let mut other = rich();
    other["principals"][0]["permissions_boundary"] = json!(null);
    let import = import_lines(&workspace(&other), &lines);
    let expected = [
        "1: the caller has another permissions boundary here",
        "2: the caller has another permissions boundary here",
    ];
    assert_eq!(names(&import.not_fitting), expected);
    assert_eq!(import.fitting.len(), 1);
    assert_eq!(import.own.requests.len(), 3);
    for (pointer, value, said) in [
        ("/resources/0/policy", json!(null), "the resource has another policy here"),
        (
            "/principals/0/tags",
            json!({"team": "blue", "cost": "1"}),
            "the request has other context keys here, such as tags of caller or resource",
        ),
        ("/vpc_endpoints/0/type", json!("interface"), "the VPC endpoint is of another type here"),
        ("/organization/units/1/scps", json!([]), "other service control policies apply here"),
    ] {
        let mut other = rich();
        *other.pointer_mut(pointer).unwrap() = value;
        let import = import_lines(&workspace(&other), lines.lines().next().unwrap());
        assert_eq!(names(&import.not_fitting), [format!("1: {said}")], "{pointer}");
    }
}

#[test]
fn keys_that_follow_from_the_rest_may_be_missing_and_are_not_kept() {
    let line = json!({"id": "short", "principal": {"arn": "arn:aws:iam::111122223333:user/ann"},
        "request": {"action": "iam:GetUser", "resource": "*", "context": {"aws:SourceIp": "203.0.113.7"}}});
    let import = import_lines(&Workspace::default(), &line.to_string());
    let [request] = import.fitting.as_slice() else { panic!("{import:?}") };
    let keys: Vec<&str> = request.context.keys().map(String::as_str).collect();
    assert_eq!((keys, request.name.as_deref()), (vec!["aws:SourceIp"], Some("short")));
}

#[test]
fn bad_lines_are_told_by_line_and_column_and_the_others_are_taken() {
    let good =
        json!({"principal": "anonymous", "request": {"action": "s3:GetObject", "resource": "*"}}).to_string();
    let text = format!(
        "{good}\n\n{{\"principal\": \"anonymous\"}}\n{{\"principal\": }}\n{}\n{}\n{good}\n",
        json!({"expect": "Maybe", "scenario": serde_json::from_str::<Value>(&good).unwrap()}),
        json!({"expect": "Unknown", "principal": "anonymous", "request": {"action": "s3:GetObject"}}),
    );
    let import = import_lines(&Workspace::default(), &text);
    assert_eq!((import.lines, import.fitting.len(), import.own.requests.len()), (6, 2, 2));
    let places: Vec<(u32, Option<u32>)> =
        import.unreadable.iter().map(|problem| (problem.line, problem.column)).collect();
    assert_eq!(places, [(3, Some(1)), (4, Some(2)), (5, Some(11)), (6, Some(1))]);
    assert_eq!(import.unreadable[0].message, "the scenario has no `request`");
}

#[test]
fn a_broken_policy_comes_back_as_it_was_and_the_command_line_names_its_line() {
    let mut broken = rich();
    broken["principals"][0]["identity_policies"][0]["document"] = json!("{\"Version\": ");
    let broken = workspace(&broken);
    let lines = scenario_lines(&broken);
    assert_eq!((lines.count, lines.refused.as_slice()), (3, [0, 1].as_slice()));
    let (answers, status) = check(&lines.text);
    assert_eq!(status, 3);
    assert_eq!(answers[1]["error"]["line"], 2);
    assert_eq!(import_lines(&broken, &lines.text).fitting, broken.requests);
    let own = import_lines(&Workspace::default(), &lines.text).own;
    assert_eq!(own.principals[0].identity_policies.known().unwrap()[0].text, "{\"Version\": ");
}

#[test]
fn unknown_policies_stay_unknown() {
    let mut unknown = rich();
    unknown["principals"][0]["identity_policies"] = json!("unknown");
    unknown["organization"]["units"][1]["scps"] = json!("unknown");
    unknown["vpc_endpoints"][0]["policy"] = json!("unknown");
    let unknown = workspace(&unknown);
    let lines = scenario_lines(&unknown).text;
    assert_eq!(import_lines(&unknown, &lines).fitting, unknown.requests);
    let own = import_lines(&Workspace::default(), &lines);
    assert_eq!(names(&own.not_in_own), [""; 0]);
    assert!(own.own.principals.iter().any(|principal| principal.identity_policies.is_unknown()));
}

#[test]
fn what_a_workspace_cannot_hold_is_refused_with_a_reason() {
    let line = |more: Value| {
        let mut line = json!({"principal": {"arn": "arn:aws:iam::111122223333:role/app"},
            "request": {"action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "resource_account": "111122223333"}});
        line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        line.to_string()
    };
    let policy = json!({"name": "p", "document": {"Version": "2012-10-17", "Statement": []}});
    for more in [
        json!({"session_policies": [policy]}),
        json!({"vpc_endpoint_policy": policy}),
        json!({"scps": [{"level": "root", "policies": []}]}),
        json!({"principal": {"federated": "accounts.google.com"}}),
    ] {
        let import = import_lines(&Workspace::default(), &line(more.clone()));
        assert_eq!((import.own.requests.len(), import.not_in_own.len()), (0, 1), "{more}");
    }
    let import = import_lines(
        &Workspace::default(),
        &line(json!({"options": {"readings": {"bool-case": "alternative"}}})),
    );
    assert_eq!(import.unreadable.len() + import.own.requests.len(), 1);
}

#[test]
fn lines_are_told_from_other_texts() {
    let lines = scenario_lines(&workspace(&rich())).text;
    assert!(looks_like_lines(&lines) && looks_like_lines(&format!("\n\n{lines}")));
    assert!(looks_like_lines(&json!({"id": "a", "scenario": {}, "expect": "Allowed"}).to_string()));
    for other in
        ["", "{}", "[]", "hello", &rich().to_string(), r#"{"Version": "2012-10-17", "Statement": []}"#]
    {
        assert!(!looks_like_lines(other), "{other}");
    }
}

//! The front door of an API as the page shows it: requests one after the other, their ways, callers of the workspace, tokens
//! and streams.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use policyscope::analysis::{
    DoorEnding, DoorStep, FindingView, Place, StreamQuestion, StreamTotals, StreamView, WorkspaceLinter,
    door_answers, stream, token_view,
};
use policyscope::evaluation::Truth;
use policyscope::front_door::{Checkpoint, StepResult};
use policyscope::lint::ResourceKind;
use policyscope::share;
use policyscope::workspace::DocumentId;
use policyscope::workspace::edit::{add_front_doors, document, document_mut, remove};
use policyscope::workspace::examples::{DOOR_EXAMPLES, find};
use policyscope::workspace::model::Workspace;
use serde_json::{Value, json};

fn example(id: &str) -> Workspace {
    find(id).unwrap().workspace().unwrap()
}

/// The example as JSON after a change.
fn changed(id: &str, change: impl FnOnce(&mut Value)) -> Workspace {
    let mut json: Value = serde_json::from_str(find(id).unwrap().json).unwrap();
    change(&mut json);
    Workspace::from_json(&json.to_string()).unwrap()
}

fn endings(workspace: &Workspace) -> Vec<(DoorEnding, String)> {
    let outcomes = door_answers(workspace, 0, 0).outcomes.into_iter();
    outcomes.map(|outcome| (outcome.ending, outcome.headline)).collect()
}

/// The status with which each request is answered; none for one that goes on.
fn statuses(workspace: &Workspace) -> Vec<Option<u16>> {
    let status = |(ending, headline): (DoorEnding, String)| match ending {
        DoorEnding::Reached => None,
        DoorEnding::Stopped => Some(headline[..3].parse().unwrap_or(0)),
        other => panic!("{other:?}: {headline}"),
    };
    endings(workspace).into_iter().map(status).collect()
}

fn step(workspace: &Workspace, request: usize, checkpoint: Checkpoint) -> DoorStep {
    let walk = door_answers(workspace, 0, request).walk.unwrap();
    walk.steps.into_iter().find(|step| step.checkpoint == checkpoint).unwrap()
}

/// What of an ASCII text is underlined.
fn marked(text: &str, place: Place) -> &str {
    &text[place.from as usize..place.to as usize]
}

#[test]
fn a_kept_policy_stops_the_next_method_until_it_runs_out() {
    let workspace = example("token-authorizer");
    assert_eq!(statuses(&workspace), [None, Some(403), None, Some(401)]);
    let (_, denied) = &endings(&workspace)[1];
    assert!(denied.starts_with("403 Forbidden: `User: anonymous is not authorized"), "{denied}");
    assert_eq!(endings(&workspace)[3].1, "401 Unauthorized: `UNAUTHORIZED`");
    let asked = |request| step(&workspace, request, Checkpoint::Authorizer).kept_from;
    assert_eq!([asked(0), asked(1), asked(2)], [None, Some(0), None]);
    let stopped = step(&workspace, 1, Checkpoint::Authorization);
    assert_eq!(stopped.result, StepResult::Stopped);
    let policy = &stopped.policies[0];
    assert!(policy.text.as_ref().unwrap().contains("prod/GET/bookings"), "{policy:?}");
    let statement = &policy.statements[0];
    assert_eq!((statement.applies, statement.place), (Truth::False, None));
    let resource = statement.elements.iter().find(|element| element.name == "Resource").unwrap();
    assert_eq!(resource.matches, Truth::False);
}

#[test]
fn a_request_that_cannot_be_read_is_not_sent_and_does_not_shift_the_others() {
    let workspace = changed("token-authorizer", |json| {
        json["front_doors"][0]["requests"].as_array_mut().unwrap().insert(
            0,
            json!({"request": {"http_method": "GET", "path": "/", "stage": "prod", "time": "noon"}}),
        );
    });
    let found = endings(&workspace);
    assert_eq!(found[0].0, DoorEnding::Unreadable);
    assert!(found[0].1.contains("`noon` is no time"), "{found:?}");
    assert!(door_answers(&workspace, 0, 0).walk.is_none());
    assert_eq!(step(&workspace, 2, Checkpoint::Authorizer).kept_from, Some(1));
}

#[test]
fn without_a_time_nobody_knows_what_is_kept() {
    let workspace = changed("token-authorizer", |json| {
        json["front_doors"][0]["requests"][1]["request"].as_object_mut().unwrap().remove("time");
    });
    let outcome = &door_answers(&workspace, 0, 1).outcomes[1];
    assert_eq!(outcome.ending, DoorEnding::Unknown);
    assert!(outcome.possible.iter().any(|ending| ending == "reaches the integration"), "{outcome:?}");
    assert!(outcome.possible.iter().any(|ending| ending.starts_with("403 Forbidden")), "{outcome:?}");
    assert!(!outcome.depends_on.is_empty());
}

#[test]
fn every_example_comes_out_as_it_teaches() {
    let private = example("private-api");
    let found = endings(&private);
    assert_eq!(found[0].0, DoorEnding::Reached);
    assert!(found[1].1.contains("explicit deny"), "{found:?}");
    assert_eq!(found[2].0, DoorEnding::Stopped, "{found:?}");
    assert_eq!(statuses(&example("partner-api")), [None, Some(403), Some(403), Some(429), Some(429)]);
    assert_eq!(statuses(&example("booking-api")), [None, Some(403), Some(403), None, Some(403)]);
}

#[test]
fn a_signed_caller_has_the_policies_of_the_workspace_with_their_places() {
    let workspace = example("booking-api");
    let allowed = step(&workspace, 0, Checkpoint::Authorization);
    let identity = allowed.policies.iter().find(|policy| policy.title.contains("`Manage bookings`")).unwrap();
    let place = identity.statements[0].place.unwrap();
    assert_eq!(place.document, DocumentId::Identity { principal: 0, index: 0 });
    assert_eq!(identity.statements[0].applies, Truth::True);
    let resource =
        allowed.policies.iter().find(|policy| policy.title.contains("`Hotel and agency`")).unwrap();
    let place = resource.statements[1].place.unwrap();
    assert_eq!((resource.statements.len(), place.document), (2, DocumentId::Api { door: 0 }));
    let text = &document(&workspace, place.document).unwrap().text;
    assert!(marked(text, place).starts_with('{'), "{text}");
    let boundary = json!({"document": {"Version": "2012-10-17", "Statement": []}});
    let bounded = changed("booking-api", |json| json["principals"][0]["permissions_boundary"] = boundary);
    assert_eq!(statuses(&bounded)[0], Some(403));
}

#[test]
fn of_a_caller_that_the_workspace_does_not_hold_nothing_is_taken_for_granted() {
    let workspace = changed("booking-api", |json| {
        json["front_doors"][0]["requests"][2]["signed_by"] = json!("arn:aws:iam::111122223333:role/stranger");
        json["front_doors"][0]["requests"][3]["signed_by"] = json!("no principal");
    });
    let found = endings(&workspace);
    assert_eq!(found[2].0, DoorEnding::Unknown, "{found:?}");
    assert_eq!(found[3].0, DoorEnding::Unreadable, "{found:?}");
}

#[test]
fn a_resource_policy_may_ask_of_a_stranger_what_nobody_knows() {
    let workspace = changed("booking-api", |json| {
        let door = &mut json["front_doors"][0];
        door["requests"][0]["signed_by"] = json!("arn:aws:iam::111122223333:role/stranger");
        door["door"]["resource_policy"]["document"]["Statement"] = json!([
            {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
            {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*",
                "Condition": {"StringEquals": {"aws:PrincipalTag/team": "x"}}},
        ]);
    });
    assert_eq!(endings(&workspace)[0].0, DoorEnding::Unknown);
}

#[test]
fn a_resource_policy_is_linted_as_that_of_an_api_and_edited_like_any_document() {
    let id = DocumentId::Api { door: 0 };
    let mut workspace = changed("booking-api", |json| {
        json["front_doors"][0]["door"]["resource_policy"]["document"]["Statement"] = json!([
            {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"},
        ]);
    });
    assert_eq!(endings(&workspace)[2].0, DoorEnding::Stopped);
    let found = WorkspaceLinter::new(None).lint(&workspace);
    let of_api = found.documents.iter().find(|found| found.document == id).unwrap();
    assert_eq!(of_api.document_type.resource, Some(ResourceKind::ApiGatewayRestApi));
    let text = document(&workspace, id).unwrap().text.clone();
    let is_about_action = |finding: &FindingView| marked(&text, finding.place).contains("s3:GetObject");
    assert!(of_api.findings.iter().any(is_about_action), "{:?}", of_api.findings);

    let edited = text.replace("s3:GetObject", "execute-api:Invoke");
    document_mut(&mut workspace, id).unwrap().text.clone_from(&edited);
    assert_eq!(endings(&workspace)[2].0, DoorEnding::Reached);
    let policy = workspace.front_doors[0].door.resource_policy.known().unwrap().as_ref().unwrap();
    assert_eq!(policy.text, edited);
    remove(&mut workspace, id);
    assert_eq!(workspace.front_doors[0].door.resource_policy.known(), Some(&None));
}

#[test]
fn a_resource_policy_may_ask_who_signed() {
    let outcome = |operator: &str, key: &str, value: &str| {
        let workspace = changed("booking-api", |json| {
            json["principals"][0]["tags"] = json!({"team": "desk"});
            let arn = json["principals"][0]["arn"].clone();
            json["front_doors"][0]["requests"][0]["signed_by"] = arn;
            json["front_doors"][0]["door"]["resource_policy"]["document"]["Statement"] = json!([{
                "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*",
                "Condition": {operator: {key: value}},
            }]);
        });
        endings(&workspace).remove(0).0
    };
    let arn = example("booking-api").principals[0].arn.clone();
    for (key, value) in [
        ("aws:PrincipalArn", &*arn),
        ("aws:PrincipalAccount", "111122223333"),
        ("aws:PrincipalType", "AssumedRole"),
        ("aws:PrincipalTag/team", "desk"),
    ] {
        assert_eq!(outcome("StringEquals", key, value), DoorEnding::Stopped, "{key}");
        assert_eq!(outcome("StringEquals", key, "x"), DoorEnding::Reached, "{key}");
    }
    // The workspace does not hold the unique id of a role.
    assert_eq!(outcome("StringEquals", "aws:userid", "x"), DoorEnding::Unknown);
}

#[test]
fn whether_a_caller_signed_in_with_a_second_factor_is_not_guessed() {
    let workspace = changed("booking-api", |json| {
        json["principals"][0]["identity_policies"][0]["document"]["Statement"][0]["Condition"] =
            json!({"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}});
    });
    assert_eq!(endings(&workspace)[0].0, DoorEnding::Unknown);
}

#[test]
fn adding_an_api_keeps_the_principals_that_are_there() {
    let mut workspace = changed("booking-api", |json| {
        json["principals"].as_array_mut().unwrap().truncate(1);
        json["principals"][0]["identity_policies"] = json!("unknown");
    });
    let kept = workspace.principals[0].clone();
    add_front_doors(&mut workspace, example("booking-api"));
    assert_eq!((workspace.front_doors.len(), workspace.principals.len()), (2, 3));
    assert_eq!(workspace.principals[0], kept);
}

#[test]
fn apis_come_back_from_a_link() {
    for example in &DOOR_EXAMPLES {
        let workspace = example.workspace().unwrap();
        let link = share::encode(&workspace.to_json()).unwrap();
        assert_eq!(
            Workspace::from_json(&share::decode(&link).unwrap()).unwrap(),
            workspace,
            "{}",
            example.id
        );
    }
}

#[test]
fn a_token_is_read_and_an_opaque_one_is_left_alone() {
    let request = |authorization: &str| {
        let mut workspace = example("token-authorizer");
        let mut named = workspace.front_doors.remove(0).requests.remove(0);
        named.request.headers.insert("authorization".to_owned(), authorization.to_owned());
        named.request.headers.shift_remove("Authorization");
        named.request
    };
    let part = |json: Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let token = format!("{}.{}.c2ln", part(json!({"alg": "RS256"})), part(json!({"sub": "mia", "exp": 7})));
    for text in [token.clone(), format!("Bearer {token}"), format!("bearer  {token}")] {
        let view = token_view(&request(&text)).unwrap().unwrap();
        assert_eq!(view.header, [("alg".to_owned(), "\"RS256\"".to_owned())]);
        assert_eq!(view.claims[1], ("exp".to_owned(), "7".to_owned()));
    }
    assert_eq!(token_view(&request("guest-7f3a")), Ok(None));
    assert!(token_view(&request("a.b.c")).is_err());
    assert_eq!(token_view(&request("ä-Bearer")), Ok(None));
}

fn ask(per_second: u32, seconds: u32) -> StreamQuestion {
    StreamQuestion {
        per_second,
        seconds,
        key: "tramway".to_owned(),
        stage: "prod".to_owned(),
        method: 0,
        time: "2026-03-02T10:00:00Z".to_owned(),
    }
}

fn partner_stream(question: &StreamQuestion) -> Result<StreamView, String> {
    stream(&example("partner-api").front_doors[0].door, question)
}

#[test]
fn a_stream_is_served_as_far_as_rate_and_quota_go() {
    let view = partner_stream(&ask(5, 10)).unwrap();
    assert_eq!(view.totals, StreamTotals { served: 50, throttled: 0, over_quota: 0 });
    // The bucket holds 20 and gains 10 a second.
    let view = partner_stream(&ask(30, 10)).unwrap();
    assert_eq!(view.totals.requests(), 300);
    assert!((119..=120).contains(&view.totals.served), "{:?}", view.totals);
    assert_eq!(view.totals.over_quota, 0);
    assert_eq!(view.plan.as_deref(), Some("Basic"));
    // 500 a day.
    let view = partner_stream(&ask(10, 120)).unwrap();
    assert_eq!(view.totals, StreamTotals { served: 500, throttled: 0, over_quota: 700 });
    let lengths: u64 = view.intervals.iter().map(|interval| interval.seconds).sum();
    assert_eq!((view.intervals.len(), lengths), (60, 120));
    let told: u64 = view.intervals.iter().map(|interval| interval.totals.served).sum();
    assert_eq!(told, 500);
}

#[test]
fn a_stream_that_cannot_be_worked_out_says_why() {
    for question in [
        ask(0, 10),
        ask(10, 0),
        ask(u32::MAX, u32::MAX),
        StreamQuestion { key: "ferry".to_owned(), ..ask(1, 1) },
        StreamQuestion { key: "none".to_owned(), ..ask(1, 1) },
        StreamQuestion { stage: "test".to_owned(), ..ask(1, 1) },
        StreamQuestion { method: 9, ..ask(1, 1) },
    ] {
        assert!(partner_stream(&question).is_err(), "{question:?}");
    }
    let unknown =
        changed("partner-api", |json| json["front_doors"][0]["door"]["usage_plans"] = json!("unknown"));
    assert!(stream(&unknown.front_doors[0].door, &ask(1, 1)).is_err());
    let open =
        changed("partner-api", |json| json["front_doors"][0]["door"]["not_known"] = json!(["its limits"]));
    let error = stream(&open.front_doors[0].door, &ask(1, 1)).unwrap_err();
    assert!(error.contains("its limits"), "{error}");
}

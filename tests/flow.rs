//! How the way of a request through the checks is drawn and walked.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use policyscope::analysis::{Analysis, Course, Flow, FlowNode, analyse};
use policyscope::evaluation::{Check, Decision, Passage};
use policyscope::workspace::model::Workspace;
use serde_json::{Value, json};

const ROLE: &str = "arn:aws:iam::111122223333:role/app";
const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/app/run";
const USER: &str = "arn:aws:iam::111122223333:user/ann";

fn policy(name: &str, statement: Value) -> Value {
    json!({"name": name, "document": {"Version": "2012-10-17", "Statement": [statement]}})
}

fn allow_all(name: &str) -> Value {
    policy(name, json!({"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"}))
}

fn allow_nothing(name: &str) -> Value {
    policy(name, json!({"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}))
}

fn bucket(account: &str, principal: &str) -> Value {
    let statement = json!({"Sid": "Grant", "Effect": "Allow", "Principal": {"AWS": principal},
        "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*"});
    json!([{"arn": "arn:aws:s3:::reports", "account": account, "policy": policy("bucket", statement)}])
}

/// `caller` asks for an object of account `resource_account`; `more` are further members of the workspace.
fn ask(caller: &str, resource_account: &str, more: Value) -> Analysis {
    let mut workspace = json!({
        "policyscope": 1,
        "requests": [{"principal": caller, "action": "s3:GetObject", "resource": "arn:aws:s3:::reports/may",
            "resource_account": resource_account}],
    });
    for (name, member) in more.as_object().into_iter().flatten() {
        workspace[name] = member.clone();
    }
    analyse(&Workspace::from_json(&workspace.to_string()).unwrap(), 0)
}

fn passages(flow: &Flow) -> [Passage; 7] {
    Check::ALL.map(|check| flow.checks.iter().find(|found| found.check == check).unwrap().passage)
}

fn sentence(flow: &Flow, check: Check) -> Option<&str> {
    flow.checks.iter().find(|found| found.check == check).unwrap().sentence.as_deref()
}

/// Whether the request goes along the straight way into `node`, in each lane.
fn into(flow: &Flow, node: FlowNode) -> Vec<Course> {
    flow.edges.iter().filter(|edge| edge.to == node).map(|edge| edge.course).collect()
}

#[test]
fn in_one_account_one_lane_leads_through_all_seven_checks() {
    let role = json!({"arn": ROLE, "identity_policies": [allow_all("all")]});
    let flow = ask(ROLE, "111122223333", json!({"principals": [role]})).flow;
    assert_eq!(flow.lanes.len(), 1);
    assert_eq!(passages(&flow), [Passage::Passed; 7]);
    let nodes: Vec<FlowNode> = flow.edges.iter().map(|edge| edge.to).collect();
    let expected: Vec<FlowNode> =
        Check::ALL.into_iter().map(FlowNode::Check).chain([FlowNode::Decision]).collect();
    assert_eq!(nodes, expected);
    assert!(flow.edges.iter().all(|edge| edge.course == Course::Taken) && flow.skips.is_empty());
}

#[test]
fn where_the_request_is_stopped_its_way_ends() {
    let role = json!({"arn": ROLE, "identity_policies": [allow_nothing("little")],
        "permissions_boundary": allow_all("limit")});
    let analysis = ask(ROLE, "111122223333", json!({"principals": [role]}));
    let flow = analysis.flow;
    assert_eq!(analysis.verdict.decision, Some(Decision::ImplicitlyDenied));
    assert_eq!(passages(&flow)[4..], [Passage::Stopped, Passage::NotReached, Passage::NotReached]);
    assert_eq!(into(&flow, FlowNode::Check(Check::Principal)), [Course::Taken]);
    assert_eq!(into(&flow, FlowNode::Check(Check::PermissionsBoundary)), [Course::NotTaken]);
    assert_eq!(into(&flow, FlowNode::Decision), [Course::NotTaken]);
    assert_eq!(sentence(&flow, Check::PermissionsBoundary), None);
}

#[test]
fn a_grant_to_the_user_itself_goes_past_identity_policies_and_boundary() {
    let user = json!({"arn": USER, "identity_policies": [allow_nothing("little")],
        "permissions_boundary": allow_nothing("limit")});
    let analysis =
        ask(USER, "111122223333", json!({"principals": [user], "resources": bucket("111122223333", USER)}));
    let flow = analysis.flow;
    assert_eq!(analysis.verdict.decision, Some(Decision::Allowed));
    assert_eq!(
        passages(&flow)[3..],
        [Passage::Passed, Passage::Bypassed, Passage::Bypassed, Passage::Bypassed]
    );
    let [skip] = flow.skips.as_slice() else { unreachable!("{:?}", flow.skips) };
    assert_eq!(
        (skip.from, skip.to, skip.course),
        (FlowNode::Check(Check::Resource), FlowNode::Decision, Course::Taken)
    );
    assert_eq!(skip.reason, "the resource-based policy names the caller itself");
    let said = Some("Skipped: the resource-based policy names the caller itself.");
    assert_eq!(sentence(&flow, Check::Principal), said);
    assert_eq!(sentence(&flow, Check::PermissionsBoundary), said);
    assert_eq!(into(&flow, FlowNode::Check(Check::Principal)), [Course::NotTaken]);
    let step = flow.steps.iter().find(|step| step.node == FlowNode::Check(Check::Resource)).unwrap();
    assert!(
        step.says.contains("Statement `Grant` in the resource-based policy `bucket` names the caller itself"),
        "{step:?}"
    );
}

#[test]
fn a_grant_to_the_role_of_a_session_leaves_boundary_and_session_policy_in_place() {
    let more = |boundary: Value| {
        json!({"principals": [{"arn": ROLE, "permissions_boundary": boundary}],
            "sessions": [{"arn": SESSION, "issued_by": ROLE, "session_policies": [allow_all("session")]}],
            "resources": bucket("111122223333", ROLE)})
    };
    let flow = ask(SESSION, "111122223333", more(allow_all("limit"))).flow;
    assert_eq!(passages(&flow)[3..], [Passage::Passed, Passage::Bypassed, Passage::Passed, Passage::Passed]);
    let [skip] = flow.skips.as_slice() else { unreachable!("{:?}", flow.skips) };
    assert_eq!(skip.to, FlowNode::Check(Check::PermissionsBoundary));
    assert_eq!(skip.reason, "the resource-based policy names the role of the session");
    assert_eq!(into(&flow, FlowNode::Check(Check::PermissionsBoundary)), [Course::NotTaken]);
    assert_eq!(into(&flow, FlowNode::Check(Check::Session)), [Course::Taken]);

    let flow = ask(SESSION, "111122223333", more(allow_nothing("limit"))).flow;
    assert_eq!(passages(&flow)[5..], [Passage::Stopped, Passage::NotReached]);
}

#[test]
fn across_accounts_each_account_has_a_lane_and_nothing_is_gone_past() {
    let user = json!({"arn": USER, "identity_policies": [allow_nothing("little")]});
    let accounts = json!([{"id": "444455556666", "name": "Data"}]);
    let more = json!({"principals": [user], "accounts": accounts, "resources": bucket("444455556666", USER)});
    let flow = ask(USER, "444455556666", more).flow;
    let titles: Vec<&str> = flow.lanes.iter().map(|lane| lane.title.as_str()).collect();
    assert_eq!(titles, ["Caller’s account `111122223333`", "Resource’s account `Data` `444455556666`"]);
    let in_lane = |lane: usize| -> Vec<Check> {
        flow.checks.iter().filter(|check| check.lane == lane).map(|check| check.check).collect()
    };
    assert_eq!(in_lane(1), [Check::ResourceControlPolicy, Check::Resource]);
    assert_eq!(in_lane(0).len(), 5);
    assert!(flow.skips.is_empty());
    assert_eq!(
        into(&flow, FlowNode::Decision),
        [Course::NotTaken, Course::Taken],
        "the caller’s side stops it"
    );
}

#[test]
fn a_deny_overrules_every_other_check() {
    let deny = policy("stop", json!({"Sid": "Stop", "Effect": "Deny", "Action": "*", "Resource": "*"}));
    let role = json!({"arn": ROLE, "identity_policies": [allow_all("all")], "permissions_boundary": deny});
    let flow = ask(ROLE, "111122223333", json!({"principals": [role]})).flow;
    let mut expected = [Passage::Overruled; 7];
    expected[5] = Passage::Stopped;
    assert_eq!(passages(&flow), expected);
    assert_eq!(sentence(&flow, Check::Principal), Some("That does not count: a Deny decides."));
    assert!(
        flow.steps[1].says.contains("statement `Stop` in the permissions boundary `stop`"),
        "{:?}",
        flow.steps
    );
    let nodes: Vec<FlowNode> = flow.steps.iter().map(|step| step.node).collect();
    let expected = [
        FlowNode::Request,
        FlowNode::Request,
        FlowNode::Check(Check::PermissionsBoundary),
        FlowNode::Decision,
    ];
    assert_eq!(nodes, expected);
}

#[test]
fn of_each_unknown_check_it_is_said_whether_the_answer_depends_on_it() {
    let with = |role: Value, more: Value| {
        let mut members = json!({"principals": [role], "accounts": [{"id": "111122223333", "unit": "r-1", "scps": "unknown"}],
            "organization": {"id": "o-1", "units": [{"id": "r-1", "name": "Root", "scps": "unknown"}]}});
        for (name, member) in more.as_object().into_iter().flatten() {
            members[name] = member.clone();
        }
        ask(ROLE, "111122223333", members)
    };
    let analysis = with(json!({"arn": ROLE, "identity_policies": [allow_all("all")]}), json!({}));
    assert_eq!(analysis.verdict.decision, Some(Decision::Unknown));
    assert_eq!(
        sentence(&analysis.flow, Check::ServiceControlPolicy),
        Some("The answer depends on this: it has to let the request pass and must not deny it.")
    );
    assert_eq!(into(&analysis.flow, FlowNode::Decision), [Course::Open]);

    let analysis = with(json!({"arn": ROLE, "identity_policies": [allow_nothing("little")]}), json!({}));
    assert_eq!(
        sentence(&analysis.flow, Check::ServiceControlPolicy),
        Some("The request is denied whatever stands here.")
    );

    // Nothing but a Deny could matter in policies that the grant goes past.
    let role = json!({"arn": ROLE, "identity_policies": "unknown"});
    let more = json!({"principals": [role], "resources": bucket("111122223333", ROLE)});
    let flow = ask(ROLE, "111122223333", more).flow;
    assert_eq!(
        sentence(&flow, Check::Principal),
        Some("No Allow is needed here, but a Deny would stop the request.")
    );

    // The grant is sure although the way to it is not.
    let user = json!({"arn": ROLE, "identity_policies": [allow_nothing("little")]});
    let flow = with(user, json!({"resources": bucket("111122223333", ROLE)})).flow;
    assert_eq!(sentence(&flow, Check::Principal), Some("Skipped: the resource-based policy names the role."));
    assert_eq!(flow.skips[0].course, Course::Open);

    // Whether there is a grant is not known: then what it would go past may stop the request.
    let role = json!({"arn": ROLE, "identity_policies": [allow_nothing("little")]});
    let resources = json!([{"arn": "arn:aws:s3:::reports", "account": "111122223333", "policy": "unknown"}]);
    let flow = ask(ROLE, "111122223333", json!({"principals": [role], "resources": resources})).flow;
    assert_eq!((passages(&flow)[4], flow.skips.len()), (Passage::Unknown, 0));
    assert!(sentence(&flow, Check::Principal).unwrap().starts_with("Stops the request unless a grant"));
    let would_do = "The answer depends on this: an Allow that names the caller itself would do, and a Deny would stop the request.";
    assert_eq!(sentence(&flow, Check::Resource), Some(would_do));
}

#[test]
fn callers_without_policies_of_their_own_are_led_past_those_checks() {
    let service = "lambda.amazonaws.com";
    let statement = json!({"Effect": "Allow", "Principal": {"Service": service}, "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::reports/*"});
    let resources =
        json!([{"arn": "arn:aws:s3:::reports", "account": "111122223333", "policy": policy("b", statement)}]);
    let flow = ask(service, "111122223333", json!({"resources": resources})).flow;
    assert_eq!(flow.lanes.len(), 1);
    assert_eq!(
        passages(&flow)[3..],
        [Passage::Passed, Passage::NotNeeded, Passage::NotNeeded, Passage::NotNeeded]
    );
    assert_eq!(flow.skips[0].reason, "a service has no such policies");

    let root = ask("arn:aws:iam::111122223333:root", "111122223333", json!({})).flow;
    assert_eq!(
        (root.skips[0].from, root.skips[0].to),
        (FlowNode::Check(Check::VpcEndpoint), FlowNode::Decision)
    );
}

#[test]
fn a_walk_begins_with_the_request_looks_for_a_deny_and_ends_with_the_decision() {
    let role = json!({"arn": ROLE, "identity_policies": [allow_all("all")]});
    let flow = ask(ROLE, "111122223333", json!({"principals": [role]})).flow;
    let titles: Vec<&str> = flow.steps.iter().map(|step| step.title).collect();
    assert_eq!((titles.len(), titles[0], titles[1], titles[9]), (10, "Request", "Deny first", "Decision"));
    assert!(flow.steps[0].says.contains("`s3:GetObject`"));
    assert!(flow.steps[1].says.ends_with("None applies."));
    assert!(flow.steps[9].says.starts_with("Allowed."));
    let unreadable = ask("nobody", "111122223333", json!({})).flow;
    assert_eq!(unreadable, Flow::default());
}

/// What is read of a check beside its name.
fn read(analysis: &Analysis, check: Check) -> String {
    let view = analysis.checks.iter().find(|view| view.check == check).unwrap();
    format!("{}{}", view.words, view.summary)
}

#[test]
fn a_limit_lets_pass_or_stops_and_never_allows() {
    let session = |boundary: Value, policy: Value| {
        let role =
            json!({"arn": ROLE, "identity_policies": [allow_all("all")], "permissions_boundary": boundary});
        let session = json!({"arn": SESSION, "issued_by": ROLE, "session_policies": [policy]});
        let organization = json!({"id": "o-1", "units": [{"id": "r-1", "name": "Root",
            "scps": [allow_all("FullAWSAccess")]}]});
        let account = json!([{"id": "111122223333", "unit": "r-1"}]);
        let members = json!({"principals": [role], "sessions": [session], "organization": organization,
            "accounts": account});
        ask(SESSION, "111122223333", members)
    };
    let passed = session(allow_all("limit"), allow_all("narrow"));
    assert_eq!(read(&passed, Check::Principal), "allows: an Allow applies.");
    let limits = [Check::ServiceControlPolicy, Check::PermissionsBoundary, Check::Session];
    for limit in limits {
        assert_eq!(read(&passed, limit), "lets it pass: within the limit.", "{limit:?}");
    }
    assert_eq!(read(&passed, Check::Resource), "nothing attached, so nothing is allowed or denied here.");
    let reasons: Vec<&str> =
        passed.documents.iter().map(|found| found.statements[0].summary.as_str()).collect();
    let (lets_pass, allows) =
        ("applies: it lets the request pass here", "applies: it allows the request here");
    assert_eq!(reasons, [lets_pass, allows, lets_pass, lets_pass]);
    assert_eq!(
        passed.verdict.headline,
        "Statement `All` in the identity-based policy `all` allows it, the permissions boundary `limit` and the \
         session policy `narrow` let it pass, and nothing denies it."
    );

    let stopped = session(allow_nothing("limit"), allow_all("narrow"));
    assert_eq!(
        read(&stopped, Check::PermissionsBoundary),
        "stops it: outside the limit, as no Allow of a permissions boundary applies."
    );
    assert_eq!(read(&stopped, Check::Session), "not reached: it would let the request pass.");
    assert_eq!(
        stopped.verdict.headline,
        "Not authorized because no permissions boundary allows the `s3:GetObject` action: a permissions boundary \
         lets only those requests pass that it allows itself."
    );
    let twice = session(allow_nothing("limit"), allow_nothing("narrow"));
    assert_eq!(
        read(&twice, Check::Session),
        "not reached: it would stop the request too, as no Allow of a session policy applies."
    );
    let step = passed.flow.steps.iter().find(|step| step.node == FlowNode::Check(Check::PermissionsBoundary));
    assert_eq!(step.unwrap().says, "Lets it pass: within the limit.");
}

#[test]
fn a_headline_names_only_limits_that_took_part() {
    let role = |boundary: Value| {
        json!({"principals": [{"arn": ROLE, "identity_policies": [allow_all("all")],
        "permissions_boundary": boundary}]})
    };
    let headline = |members: Value| ask(ROLE, "111122223333", members).verdict.headline;
    assert_eq!(
        headline(role(Value::Null)),
        "Statement `All` in the identity-based policy `all` allows it, and nothing denies it."
    );
    assert_eq!(
        headline(role(allow_all("limit"))),
        "Statement `All` in the identity-based policy `all` allows it, the permissions boundary `limit` lets it \
         pass, and nothing denies it."
    );
    let mut past = json!({"principals": [{"arn": USER, "permissions_boundary": allow_all("limit")}]});
    past["resources"] = bucket("111122223333", USER);
    assert_eq!(
        ask(USER, "111122223333", past).verdict.headline,
        "Statement `Grant` in the resource-based policy `bucket` allows it, and nothing denies it."
    );
}

#[test]
fn what_does_not_take_part_says_so_once() {
    let role = json!({"principals": [{"arn": ROLE, "identity_policies": [allow_all("all")]}]});
    let plain = ask(ROLE, "111122223333", role.clone());
    assert_eq!(read(&plain, Check::PermissionsBoundary), "nothing attached, so nothing is limited.");
    assert_eq!(
        read(&plain, Check::VpcEndpoint),
        "nothing attached, so the request takes no VPC endpoint or one without limits."
    );
    let without = ask(ROLE, "111122223333", json!({}));
    assert_eq!(read(&without, Check::Principal), "nothing attached, so nothing is allowed here.");
    let mut unknown = role;
    unknown["principals"][0]["permissions_boundary"] = json!("unknown");
    let unknown = ask(ROLE, "111122223333", unknown);
    assert_eq!(read(&unknown, Check::PermissionsBoundary), "not known.");

    let user = json!({"arn": USER, "identity_policies": [allow_nothing("little")],
        "permissions_boundary": allow_nothing("limit")});
    let past =
        ask(USER, "111122223333", json!({"principals": [user], "resources": bucket("111122223333", USER)}));
    assert!(read(&past, Check::PermissionsBoundary).starts_with("would stop it: "), "{past:?}");
}

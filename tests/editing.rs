//! Adding, removing and marking documents, and what the page then shows.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use policyscope::analysis::{Analysis, CheckState, analyse};
use policyscope::evaluation::{Check, Decision, Truth};
use policyscope::workspace::edit::{
    Addition, add, can_be_unknown, document, document_mut, is_unknown, possible_additions, remove,
    set_unknown,
};
use policyscope::workspace::model::{NamedRequest, Workspace};

fn workspace(principal: &str, action: &str, resource: &str) -> Workspace {
    let request = NamedRequest {
        principal: principal.to_owned(),
        action: action.to_owned(),
        resource: resource.to_owned(),
        ..NamedRequest::default()
    };
    Workspace { requests: vec![request], ..Workspace::default() }
}

fn role_reads_object() -> Workspace {
    workspace("arn:aws:iam::111122223333:role/app", "s3:GetObject", "arn:aws:s3:::reports/2026/Zoë 🔑.json")
}

fn state(analysis: &Analysis, check: Check) -> CheckState {
    analysis.checks.iter().find(|view| view.check == check).unwrap().state
}

#[test]
fn everything_that_can_be_added_is_a_valid_document_of_its_check() {
    let callers = [
        ("arn:aws:iam::111122223333:role/path/app", "s3:GetObject", "arn:aws:s3:::reports/a"),
        (
            "arn:aws:sts::111122223333:assumed-role/app/s1",
            "sqs:SendMessage",
            "arn:aws:sqs:eu-west-1:111122223333:q",
        ),
        ("arn:aws:iam::444455556666:user/Bob", "sts:AssumeRole", "arn:aws:iam::111122223333:role/Target"),
        ("lambda.amazonaws.com", "sts:AssumeRole", "arn:aws:iam::111122223333:role/Target"),
        ("anonymous", "execute-api:Invoke", "arn:aws:execute-api:eu-west-1:111122223333:a1b2/prod/GET/x"),
        ("arn:aws:iam::111122223333:user/Bob", "kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/k1"),
    ];
    let mut added = 0;
    for (principal, action, resource) in callers {
        for addition in possible_additions(&workspace(principal, action, resource), 0) {
            let mut workspace = workspace(principal, action, resource);
            let id = add(&mut workspace, 0, addition).unwrap();
            let analysis = analyse(&workspace, 0);
            let view = analysis.documents.iter().find(|view| view.id == id);
            let view = view.unwrap_or_else(|| panic!("{addition:?} for {principal} does not apply"));
            assert_eq!(view.check, addition.check());
            assert_eq!(view.diagnostics, [], "{addition:?}");
            assert_eq!(view.statements.len(), 1);
            added += 1;
        }
    }
    assert!(added > 40, "only {added} documents were added");
}

#[test]
fn only_what_makes_sense_is_offered() {
    let offered = |principal: &str, action: &str, resource: &str| {
        possible_additions(&workspace(principal, action, resource), 0)
    };
    let anonymous = offered("anonymous", "s3:GetObject", "arn:aws:s3:::reports/a");
    for addition in [Addition::Identity, Addition::PermissionsBoundary, Addition::Session] {
        assert!(!anonymous.contains(&addition), "{addition:?}");
    }
    let root = offered("arn:aws:iam::111122223333:root", "s3:GetObject", "arn:aws:s3:::reports/a");
    assert!(!root.contains(&Addition::PermissionsBoundary));
    let listing = offered("arn:aws:iam::111122223333:user/Bob", "s3:ListAllMyBuckets", "*");
    assert!(!listing.contains(&Addition::Resource));

    let mut workspace = role_reads_object();
    add(&mut workspace, 0, Addition::PermissionsBoundary).unwrap();
    assert!(!possible_additions(&workspace, 0).contains(&Addition::PermissionsBoundary));
    assert_eq!(add(&mut workspace, 0, Addition::PermissionsBoundary), None);
}

#[test]
fn a_first_service_control_policy_brings_full_access_to_every_level() {
    let mut workspace = role_reads_object();
    let id = add(&mut workspace, 0, Addition::Identity).unwrap();
    document_mut(&mut workspace, id).unwrap().text =
        r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}"#
            .to_owned();
    assert_eq!(analyse(&workspace, 0).verdict.decision, Some(Decision::Allowed));

    add(&mut workspace, 0, Addition::ServiceControlAtUnit).unwrap();
    let analysis = analyse(&workspace, 0);
    assert_eq!(analysis.verdict.decision, Some(Decision::Allowed), "{}", analysis.verdict.headline);
    let levels = &analysis.checks[1].levels;
    assert_eq!(levels.iter().map(|level| &*level.name).collect::<Vec<_>>(), ["root", "workloads", "account"]);
}

#[test]
fn a_resource_control_policy_needs_no_full_access_beside_it() {
    let mut workspace = role_reads_object();
    workspace.requests[0].context.insert("aws:SecureTransport".to_owned(), vec!["true".to_owned()]);
    add(&mut workspace, 0, Addition::ResourceControlAtAccount).unwrap();
    assert_eq!(state(&analyse(&workspace, 0), Check::ResourceControlPolicy), CheckState::Allow);
}

#[test]
fn what_is_unknown_is_said_and_no_document_is_lost() {
    let mut workspace = role_reads_object();
    for check in Check::ALL {
        assert!(can_be_unknown(&workspace, 0, check), "{check:?}");
        set_unknown(&mut workspace, 0, check, true);
        assert!(is_unknown(&workspace, 0, check), "{check:?}");
        assert_eq!(state(&analyse(&workspace, 0), check), CheckState::Unknown, "{check:?}");
    }
    assert_eq!(analyse(&workspace, 0).verdict.decision, Some(Decision::Unknown));
    for check in Check::ALL {
        set_unknown(&mut workspace, 0, check, false);
        assert!(!is_unknown(&workspace, 0, check), "{check:?}");
    }
    assert_eq!(analyse(&workspace, 0).verdict.decision, Some(Decision::ImplicitlyDenied));

    let id = add(&mut workspace, 0, Addition::Identity).unwrap();
    assert!(!can_be_unknown(&workspace, 0, Check::Principal));
    set_unknown(&mut workspace, 0, Check::Principal, true);
    assert!(document(&workspace, id).is_some());
}

#[test]
fn removing_takes_one_document() {
    let mut workspace = role_reads_object();
    let first = add(&mut workspace, 0, Addition::Identity).unwrap();
    let second = add(&mut workspace, 0, Addition::Identity).unwrap();
    let name = |workspace: &Workspace, id| document(workspace, id).map(|document| document.name.clone());
    assert_eq!(name(&workspace, first).as_deref(), Some("identity-policy"));
    assert_eq!(name(&workspace, second).as_deref(), Some("identity-policy-2"));
    remove(&mut workspace, first);
    assert_eq!(name(&workspace, first).as_deref(), Some("identity-policy-2"));
    assert_eq!(document(&workspace, second), None);
    remove(&mut workspace, second);
    assert_eq!(analyse(&workspace, 0).documents.len(), 1);
}

#[test]
fn places_are_counted_as_the_editor_counts() {
    let mut workspace = role_reads_object();
    let id = add(&mut workspace, 0, Addition::Identity).unwrap();
    let text = "{\"Version\": \"2012-10-17\", \"Id\": \"\",\n \"Statement\": [{\"Sid\": \"🔑🔑\", \"Effect\": \"Allow\",\n  \"Action\": [\"s3:Get*\"], \"Resource\": \"arn:aws:s3:::reports/*\"}]}";
    document_mut(&mut workspace, id).unwrap().text = text.to_owned();
    let analysis = analyse(&workspace, 0);
    let units: Vec<u16> = text.encode_utf16().collect();
    let slice = |from: u32, to: u32| String::from_utf16(&units[from as usize..to as usize]).unwrap();

    let statement = &analysis.documents[0].statements[0];
    assert!(statement.decides);
    assert_eq!(analysis.verdict.decided_by, statement.place);
    assert_eq!(statement.title, "🔑🔑");
    assert_eq!(statement.place.unwrap().line, 2);
    assert!(slice(statement.place.unwrap().from, statement.place.unwrap().to).starts_with("{\"Sid\""));
    let action = &statement.elements[0];
    assert_eq!(slice(action.place.unwrap().from, action.place.unwrap().to), "\"Action\": [\"s3:Get*\"]");
    assert_eq!(slice(action.marks[0].from, action.marks[0].to), "\"s3:Get*\"");
    assert_eq!(action.marks[0].matches, Truth::True);
    assert_eq!(action.reason, "`s3:Get*` covers `s3:GetObject`");
}

#[test]
fn a_draft_that_cannot_be_read_is_never_left_out() {
    let mut workspace = role_reads_object();
    let deny = add(&mut workspace, 0, Addition::Identity).unwrap();
    let allow = add(&mut workspace, 0, Addition::Identity).unwrap();
    let set = |workspace: &mut Workspace, id, statement: &str| {
        let text = format!("{{\"Version\": \"2012-10-17\", \"Statement\": {statement}}}");
        document_mut(workspace, id).unwrap().text = text;
    };
    set(&mut workspace, allow, r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#);
    set(
        &mut workspace,
        deny,
        r#"{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"StringEqual": {"a": "b"}}}"#,
    );
    let analysis = analyse(&workspace, 0);
    assert_eq!(analysis.verdict.decision, Some(Decision::Unknown));
    assert!(analysis.verdict.headline.contains("identity-policy"), "{}", analysis.verdict.headline);
    assert!(analysis.documents[0].diagnostics[0].message.contains("did you mean `StringEquals`?"));

    document_mut(&mut workspace, deny).unwrap().text = "{\"Statement\": [".to_owned();
    assert_eq!(analyse(&workspace, 0).verdict.decision, Some(Decision::Unknown));
    // An empty editor is no policy, and says so.
    document_mut(&mut workspace, deny).unwrap().text = " \n".to_owned();
    let analysis = analyse(&workspace, 0);
    assert_eq!(analysis.verdict.decision, Some(Decision::Allowed));
    assert_eq!(analysis.documents[0].diagnostics.len(), 1);
}

#[test]
fn a_request_that_cannot_be_read_says_which_field_is_to_blame() {
    for (principal, action, resource, word) in [
        ("", "s3:GetObject", "*", "who makes the request"),
        ("nobody", "s3:GetObject", "*", "`nobody`"),
        ("arn:aws:iam::111122223333:group/g", "s3:GetObject", "*", "names no user"),
        ("anonymous", "", "*", "action"),
        ("anonymous", "GetObject", "*", "service:Name"),
        ("anonymous", "s3:Get*", "*", "without wildcards"),
        ("anonymous", "s3:GetObject", "", "ARN of the resource"),
    ] {
        let verdict = analyse(&workspace(principal, action, resource), 0).verdict;
        assert_eq!(verdict.decision, None);
        assert!(verdict.headline.contains(word), "{}", verdict.headline);
        assert!(verdict.problem_field.is_some());
    }
    assert_eq!(analyse(&Workspace::default(), 0).verdict.decision, None);
}

#[test]
fn keys_follow_from_caller_and_tags_and_never_replace_a_given_one() {
    let json = r#"{"policyscope": 1,
      "principals": [{"arn": "arn:aws:iam::111122223333:user/team/Zoë", "tags": {"team": "blue"},
        "identity_policies": [{"name": "p", "document": {"Version": "2012-10-17", "Statement": {
          "Effect": "Allow", "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::home/${aws:username}/${aws:PrincipalTag/team}/*"}}}]}],
      "requests": [
        {"principal": "arn:aws:iam::111122223333:user/team/Zoë", "action": "s3:GetObject", "resource": "arn:aws:s3:::home/Zoë/blue/x"},
        {"principal": "arn:aws:iam::111122223333:user/team/Zoë", "action": "s3:GetObject", "resource": "arn:aws:s3:::home/Zoë/blue/x",
         "context": {"aws:username": "Max"}}]}"#;
    let workspace = Workspace::from_json(json).unwrap();
    assert_eq!(analyse(&workspace, 0).verdict.decision, Some(Decision::Allowed));
    assert_eq!(analyse(&workspace, 1).verdict.decision, Some(Decision::ImplicitlyDenied));
}

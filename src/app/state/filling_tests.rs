//! What filling in a pasted text does to the page.

use super::*;
use crate::paste::recognise;

const DENIED: &str = "User: arn:aws:sts::444455556666:assumed-role/reports/nightly is not authorized to perform: \
    s3:GetObject on resource: \"arn:aws:s3:::reports/a.csv\" because no identity-based policy allows the s3:GetObject \
    action";

fn filled(state: State, text: &str) -> State {
    let filled = state.filled(&recognise(text).unwrap(), false);
    state.after(Action::FillIn(Box::new(filled)))
}

fn own() -> State {
    let mut workspace = first_example();
    workspace.name = Some("Mine".to_owned());
    State::new(workspace, Origin::Link)
}

#[test]
fn filling_is_an_edit_that_one_step_takes_back() {
    let before = own();
    let state = filled(before.clone(), DENIED);
    assert!(state.is_own && state.is_edited && state.revision > before.revision);
    assert_eq!(state.workspace.requests.len(), before.workspace.requests.len() + 1);
    assert_eq!(state.request().unwrap().action, "s3:GetObject");
    let toast = state.toast.clone().unwrap();
    assert_eq!((toast.text.as_str(), toast.offer), ("Filled in an AccessDenied message", Some(Way::Back)));
    let state = state.after(Action::Go(Way::Back));
    assert_eq!(state.workspace, before.workspace);
    assert_eq!(state.context, before.context);
}

#[test]
fn an_error_does_not_go_among_the_callers_of_an_untouched_example() {
    for workspace in [first_example(), blank_workspace()] {
        let state = filled(State::new(workspace, Origin::FirstVisit), DENIED);
        assert_eq!(state.workspace.requests.len(), 1);
        assert!(state.workspace.principals.iter().all(|principal| principal.arn.contains("444455556666")));
    }
}

#[test]
fn a_policy_or_an_arn_is_about_the_request_that_is_there() {
    let policy =
        r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}"#;
    for text in [policy, "arn:aws:iam::444455556666:role/other"] {
        let state = filled(State::new(first_example(), Origin::FirstVisit), text);
        assert!(state.workspace.principals.len() >= first_example().principals.len(), "{text}");
    }
}

#[test]
fn unknown_keys_are_folded_away_but_for_those_that_policies_mention() {
    let mut state = filled(own(), DENIED);
    let mentioned = ["aws:sourceip".to_owned()];
    let folded = is_folded(&state.context, &mentioned);
    let source_ip = state.context.iter().position(|row| row.key == "aws:SourceIp").unwrap();
    assert!(!folded[source_ip]);
    assert!(folded.iter().filter(|is_folded| **is_folded).count() > 10);
    let known = state.context.iter().position(|row| !row.is_unknown);
    assert!(known.is_none_or(|row| !folded[row]));
    // What a person does to a row does not take it out of sight.
    let other = folded.iter().position(|is_folded| *is_folded).unwrap();
    for unknown in [false, true] {
        state = state.after(Action::EditContext(ContextEdit::Unknown(other, unknown)));
        assert!(!is_folded(&state.context, &mentioned)[other]);
    }
    state = state.after(Action::EditContext(ContextEdit::Key(source_ip, "aws:Source".to_owned())));
    assert!(!is_folded(&state.context, &mentioned)[source_ip]);
}

#[test]
fn a_few_unknown_keys_are_all_shown() {
    let row = |key: &str| ContextRow {
        key: key.to_owned(),
        is_unknown: true,
        is_foldable: true,
        ..ContextRow::default()
    };
    let rows: Vec<ContextRow> = ["aws:a", "aws:b", "aws:c"].map(row).into();
    assert_eq!(is_folded(&rows, &[]), [false; 3]);
}

#[test]
fn a_template_that_is_there_is_updated_or_comes_beside() {
    let text =
        "Resources: {R: {Type: 'AWS::IAM::Role', Properties: {AssumeRolePolicyDocument: {Statement: []}}}}";
    let pasted = recognise(&text.replace(": {R", ":\n {R")).unwrap();
    let before = own();
    assert_eq!(before.same_template(&pasted), None);
    let state = before.clone().after(Action::FillIn(Box::new(before.filled(&pasted, false))));
    assert_eq!(state.same_template(&pasted), Some(0));
    for (beside, expected) in [(false, 1), (true, 2)] {
        let state = state.clone().after(Action::FillIn(Box::new(state.filled(&pasted, beside))));
        assert_eq!(state.workspace.templates.len(), expected);
    }
}

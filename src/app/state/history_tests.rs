//! Going back and forth in what was done, from what people expect of "Undo" and "Redo".

use super::*;
use crate::scenario::Slot;
use crate::workspace::model::Principal;

const FIRST: DocumentId = DocumentId::Identity { principal: 0, index: 0 };
const SECOND: DocumentId = DocumentId::Identity { principal: 0, index: 1 };

fn opened() -> State {
    let policies = vec![PolicyDocument::new("first", "{}"), PolicyDocument::new("second", "[]")];
    let role = Principal { identity_policies: Slot::Known(policies), ..Principal::default() };
    let workspace = Workspace {
        principals: vec![role],
        requests: vec![NamedRequest::default(), NamedRequest::default()],
        ..Workspace::default()
    };
    State::new(workspace, Origin::Link)
}

fn after_all(actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(opened(), State::after)
}

fn type_into(document: DocumentId, texts: &[&str]) -> Vec<Action> {
    texts.iter().map(|text| Action::EditDocument(document, (*text).to_owned())).collect()
}

fn text(state: &State, id: DocumentId) -> &str {
    edit::document(&state.workspace, id).map_or("", |document| &document.text)
}

fn back(state: State) -> State {
    state.after(Action::Go(Way::Back))
}

fn forth(state: State) -> State {
    state.after(Action::Go(Way::Forth))
}

#[test]
fn what_is_typed_into_one_field_in_a_row_is_one_step() {
    let state = after_all(type_into(FIRST, &["{1", "{12"]));
    let state = type_into(SECOND, &["[1", "[12"]).into_iter().fold(state, State::after);
    let state = back(state);
    assert_eq!((text(&state, FIRST), text(&state, SECOND)), ("{12", "[]"));
    let state = back(state);
    assert_eq!((text(&state, FIRST), text(&state, SECOND)), ("{}", "[]"));
    let state = forth(forth(state));
    assert_eq!((text(&state, FIRST), text(&state, SECOND)), ("{12", "[12"));
}

#[test]
fn long_typing_is_several_steps() {
    let texts: Vec<String> = (0..100).map(|length| "x".repeat(length)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let state = back(after_all(type_into(FIRST, &texts)));
    let left = text(&state, FIRST).len();
    assert!((50..99).contains(&left), "{left}");
}

#[test]
fn fields_of_the_request_and_its_context_are_taken_back_too() {
    let action = |text: &str| Action::EditRequest(RequestEdit::Action(text.to_owned()));
    let resource = Action::EditRequest(RequestEdit::Resource("r".to_owned()));
    let key =
        [Action::EditContext(ContextEdit::AddRow), Action::EditContext(ContextEdit::Key(0, "k".to_owned()))];
    let state = after_all([action("s3:Get"), action("s3:GetObject"), resource]);
    let state = key.into_iter().fold(state, State::after);
    assert_eq!(state.context.len(), 1);
    let state = back(state);
    assert!(state.context.is_empty());
    let state = back(state);
    assert_eq!(
        state.request().map(|request| (request.action.as_str(), request.resource.as_str())),
        Some(("s3:GetObject", ""))
    );
    let state = back(state);
    assert_eq!(state.request().map(|request| request.action.as_str()), Some(""));
}

#[test]
fn a_new_change_ends_what_could_be_made_again() {
    let state = back(after_all(type_into(FIRST, &["{1"])));
    assert!(state.history.can_go(Way::Forth));
    let state = state.after(Action::EditDocument(FIRST, "{2".to_owned()));
    assert!(!state.history.can_go(Way::Forth));
    let state = forth(state);
    assert_eq!(text(&state, FIRST), "{2");
    assert_eq!(state.toast.map(|toast| toast.text).as_deref(), Some("Nothing to redo"));
}

#[test]
fn what_was_typed_and_deleted_again_is_no_step() {
    let state = after_all(type_into(SECOND, &["[1"]));
    let state = type_into(FIRST, &["{1", "{}"]).into_iter().fold(state, State::after);
    assert_eq!(text(&back(state), SECOND), "[]");
}

#[test]
fn turning_to_another_request_is_no_step_but_ends_one() {
    let look = || Action::ShowDocument { document: SECOND, pinned: true };
    let state = after_all([Action::EditDocument(FIRST, "{1".to_owned()), look(), Action::SelectRequest(1)]);
    let state = state.after(Action::EditDocument(FIRST, "{12".to_owned()));
    let state = back(state);
    assert_eq!(text(&state, FIRST), "{1");
    assert_eq!(text(&back(state), FIRST), "{}");
}

#[test]
fn the_document_in_view_stays_where_no_document_came_or_went() {
    let look = Action::ShowDocument { document: SECOND, pinned: true };
    let state = after_all([look, Action::EditDocument(SECOND, "[1".to_owned())]);
    let generation = state.generation;
    let state = back(state);
    assert_eq!((state.document, state.is_pinned, state.generation), (Some(SECOND), true, generation));
    let state = back(state.after(Action::RemoveDocument(FIRST)));
    assert_eq!((text(&state, FIRST), text(&state, SECOND)), ("{}", "[]"));
    assert!(state.generation > generation);
}

#[test]
fn the_offer_of_a_message_takes_back_what_it_is_about_and_what_came_after() {
    let state = after_all([
        Action::RemoveDocument(FIRST),
        Action::EditDocument(FIRST, "[1".to_owned()),
        Action::AddRequest,
    ]);
    assert!(state.toast.as_ref().is_some_and(|toast| toast.offer == Some(Way::Back)), "the offer stays");
    let state = state.after(Action::TakeBackAnnounced);
    assert_eq!((text(&state, FIRST), state.workspace.requests.len()), ("{}", 2));
    let state = forth(state);
    assert_eq!((text(&state, FIRST), state.workspace.requests.len()), ("[]", 2));
    let state = forth(forth(state));
    assert_eq!((text(&state, FIRST), state.workspace.requests.len()), ("[1", 3));
}

#[test]
fn many_steps_are_kept_but_not_all() {
    let names = (0..300).map(|_| Action::DuplicateRequest);
    let mut state = after_all(names);
    let mut steps = 0;
    while state.history.can_go(Way::Back) {
        state = back(state);
        steps += 1;
    }
    assert_eq!((steps, state.workspace.requests.len()), (100, 202));
}

#[test]
fn what_comes_by_itself_while_somebody_types_does_not_end_the_step() {
    let state = after_all([
        Action::EditDocument(FIRST, "{1".to_owned()),
        Action::Catalogue(CatalogueEvent::Approached),
        Action::Say(Toast::passing("news")),
        Action::EditDocument(FIRST, "{12".to_owned()),
    ]);
    assert_eq!(text(&back(state), FIRST), "{}");
}

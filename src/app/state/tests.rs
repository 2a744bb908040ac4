//! What actions do to the page, from the requirements on the page.

use super::catalogue_load::CataloguePart;
use super::*;
use crate::analysis::Place;
use crate::evaluation::Check;
use crate::lint::Suppression;
use crate::scenario::Slot;
use crate::workspace::examples;
use crate::workspace::model::{ExpectedDecision, PolicyDocument, Principal};

const ROLE: &str = "arn:aws:iam::111122223333:role/reader";

fn policy_text(state: &State, id: DocumentId) -> String {
    edit::document(&state.workspace, id).map(|document| document.text.clone()).unwrap_or_default()
}

/// A role with two policies, and two requests of it.
fn sample() -> Workspace {
    let request = |name: &str| NamedRequest {
        name: Some(name.to_owned()),
        principal: ROLE.to_owned(),
        action: "s3:GetObject".to_owned(),
        resource: "arn:aws:s3:::bucket/key".to_owned(),
        ..NamedRequest::default()
    };
    let policies = vec![PolicyDocument::new("first", "{}"), PolicyDocument::new("second", "[]")];
    let role =
        Principal { arn: ROLE.to_owned(), identity_policies: Slot::Known(policies), ..Principal::default() };
    Workspace {
        principals: vec![role],
        requests: vec![request("one"), request("two")],
        ..Workspace::default()
    }
}

const FIRST: DocumentId = DocumentId::Identity { principal: 0, index: 0 };
const SECOND: DocumentId = DocumentId::Identity { principal: 0, index: 1 };

fn opened() -> State {
    State::new(sample(), Origin::Link)
}

fn after_all(actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(opened(), State::after)
}

#[test]
fn a_link_becomes_the_persons_own_with_the_first_edit_only() {
    let state = after_all([
        Action::SelectRequest(1),
        Action::ShowDocument { document: SECOND, pinned: true },
        Action::ShowPanel(Panel::Why),
        Action::MoveFocus(FocusTarget::Panel(Panel::Checks)),
    ]);
    assert!(!state.is_own && !state.is_edited);
    let state = state.after(Action::EditDocument(FIRST, "{ }".to_owned()));
    assert!(state.is_own && state.is_edited);
}

#[test]
fn every_change_of_the_workspace_raises_the_revision() {
    let changes = [
        Action::EditDocument(FIRST, "x".to_owned()),
        Action::RenameDocument(FIRST, "x".to_owned()),
        Action::RemoveDocument(FIRST),
        Action::Suppress(FIRST, suppression("PS005")),
        Action::Unsuppress(FIRST, 0),
        Action::AddDocument(Addition::PermissionsBoundary),
        Action::RenameWorkspace("x".to_owned()),
        Action::SelectRequest(1),
        Action::AddRequest,
        Action::DuplicateRequest,
        Action::RemoveRequest,
        Action::EditRequest(RequestEdit::Action("s3:PutObject".to_owned())),
        Action::EditContext(ContextEdit::AddRow),
        Action::SetUnknown(Check::Session, true),
        Action::Open { workspace: Box::default(), origin: Origin::Choice, toast: None, banner: None },
    ];
    for change in changes {
        let name = format!("{change:?}");
        assert!(opened().after(change).revision > opened().revision, "{name}");
    }
}

#[test]
fn editing_a_document_changes_that_document_alone() {
    let state = after_all([Action::EditDocument(SECOND, "new".to_owned())]);
    assert_eq!(
        (policy_text(&state, FIRST), policy_text(&state, SECOND)),
        ("{}".to_owned(), "new".to_owned())
    );
}

fn suppression(code: &str) -> Suppression {
    Suppression { code: code.to_owned(), sid: None, path: None, reason: None }
}

#[test]
fn findings_are_suppressed_in_one_document_and_shown_again() {
    let codes = |state: &State, id: DocumentId| -> Vec<String> {
        let stored = edit::document(&state.workspace, id).map(|document| document.suppressions.clone());
        stored.unwrap_or_default().into_iter().map(|stored| stored.suppression.code).collect()
    };
    let state = after_all([
        Action::Suppress(SECOND, suppression("PS005")),
        Action::Suppress(SECOND, suppression("PS006")),
        Action::EditDocument(SECOND, "new".to_owned()),
    ]);
    assert_eq!(
        (codes(&state, FIRST).len(), codes(&state, SECOND)),
        (0, vec!["PS005".into(), "PS006".into()])
    );
    let state = state.after(Action::Unsuppress(SECOND, 7)).after(Action::Unsuppress(SECOND, 0));
    assert_eq!(codes(&state, SECOND), ["PS006"]);
    assert_eq!(state.focus.map(|focus| focus.target), Some(FocusTarget::Findings));
}

#[test]
fn a_text_is_replaced_by_the_editor_that_shows_the_document() {
    let order = |document| Action::ReplaceText { document, before: "[]".to_owned(), after: "{}".to_owned() };
    let state = after_all([Action::ShowPanel(Panel::Why), order(SECOND)]);
    assert_eq!((state.document, state.panel), (Some(SECOND), Panel::Documents));
    assert_eq!(policy_text(&state, SECOND), "[]", "the editor tells what it did, so that it can undo it");
    let serial = |state: &State| state.replacement.as_ref().map(|order| (order.document, order.serial));
    assert_eq!(serial(&state), Some((SECOND, 1)));
    assert_eq!(serial(&state.after(order(SECOND))), Some((SECOND, 2)), "the same order twice is two orders");
}

#[test]
fn removing_a_document_can_be_undone_and_so_can_undoing() {
    let state = after_all([Action::RemoveDocument(FIRST)]);
    assert_eq!(policy_text(&state, FIRST), "[]");
    assert!(state.toast.as_ref().is_some_and(|toast| toast.offer == Some(Way::Back)));
    assert!(state.generation > opened().generation, "the number 0 now means another document");
    let state = state.after(Action::TakeBackAnnounced);
    assert_eq!(policy_text(&state, FIRST), "{}");
    assert_eq!(state.toast.as_ref().and_then(|toast| toast.offer), Some(Way::Forth));
    let state = state.after(Action::Go(Way::Forth));
    assert_eq!(policy_text(&state, FIRST), "[]");
}

#[test]
fn opening_another_workspace_can_be_undone_also_after_further_edits() {
    let toast = Some(Toast::undoable("Opened"));
    let open = Action::Open { workspace: Box::default(), origin: Origin::Choice, toast, banner: None };
    let state = after_all([Action::EditDocument(FIRST, "mine".to_owned()), open, Action::AddRequest]);
    assert_eq!(state.document, None);
    let state = state.after(Action::TakeBackAnnounced);
    assert_eq!(policy_text(&state, FIRST), "mine");
    assert!(state.is_own);
}

#[test]
fn requests_are_added_copied_and_removed_beside_the_selected_one() {
    let names = |state: &State| -> Vec<String> {
        let requests = state.workspace.requests.iter().enumerate();
        requests.map(|(index, request)| request_title(request, index)).collect()
    };
    let state = after_all([Action::DuplicateRequest]);
    assert_eq!(names(&state), ["one", "one, copy", "two"]);
    assert_eq!(state.selected(), 1);
    let state = state.after(Action::AddRequest);
    assert_eq!(names(&state), ["one", "one, copy", "Request 3", "two"]);
    assert_eq!(state.request().map(|request| request.principal.as_str()), Some(ROLE));
    let state = state.after(Action::RemoveRequest).after(Action::RemoveRequest).after(Action::RemoveRequest);
    assert_eq!((names(&state), state.selected()), (vec!["one".to_owned()], 0));
    let state = state.after(Action::RemoveRequest).after(Action::RemoveRequest);
    assert!(state.request().is_none());
    let state = state.after(Action::AddRequest);
    assert_eq!(names(&state), ["Request 1"]);
}

#[test]
fn a_field_is_written_into_the_selected_request_and_an_empty_one_is_left_out() {
    let state = after_all([
        Action::SelectRequest(1),
        Action::EditRequest(RequestEdit::ResourceAccount("444455556666".to_owned())),
        Action::EditRequest(RequestEdit::Expect(Some(ExpectedDecision::Allowed))),
    ]);
    let account = |state: &State, index: usize| {
        state.workspace.requests.get(index).and_then(|request| request.resource_account.clone())
    };
    assert_eq!((account(&state, 0), account(&state, 1)), (None, Some("444455556666".to_owned())));
    let state = state.after(Action::EditRequest(RequestEdit::ResourceAccount(String::new())));
    assert_eq!(account(&state, 1), None);
    assert_eq!(state.request().and_then(|request| request.expect), Some(ExpectedDecision::Allowed));
}

fn context(state: &State) -> Vec<(String, Vec<String>)> {
    let request = state.request().cloned().unwrap_or_default();
    request.context.into_iter().collect()
}

#[test]
fn a_context_key_can_be_typed_through_another_one_without_merging_them() {
    let type_key = |row, text: &str| Action::EditContext(ContextEdit::Key(row, text.to_owned()));
    let type_value = |row, text: &str| Action::EditContext(ContextEdit::Value(row, 0, text.to_owned()));
    let state = after_all([
        Action::EditContext(ContextEdit::AddRow),
        type_key(0, "aws:Source"),
        type_value(0, "a"),
        Action::EditContext(ContextEdit::AddRow),
        type_key(1, "AWS:source"),
        type_value(1, "b"),
    ]);
    assert_eq!(context(&state), [("aws:Source".to_owned(), vec!["a".to_owned()])]);
    assert!(is_repeated(&state.context, 1) && !is_repeated(&state.context, 0));
    let state = state.after(type_key(1, "aws:SourceIp"));
    let expected =
        [("aws:Source".to_owned(), vec!["a".to_owned()]), ("aws:SourceIp".to_owned(), vec!["b".to_owned()])];
    assert_eq!(context(&state), expected);
}

#[test]
fn an_unknown_key_is_kept_apart_and_gets_its_values_back() {
    let state = after_all([
        Action::EditContext(ContextEdit::AddRow),
        Action::EditContext(ContextEdit::Key(0, "aws:SourceIp".to_owned())),
        Action::EditContext(ContextEdit::Value(0, 0, "192.0.2.1".to_owned())),
        Action::EditContext(ContextEdit::Unknown(0, true)),
    ]);
    assert!(context(&state).is_empty());
    let unknown = state.request().map(|request| request.unknown_context.clone());
    assert_eq!(unknown, Some(vec!["aws:SourceIp".to_owned()]));
    let state = state.after(Action::EditContext(ContextEdit::Unknown(0, false)));
    assert_eq!(context(&state), [("aws:SourceIp".to_owned(), vec!["192.0.2.1".to_owned()])]);
    let state = state.after(Action::EditContext(ContextEdit::RemoveRow(0)));
    assert!(context(&state).is_empty() && state.context.is_empty());
}

#[test]
fn a_check_without_documents_can_be_unknown_and_known_again() {
    let state = after_all([Action::SetUnknown(Check::ServiceControlPolicy, true)]);
    assert!(edit::is_unknown(&state.workspace, 0, Check::ServiceControlPolicy));
    assert_eq!(state.check, Some(Check::ServiceControlPolicy));
    let state = state.after(Action::SetUnknown(Check::ServiceControlPolicy, false));
    assert!(!edit::is_unknown(&state.workspace, 0, Check::ServiceControlPolicy));
}

#[test]
fn line_ends_become_those_of_the_editor_so_that_places_agree() {
    let mut workspace = sample();
    if let Some(document) = edit::document_mut(&mut workspace, FIRST) {
        document.text = "{\r\n\r}".to_owned();
    }
    assert_eq!(policy_text(&State::new(workspace, Origin::Link), FIRST), "{\n\n}");
}

#[test]
fn jumping_to_a_place_shows_the_document_and_its_panel() {
    let place = Place { document: SECOND, from: 0, to: 2, line: 1 };
    let state = after_all([Action::ShowPanel(Panel::Why), Action::MoveFocus(FocusTarget::Place(place))]);
    assert_eq!((state.document, state.panel), (Some(SECOND), Panel::Documents));
    assert_eq!(state.focus.map(|focus| focus.target), Some(FocusTarget::Place(place)));
}

#[test]
fn the_same_jump_twice_is_two_orders() {
    let jump = || Action::MoveFocus(FocusTarget::Panel(Panel::Verdict));
    let (once, twice) = (after_all([jump()]), after_all([jump(), jump()]));
    assert_ne!(once.focus, twice.focus);
}

#[test]
fn an_account_id_has_twelve_digits_or_is_left_out() {
    assert_eq!(account_problem(""), None);
    assert_eq!(account_problem("111122223333"), None);
    for wrong in ["11112222333", "1111222233334", "11112222333a", "１11122223333"] {
        assert!(account_problem(wrong).is_some(), "{wrong}");
    }
}

#[test]
fn the_list_of_documents_holds_every_document_of_every_example() {
    for example in &examples::EXAMPLES {
        let Ok(workspace) = example.workspace() else { continue };
        let written = workspace.to_json().matches("\"document\":").count();
        let listed = document_list::all(&workspace);
        assert_eq!(listed.len(), written, "{}", example.id);
        for entry in listed {
            assert!(edit::document(&workspace, entry.id).is_some(), "{}: {entry:?}", example.id);
        }
    }
}

fn catalogue_file(packed: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    let read = std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed), &mut unpacked);
    assert!(read.is_ok());
    unpacked
}

fn catalogue(with_details: bool) -> SharedCatalogue {
    use crate::catalogue::Catalogue;

    let core = catalogue_file(include_bytes!("../../../www/catalogue/core.bin.gz"));
    let details = catalogue_file(include_bytes!("../../../www/catalogue/details.bin.gz"));
    let mut catalogue = Catalogue::from_core_file(&core).ok().unwrap_or_else(|| unreachable!());
    if with_details {
        assert!(catalogue.load_details_file(&details).is_ok());
    }
    SharedCatalogue::new(catalogue)
}

fn load_after(events: impl IntoIterator<Item = CatalogueEvent>) -> CatalogueLoad {
    after_all(events.into_iter().map(Action::Catalogue)).catalogue
}

#[test]
fn a_part_of_the_catalogue_is_loaded_once_it_is_needed_and_the_core_first() {
    use CatalogueEvent::{Approached, DetailsNeeded, Loaded};

    assert_eq!(load_after([]).next_part(), None);
    assert_eq!(load_after([Approached]).next_part(), Some(CataloguePart::Core));
    assert_eq!(load_after([DetailsNeeded]).next_part(), Some(CataloguePart::Core));
    assert_eq!(load_after([Approached, Loaded(catalogue(false))]).next_part(), None);
    let needs_details = [DetailsNeeded, Approached, Loaded(catalogue(false))];
    assert_eq!(load_after(needs_details).next_part(), Some(CataloguePart::Details));
    let all = [DetailsNeeded, Loaded(catalogue(false)), Loaded(catalogue(true))];
    assert_eq!(load_after(all).next_part(), None);
}

#[test]
fn a_load_that_failed_is_tried_again_at_the_next_approach_only() {
    use CatalogueEvent::{Approached, DetailsNeeded, Failed, Loaded};

    let failed = || Failed("no network".to_owned());
    let load = load_after([Approached, failed(), DetailsNeeded]);
    assert_eq!((load.next_part(), load.failure()), (None, Some("no network")));
    let load = load_after([Approached, failed(), Approached]);
    assert_eq!((load.next_part(), load.failure()), (Some(CataloguePart::Core), None));
    let load = load_after([DetailsNeeded, Loaded(catalogue(false)), failed(), Approached]);
    assert_eq!(load.next_part(), Some(CataloguePart::Details));
}

#[test]
fn loading_the_catalogue_changes_no_workspace() {
    let state = after_all([CatalogueEvent::Approached, CatalogueEvent::DetailsNeeded].map(Action::Catalogue));
    assert!(!state.is_own && !state.is_edited);
    assert_eq!(state.revision, opened().revision);
}

#[test]
fn a_document_has_the_policy_type_of_its_place() {
    use crate::policy::PolicyType;
    use crate::workspace::model::Resource;

    let resource = |arn: &str| Resource { arn: arn.to_owned(), ..Resource::default() };
    let key = resource("arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    let workspace = Workspace { resources: vec![key, resource("arn:aws:s3:::bucket")], ..sample() };
    for (id, expected) in [
        (DocumentId::Resource { resource: 0 }, PolicyType::Key),
        (DocumentId::Resource { resource: 1 }, PolicyType::Resource),
        (DocumentId::Trust { principal: 0 }, PolicyType::RoleTrust),
        (DocumentId::Boundary { principal: 0 }, PolicyType::PermissionsBoundary),
        (FIRST, PolicyType::Identity),
    ] {
        assert_eq!(document_list::policy_type(&workspace, id), expected, "{id:?}");
    }
}

#[test]
fn with_an_api_its_policy_goes_from_view() {
    let workspace = examples::find("booking-api").and_then(|example| example.workspace().ok());
    let mut workspace = workspace.unwrap_or_default();
    workspace.front_doors.extend(workspace.front_doors.clone());
    let document = DocumentId::Api { door: 1 };
    let state = State::new(workspace, Origin::Link).after(Action::ShowDocument { document, pinned: true });
    let generation = state.generation;
    let removed = ShownDoor { door: 0, request: 0 };
    let state = state.after(Action::Door(DoorAction::Remove(removed)));
    assert_eq!((state.workspace.front_doors.len(), state.document), (1, None));
    assert!(state.generation > generation, "the number 0 now means another document");
}

#[test]
fn the_offer_to_take_a_text_out_of_a_policy_goes_once_the_policy_has_another_text() {
    let pasted = || {
        let offer = BannerOffer::TakeOutOfPolicy {
            document: FIRST,
            text: "message".to_owned(),
            before: "{}".to_owned(),
            after: "message{}".to_owned(),
        };
        after_all([
            Action::EditDocument(FIRST, "message{}".to_owned()),
            Action::Announce(Banner::news("pasted").offering(offer)),
            Action::SelectRequest(1),
            Action::EditDocument(SECOND, "{}".to_owned()),
        ])
    };
    assert!(pasted().banner.is_some());
    let again = pasted().after(Action::EditDocument(FIRST, "message{} ".to_owned()));
    let undone = pasted().after(Action::Go(Way::Back)).after(Action::Go(Way::Back));
    let removed = pasted().after(Action::RemoveDocument(FIRST));
    assert_eq!([again.banner, undone.banner, removed.banner], [None, None, None]);
}

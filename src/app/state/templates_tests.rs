//! What happens to templates, from the requirements on the page.

use super::*;
use crate::template::take_over;
use crate::template::value::UnknownValue;
use crate::workspace::model::Template;

const TEXT: &str = "Parameters: {Bucket: {Type: String}}
Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      RoleName: r
      AssumeRolePolicyDocument: {Statement: []}
      Policies:
        - PolicyName: read
          PolicyDocument: {Statement: {Effect: Allow, Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::${Bucket}/*'}}
";

fn opened() -> State {
    let template = Template { name: "t.yaml".to_owned(), text: TEXT.to_owned(), ..Template::default() };
    State::new(take_over(&Workspace::default(), template).unwrap().workspace, Origin::Draft)
}

fn after(state: State, action: TemplateAction) -> State {
    state.after(Action::Template(action))
}

fn give(state: State, name: &str, value: Option<&str>) -> State {
    after(state, TemplateAction::Give(0, UnknownValue::Ref(name.to_owned()), value.map(str::to_owned)))
}

/// The text of the role's policy, and the role's ARN.
fn policy(state: &State) -> (&str, &str) {
    let role = &state.workspace.principals[0];
    (&role.identity_policies.known().unwrap()[0].text, &role.arn)
}

#[test]
fn giving_a_value_is_one_step_and_does_not_tell_it() {
    let before = opened();
    let state =
        give(give(before.clone(), "AWS::AccountId", Some("111122223333")), "Bucket", Some("hidden-name"));
    let (text, arn) = policy(&state);
    assert!(text.contains("arn:aws:s3:::hidden-name/*"), "{text}");
    assert_eq!(arn, "arn:aws:iam::111122223333:role/r");
    let toast = state.toast.clone().unwrap();
    assert!(toast.text.contains("Bucket") && !toast.text.contains("hidden-name"), "{}", toast.text);
    assert_eq!(toast.offer, Some(Way::Back));
    let state = state.after(Action::Go(Way::Back)).after(Action::Go(Way::Back));
    assert_eq!(state.workspace, before.workspace);
}

#[test]
fn taking_a_value_back_makes_it_unknown_again() {
    let before = opened();
    let state = give(give(before.clone(), "Bucket", Some("b")), "Bucket", None);
    assert_eq!(state.workspace, before.workspace);
    let revision = state.revision;
    assert_eq!(give(state, "Bucket", None).revision, revision, "nothing changes");
}

#[test]
fn an_edited_document_stays_and_is_told_of() {
    let id = DocumentId::Identity { principal: 0, index: 0 };
    let state = give(opened().after(Action::EditDocument(id, "{}".to_owned())), "Bucket", Some("b"));
    assert_eq!(policy(&state).0, "{}");
    assert!(state.toast.unwrap().text.ends_with("1 edited part stays as it is"));
}

#[test]
fn another_text_updates_the_template_and_one_that_cannot_be_read_changes_nothing() {
    let newer = TEXT.replace("s3:GetObject", "s3:PutObject");
    let state = after(opened(), TemplateAction::Rewrite(0, newer.clone()));
    assert!(policy(&state).0.contains("s3:PutObject"));
    assert_eq!(state.workspace.templates.len(), 1);
    let before = Rc::clone(&state.workspace);
    let state = after(state, TemplateAction::Rewrite(0, "Resources: [".to_owned()));
    assert_eq!(state.workspace, before);
    let state = state.after(Action::Go(Way::Back));
    assert_eq!(state.workspace.templates[0].text, TEXT);
}

#[test]
fn a_removed_template_comes_back_with_undo() {
    let before = opened();
    let state = after(before.clone(), TemplateAction::Remove(0));
    assert!(state.workspace.templates.is_empty() && state.workspace.principals.is_empty());
    assert_eq!(state.focus.unwrap().target, FocusTarget::Bench(Bench::Template));
    assert_eq!(state.after(Action::TakeBackAnnounced).workspace, before.workspace);
}

#[test]
fn numbers_that_are_not_there_do_nothing() {
    let before = opened();
    let unknown = UnknownValue::Ref("Bucket".to_owned());
    for action in [
        TemplateAction::Remove(1),
        TemplateAction::Rewrite(1, TEXT.to_owned()),
        TemplateAction::Give(1, unknown, Some("b".to_owned())),
    ] {
        assert_eq!(after(before.clone(), action).workspace, before.workspace);
    }
    assert_eq!(after(before, TemplateAction::Show(7)).shown_template(), 0);
}

#[test]
fn a_line_opens_the_tool_and_its_template() {
    let state = opened().after(Action::MoveFocus(FocusTarget::TemplateLine(0, 4)));
    assert_eq!((state.panel, state.shown_template()), (Panel::Workbench, 0));
    assert_eq!(state.focus.unwrap().target.bench(), Some(Bench::Template));
}

#[test]
fn a_name_that_is_typed_is_one_step() {
    let before = opened();
    let state = ["s", "sh", "shop"]
        .into_iter()
        .fold(before.clone(), |state, name| after(state, TemplateAction::Rename(0, name.to_owned())));
    assert_eq!(state.workspace.templates[0].name, "shop");
    assert_eq!(state.after(Action::Go(Way::Back)).workspace, before.workspace);
}

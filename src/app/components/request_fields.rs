//! The fields of the selected request.

use std::rc::Rc;

use yew::prelude::*;

use super::expectation_select::ExpectationSelect;
use super::field_form::field_form;
use super::select::Select;
use super::text_field::TextField;
use crate::analysis::assist::{
    Completion, CompletionKind, RequestNote, RequestPlace, action_options, resource_options,
};
use crate::analysis::{Comparison, Verdict};
use crate::app::icon::icon;
use crate::app::state::{Action, CatalogueEvent, RequestEdit, SharedCatalogue, State, account_problem};
use crate::app::words;
use crate::app::{Dispatch, Present};
use crate::catalogue::Catalogue;
use crate::workspace::model::{ExpectedDecision, NamedRequest, Workspace};
use crate::workspace::{RequestField, resource_account};

/// Properties of [`RequestFields`].
#[derive(PartialEq, Properties)]
pub(super) struct RequestFieldsProps {
    /// The page.
    pub(super) present: Present,
    /// The request.
    pub(super) request: NamedRequest,
    /// What stands in the field of the account while it is empty.
    pub(super) derived_account: AttrValue,
    /// The VPC endpoints to choose from.
    pub(super) endpoints: Vec<(AttrValue, AttrValue)>,
    /// The answer to it.
    pub(super) verdict: Rc<Verdict>,
    /// What is odd in it.
    pub(super) notes: Rc<Vec<RequestNote>>,
    /// The action catalogue, as far as it is loaded.
    pub(super) catalogue: Option<SharedCatalogue>,
}

/// The fields.
#[component]
pub(super) fn RequestFields(props: &RequestFieldsProps) -> Html {
    let request = &props.request;
    let dispatch = props.present.moment().dispatcher();
    let calls = use_memo(props.catalogue.clone(), {
        let (present, dispatch) = (props.present.clone(), dispatch.clone());
        move |catalogue| FieldCalls::new(&present, &dispatch, catalogue)
    });
    let verdict = &props.verdict;
    let problem = |field: RequestField| {
        let is_there = verdict.problem_field == Some(field);
        is_there.then(|| AttrValue::from(verdict.headline.clone()))
    };
    let notes = |place: RequestPlace| -> Vec<RequestNote> {
        props.notes.iter().filter(|note| note.place == place).cloned().collect()
    };
    let account = request.resource_account.clone().unwrap_or_default();
    let account_problem = account_problem(&account).map(AttrValue::from);
    let answered = request.aws_answer.as_ref().and_then(|answer| answer.decision);
    let is_of_aws = answered.is_some() && answered == request.expect;
    field_form(html! {
        <div class="fields">
            <TextField id="principal" label="Principal" value={request.principal.clone()}
                placeholder="arn:aws:iam::111122223333:role/my-role" problem={problem(RequestField::Principal)}
                propose={calls.propose_principals.clone()} oninput={&calls.edit_principal} />
            <TextField id="action" label="Action" value={request.action.clone()} placeholder="s3:GetObject"
                problem={problem(RequestField::Action)} notes={notes(RequestPlace::Action)} propose={calls.propose_actions.clone()}
                onapproach={&calls.approach} oninput={&calls.edit_action} />
            <TextField id="resource" label="Resource" value={request.resource.clone()}
                placeholder="arn:aws:s3:::my-bucket/my-object" problem={problem(RequestField::Resource)}
                notes={notes(RequestPlace::Resource)} propose={calls.propose_resources.clone()} onapproach={&calls.approach} oninput={&calls.edit_resource} />
            <TextField id="resource-account" label="Account" value={account}
                placeholder={&props.derived_account} problem={account_problem}
                oninput={&calls.edit_resource_account} />
            <TextField id="request-name" label="Name" value={request.name.clone().unwrap_or_default()}
                placeholder="What this request is about" is_code=false oninput={&calls.edit_name} />
            <div class="field field-endpoint">
                <label for="vpc-endpoint">{ "VPC endpoint" }</label>
                <Select id="vpc-endpoint" options={props.endpoints.clone()}
                    value={request.vpc_endpoint.clone().unwrap_or_default()} onchange={&calls.edit_vpc_endpoint} />
            </div>
            <Expectation expected={request.expect} {is_of_aws} comparison={verdict.outcome().compared(request.expect)} {dispatch} />
        </div>
    })
}

#[derive(PartialEq, Properties)]
struct ExpectationProps {
    expected: Option<ExpectedDecision>,
    /// Whether that is what AWS answered.
    is_of_aws: bool,
    comparison: Comparison,
    dispatch: Dispatch,
}

#[component]
fn Expectation(props: &ExpectationProps) -> Html {
    let onchange = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |expected| dispatch.dispatch(Action::EditRequest(RequestEdit::Expect(expected))))
    };
    let said = match props.comparison {
        Comparison::NoExpectation | Comparison::Unreadable => None,
        comparison => Some(words::comparison(comparison)),
    };
    html! {
        <div class="field field-expect">
            <label for="expect">{ if props.is_of_aws { "AWS answered" } else { "Expected" } }</label>
            <ExpectationSelect id="expect" expected={props.expected} {onchange} />
            if let Some(look) = said {
                <span class={classes!("expectation", look.class)}>{ icon(look.icon) }{ look.word }</span>
            }
        </div>
    }
}

/// The texts of the workspace in which `typed` stands, except `typed` itself.
fn known(texts: impl Iterator<Item = String>, kind: CompletionKind, typed: &str) -> Vec<Completion> {
    let wanted = typed.trim().to_ascii_lowercase();
    let fits = |text: &String| text != typed && text.to_ascii_lowercase().contains(&wanted);
    let completion =
        |text: String| Completion { label: text.clone(), insert: text, kind, detail: String::new() };
    texts.filter(fits).map(completion).collect()
}

/// What the fields call. It is made once, so that a field is drawn anew only when its text is another one.
struct FieldCalls {
    edit_principal: Callback<String>,
    edit_action: Callback<String>,
    edit_resource: Callback<String>,
    edit_resource_account: Callback<String>,
    edit_name: Callback<String>,
    edit_vpc_endpoint: Callback<String>,
    approach: Callback<()>,
    propose_principals: Callback<String, Vec<Completion>>,
    propose_actions: Callback<String, Vec<Completion>>,
    propose_resources: Callback<String, Vec<Completion>>,
}

impl FieldCalls {
    fn new(present: &Present, dispatch: &Dispatch, catalogue: &Option<SharedCatalogue>) -> Self {
        let edit = |make: fn(String) -> RequestEdit| {
            let dispatch = dispatch.clone();
            Callback::from(move |text| dispatch.dispatch(Action::EditRequest(make(text))))
        };
        let propose = |options: fn(&State, Option<&Catalogue>, &str) -> Vec<Completion>| {
            let (present, catalogue) = (present.clone(), catalogue.clone());
            Callback::from(move |typed: String| {
                options(&present.moment(), catalogue.as_ref().map(SharedCatalogue::get), &typed)
            })
        };
        let approach = {
            let dispatch = dispatch.clone();
            Callback::from(move |()| dispatch.dispatch(Action::Catalogue(CatalogueEvent::Approached)))
        };
        Self {
            edit_principal: edit(RequestEdit::Principal),
            edit_action: edit(RequestEdit::Action),
            edit_resource: edit(RequestEdit::Resource),
            edit_resource_account: edit(RequestEdit::ResourceAccount),
            edit_name: edit(RequestEdit::Name),
            edit_vpc_endpoint: edit(RequestEdit::VpcEndpoint),
            approach,
            propose_principals: propose(|state, _, typed| {
                let workspace = &state.workspace;
                let roles_and_users = workspace.principals.iter().map(|principal| principal.arn.clone());
                let sessions = workspace.sessions.iter().map(|session| session.arn.clone());
                let all = roles_and_users.chain(sessions).chain(std::iter::once("anonymous".to_owned()));
                known(all, CompletionKind::Principal, typed)
            }),
            propose_actions: propose(|_, catalogue, typed| {
                catalogue.map(|catalogue| action_options(typed, catalogue)).unwrap_or_default()
            }),
            // Those of the workspace, then ARNs of the resource types on which the action works.
            propose_resources: propose(|state, catalogue, typed| {
                let arns = state.workspace.resources.iter().map(|resource| resource.arn.clone());
                let mut options = known(arns, CompletionKind::Resource, typed);
                if let Some((catalogue, request)) = catalogue.zip(state.request()) {
                    options.extend(resource_options(&request.action, typed, catalogue));
                }
                options
            }),
        }
    }
}

/// What stands in the field of the account while it is empty: the account that owns the resource as far as anything tells.
pub(super) fn derived_account(workspace: &Workspace, request: &NamedRequest) -> String {
    let account = resource_account(workspace, request);
    match (account.id, account.is_assumed) {
        ("", _) => "twelve digits".to_owned(),
        (id, true) => format!("{id} (assumed)"),
        (id, false) => format!("{id} (derived)"),
    }
}

/// The endpoints to choose from, the request's own included where the workspace does not have it.
pub(super) fn endpoints(workspace: &Workspace, request: &NamedRequest) -> Vec<(AttrValue, AttrValue)> {
    let known = workspace.vpc_endpoints.iter().map(|endpoint| endpoint.id.as_str());
    let own = request.vpc_endpoint.as_deref();
    let own = own.filter(|own| !workspace.vpc_endpoints.iter().any(|endpoint| endpoint.id == *own));
    let ids = known.chain(own).map(|id| (AttrValue::from(id.to_owned()), AttrValue::from(id.to_owned())));
    std::iter::once((AttrValue::from(""), AttrValue::from("None"))).chain(ids).collect()
}

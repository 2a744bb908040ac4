//! The parts of a request to an API.

use indexmap::IndexMap;
use yew::prelude::*;

use super::pair_lines::PairLines;
use super::token::Token;
use crate::app::Dispatch;
use crate::app::components::select::Select;
use crate::app::components::text_field::TextField;
use crate::app::state::{Action, DoorAction, DoorField, ShownDoor};
use crate::front_door::{AuthorizerReturns, CredentialsText, DoorRequestText, UsageBefore};
use crate::workspace::model::NamedDoorRequest;

/// Properties of [`DoorRequestFields`].
#[derive(PartialEq, Properties)]
pub(super) struct DoorRequestFieldsProps {
    /// The request.
    pub(super) named: NamedDoorRequest,
    /// Its number.
    pub(super) shown: ShownDoor,
    /// The ARNs that may have signed it.
    pub(super) callers: Vec<AttrValue>,
    /// The VPC endpoints of the API.
    pub(super) endpoints: Vec<AttrValue>,
    /// For edits.
    pub(super) dispatch: Dispatch,
}

/// Choices other than a caller, each by its value and its name.
const CREDENTIALS: [(&str, &str, CredentialsText); 4] = [
    ("none", "nobody: it is not signed", CredentialsText::None),
    ("invalid_signature", "somebody, and the signature does not fit", CredentialsText::InvalidSignature),
    ("signature_expired", "somebody, and the signature is too old", CredentialsText::SignatureExpired),
    ("token_expired", "somebody, and the session has expired", CredentialsText::TokenExpired),
];

const USAGE: [(&str, &str, UsageBefore); 6] = [
    ("nothing", "nothing", UsageBefore::Nothing),
    ("plan_rate_spent", "the rate of the usage plan", UsageBefore::PlanRateSpent),
    ("plan_quota_spent", "the quota of the usage plan", UsageBefore::PlanQuotaSpent),
    ("stage_rate_spent", "the rate of the stage", UsageBefore::StageRateSpent),
    ("account_rate_spent", "the rate of the account", UsageBefore::AccountRateSpent),
    ("unknown", "nobody knows", UsageBefore::Unknown),
];

const RETURNS: [(&str, &str, Option<AuthorizerReturns>); 6] = [
    ("api", "as the API says", None),
    ("allows", "a policy that allows the method called", Some(AuthorizerReturns::AllowsCalledMethod)),
    ("denies", "a policy that denies the method called", Some(AuthorizerReturns::DeniesCalledMethod)),
    ("unauthorized", "the error Unauthorized", Some(AuthorizerReturns::Unauthorized)),
    ("fails", "another error", Some(AuthorizerReturns::Fails)),
    ("unknown", "nobody knows", Some(AuthorizerReturns::Unknown)),
];

/// The fields.
#[component]
pub(super) fn DoorRequestFields(props: &DoorRequestFieldsProps) -> Html {
    let named = &props.named;
    let sent = &named.request;
    let edit = |field: DoorField, change: fn(&mut NamedDoorRequest, String)| {
        let (dispatch, shown, named) = (props.dispatch.clone(), props.shown, named.clone());
        Callback::from(move |text: String| {
            let mut edited = named.clone();
            change(&mut edited, text);
            dispatch.dispatch(Action::Door(DoorAction::EditRequest(shown, field, Box::new(edited))));
        })
    };
    let pairs = |field: DoorField, change: fn(&mut DoorRequestText, IndexMap<String, String>)| {
        let (dispatch, shown, named) = (props.dispatch.clone(), props.shown, named.clone());
        Callback::from(move |pairs: IndexMap<String, String>| {
            let mut edited = named.clone();
            change(&mut edited.request, pairs);
            dispatch.dispatch(Action::Door(DoorAction::EditRequest(shown, field, Box::new(edited))));
        })
    };
    let text = |id: &'static str, label: &'static str, placeholder: &'static str, value: &str, oninput| {
        html! { <TextField {id} {label} {placeholder} value={value.to_owned()} {oninput} /> }
    };
    let optional = |value: &Option<String>| value.clone().unwrap_or_default();
    let select = |id: &'static str,
                  label: &'static str,
                  options: Vec<(AttrValue, AttrValue)>,
                  value: AttrValue,
                  onchange| {
        html! {
            <div class="field">
                <label for={id}>{ label }</label>
                <Select {id} {options} {value} {onchange} />
            </div>
        }
    };
    html! {
        <div class="api-fields">
            <TextField id="api-name" label="Name" is_code={false} placeholder={format!("Request {}", props.shown.request + 1)}
                value={optional(&named.name)} oninput={edit(DoorField::Name, |named, text| named.name = given(text))} />
            { text("api-http-method", "Method", "GET", &sent.http_method, edit(DoorField::HttpMethod, |named, text| named.request.http_method = text)) }
            { text("api-path", "Path", "/", &sent.path, edit(DoorField::Path, |named, text| named.request.path = text)) }
            { text("api-stage", "Stage", "", &sent.stage, edit(DoorField::Stage, |named, text| named.request.stage = text)) }
            { text("api-source-ip", "Source IP", "not known", &optional(&sent.source_ip), edit(DoorField::SourceIp, |named, text| named.request.source_ip = given(text))) }
            { text("api-time", "Time", "not known", &optional(&sent.time), edit(DoorField::Time, |named, text| named.request.time = given(text))) }
            { select("api-signed-by", "Signed by", signers(props), signer(named), edit(DoorField::Chosen, sign)) }
            { text("api-token", "Token (Authorization header)", "none", header(sent, "Authorization"), edit(DoorField::Token, |named, text| set_header(named, "Authorization", text))) }
            { text("api-key", "API key (X-API-Key header)", "none", header(sent, "x-api-key"), edit(DoorField::ApiKey, |named, text| set_header(named, "x-api-key", text))) }
            { select("api-vpc-endpoint", "Way in", ways(props), optional(&sent.vpc_endpoint).into(), edit(DoorField::Chosen, |named, text| named.request.vpc_endpoint = given(text))) }
            { select("api-returns", "The authorizer’s function answers", returns(sent), answer(sent), edit(DoorField::Chosen, |named, text| {
                if let Some((_, _, returns)) = RETURNS.into_iter().find(|(value, ..)| *value == text) {
                    named.request.authorizer_returns = returns;
                }
            })) }
            { select("api-usage", "Used up before", USAGE.iter().map(|(value, name, _)| ((*value).into(), (*name).into())).collect(),
                USAGE.iter().find(|(.., usage)| *usage == sent.usage_before).map_or("", |(value, ..)| *value).into(),
                edit(DoorField::Chosen, |named, text| {
                    if let Some((.., usage)) = USAGE.iter().find(|(value, ..)| *value == text) {
                        named.request.usage_before = *usage;
                    }
                })) }
            <PairLines id="api-headers" label="Headers, one to a line as Name: value" separator=": " pairs={sent.headers.clone()}
                onchange={pairs(DoorField::Headers, |sent, pairs| sent.headers = pairs)} />
            <PairLines id="api-query" label="Query, one parameter to a line as name=value" separator="=" pairs={sent.query.clone()}
                onchange={pairs(DoorField::Query, |sent, pairs| sent.query = pairs)} />
            <Token request={sent.clone()} />
        </div>
    }
}

/// A text that was left empty is not given.
fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn header<'r>(sent: &'r DoorRequestText, wanted: &str) -> &'r str {
    let found = sent.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    found.map_or("", |(_, value)| value)
}

fn set_header(named: &mut NamedDoorRequest, wanted: &str, value: String) {
    let headers = &mut named.request.headers;
    let name = headers.keys().find(|name| name.eq_ignore_ascii_case(wanted)).cloned();
    let name = name.unwrap_or_else(|| wanted.to_owned());
    match value.is_empty() {
        true => headers.shift_remove(&name),
        false => headers.insert(name, value),
    };
}

fn signers(props: &DoorRequestFieldsProps) -> Vec<(AttrValue, AttrValue)> {
    let mut options: Vec<(AttrValue, AttrValue)> =
        CREDENTIALS.iter().map(|(value, name, _)| ((*value).into(), (*name).into())).collect();
    options.extend(props.callers.iter().map(|arn| (arn.clone(), arn.clone())));
    let own = signer(&props.named);
    if options.iter().all(|(value, _)| *value != own) {
        let name = match &props.named.signed_by {
            Some(arn) => format!("{arn}, whose policies are not known"),
            None => "the caller that the request brings along".to_owned(),
        };
        options.push((own, name.into()));
    }
    options
}

/// The value of the choice that stands for who signed the request.
fn signer(named: &NamedDoorRequest) -> AttrValue {
    if let Some(arn) = &named.signed_by {
        return arn.clone().into();
    }
    let found = CREDENTIALS.iter().find(|(.., credentials)| *credentials == named.request.credentials);
    found.map_or("own", |(value, ..)| *value).into()
}

fn sign(named: &mut NamedDoorRequest, chosen: String) {
    match CREDENTIALS.into_iter().find(|(value, ..)| *value == chosen) {
        Some((.., credentials)) => {
            named.signed_by = None;
            named.request.credentials = credentials;
        }
        None if chosen == "own" => named.signed_by = None,
        None => named.signed_by = Some(chosen),
    }
}

fn ways(props: &DoorRequestFieldsProps) -> Vec<(AttrValue, AttrValue)> {
    let mut options = vec![(AttrValue::default(), AttrValue::from("over the internet"))];
    let own = props.named.request.vpc_endpoint.iter().map(|id| AttrValue::from(id.clone()));
    for id in props.endpoints.iter().cloned().chain(own) {
        if options.iter().all(|(value, _)| *value != id) {
            options.push((id.clone(), format!("by {id}").into()));
        }
    }
    options
}

fn returns(sent: &DoorRequestText) -> Vec<(AttrValue, AttrValue)> {
    let mut options: Vec<(AttrValue, AttrValue)> =
        RETURNS.iter().map(|(value, name, _)| ((*value).into(), (*name).into())).collect();
    if answer(sent) == OWN_ANSWER {
        options.push((OWN_ANSWER.into(), "the answer that the request brings along".into()));
    }
    options
}

const OWN_ANSWER: &str = "own";

fn answer(sent: &DoorRequestText) -> AttrValue {
    let found = RETURNS.iter().find(|(.., returns)| *returns == sent.authorizer_returns);
    found.map_or(OWN_ANSWER, |(value, ..)| *value).into()
}

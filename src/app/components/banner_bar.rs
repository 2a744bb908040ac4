//! The message that stays until it is dealt with.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Dispatch;
use crate::app::browser::{drafts, files};
use crate::app::icon::{Icon, icon};
use crate::app::state::{Action, Banner, BannerOffer, FocusTarget, Origin, Panel, Toast};
use crate::workspace::model::Workspace;

/// Properties of [`BannerBar`].
#[derive(PartialEq, Properties)]
pub(crate) struct BannerBarProps {
    /// The message.
    pub(crate) banner: Option<Banner>,
    /// For what it offers.
    pub(crate) dispatch: Dispatch,
    /// Gets a text for the box that takes any text.
    pub(crate) onpaste: Callback<AttrValue>,
}

/// The message, under the header.
#[component]
pub(crate) fn BannerBar(props: &BannerBarProps) -> Html {
    let dismiss = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::DismissBanner);
            keep_focus(&dispatch);
        })
    };
    let (problem, news): (Option<&Banner>, Option<&Banner>) = match &props.banner {
        Some(banner) if banner.is_problem => (Some(banner), None),
        other => (None, other.as_ref()),
    };
    let show = |banner: &Banner| {
        html! {
            <div class={classes!("banner", banner.is_problem.then_some("banner-problem"))}>
                if banner.is_problem { { icon(Icon::Problem) } }
                <p class="banner-text">
                    { super::prose::prose(&banner.text) }
                    if !banner.advice.is_empty() { { " " }{ super::prose::prose(&banner.advice) } }
                </p>
                if let Some(offer) = &banner.offer { { show_offer(offer, props) } }
                <button type="button" class="icon-button" aria-label="Dismiss this message" title="Dismiss" onclick={dismiss.clone()}>
                    { icon(Icon::Cross) }
                </button>
            </div>
        }
    };
    // Both places are always there: what is put into them is then read out.
    html! {
        <div class="banners">
            <div role="alert">{ for problem.map(show) }</div>
            <div role="status">{ for news.map(show) }</div>
        </div>
    }
}

fn show_offer(offer: &BannerOffer, props: &BannerBarProps) -> Html {
    let BannerBarProps { dispatch, onpaste, .. } = props;
    match offer.clone() {
        BannerOffer::RestoreDraft(json) => {
            let dispatch = dispatch.clone();
            let onclick = Callback::from(move |_: MouseEvent| {
                open_kept(&json, &dispatch);
                keep_focus(&dispatch);
            });
            html! { <button type="button" class="button" {onclick}>{ "Restore draft" }</button> }
        }
        BannerOffer::SaveText(text) => {
            let onclick = Callback::from(move |_: MouseEvent| {
                files::save("unreadable-draft.txt", &text);
            });
            html! { <button type="button" class="button" {onclick}>{ "Save it as a file" }</button> }
        }
        BannerOffer::TakeOutOfPolicy { document, text, before, after } => {
            let (dispatch, onpaste) = (dispatch.clone(), onpaste.clone());
            let onclick = Callback::from(move |_: MouseEvent| {
                let (before, after) = (after.clone(), before.clone());
                dispatch.dispatch(Action::ReplaceText { document, before, after });
                dispatch.dispatch(Action::DismissBanner);
                keep_focus(&dispatch);
                let (onpaste, text) = (onpaste.clone(), text.clone());
                // Once the focus is where the box is to give it back.
                Timeout::new(0, move || onpaste.emit(text.into())).forget();
            });
            html! { <button type="button" class="button" {onclick}>{ "Take it out and use it" }</button> }
        }
        BannerOffer::CopyByHand(link) => {
            let onfocus = Callback::from(|event: FocusEvent| {
                if let Some(field) =
                    event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
                {
                    field.select();
                }
            });
            html! { <input id="link-to-copy" type="text" class="code link-to-copy" readonly=true aria-label="Link" value={link} {onfocus} /> }
        }
    }
}

/// The button goes with its message, and the focus must not go with it.
fn keep_focus(dispatch: &Dispatch) {
    dispatch.dispatch(Action::MoveFocus(FocusTarget::Panel(Panel::Verdict)));
}

/// Opens a kept draft and keeps it no longer.
pub(super) fn open_kept(json: &str, dispatch: &Dispatch) {
    match Workspace::from_json(json) {
        Ok(workspace) => {
            let workspace = Box::new(workspace);
            drafts::forget(json);
            let toast = Some(Toast::undoable("Restored your draft"));
            dispatch.dispatch(Action::Open { workspace, origin: Origin::Choice, toast, banner: None });
        }
        Err(error) => dispatch.dispatch(Action::Announce(
            Banner::problem(format!("The draft cannot be read: {error}."), "")
                .offering(BannerOffer::SaveText(json.to_owned())),
        )),
    }
}

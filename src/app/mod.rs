//! The page: a Yew app over the analysis of a workspace. It shows plain data and decides nothing about policies.
//!
//! [`state`] is pure; [`components`] show it; [`hooks`] keep drafts, open links and answer keys; [`browser`] holds
//! the calls that are neither. What a person wrote gets onto the page as text only.

mod background;
mod browser;
mod commands;
mod components;
mod concepts;
mod editor_binding;
mod hooks;
mod icon;
mod moment;
mod opening;
mod page;
mod root;
mod state;
mod words;

use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

use crate::evaluation::Check;
use moment::{Dispatch, Latest, Moment, Present};
use state::Panel;

/// How a panel stands on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PanelFrame {
    /// Whether it shares its place with others, chosen by tabs.
    is_shared: bool,
    /// Whether another panel has its place.
    is_hidden: bool,
}

impl PanelFrame {
    /// Its role among the tabs.
    fn role(self) -> Option<&'static str> {
        self.is_shared.then_some("tabpanel")
    }
}

/// The id of the button of a check.
fn check_id(check: Check) -> &'static str {
    match check {
        Check::ResourceControlPolicy => "check-rcp",
        Check::ServiceControlPolicy => "check-scp",
        Check::VpcEndpoint => "check-vpc-endpoint",
        Check::Resource => "check-resource",
        Check::Principal => "check-identity",
        Check::PermissionsBoundary => "check-boundary",
        Check::Session => "check-session",
    }
}

/// Finds the element of a panel.
fn panel_selector(panel: Panel) -> String {
    format!("#{}", panel.id())
}

/// Starts the page in the present browser window; in a worker, the program's part that answers the page.
pub fn start() {
    browser::crash::watch();
    match js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        Ok(worker) => background::serve(worker),
        Err(_) => {
            yew::Renderer::<root::Root>::new().render();
        }
    }
}

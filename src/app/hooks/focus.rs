//! Moving the keyboard focus where an action sent it.

use yew::prelude::*;

use crate::app::browser::focus::{focus, is_anywhere};
use crate::app::state::{FocusTarget, Panel, State};
use crate::app::{check_id, panel_selector};

/// Moves the focus after each order. What goes into the editor, the editor does itself.
#[hook]
pub(crate) fn use_focus(state: &State) {
    use_effect_with(state.focus, |order| {
        let Some(order) = order else { return };
        match order.target {
            FocusTarget::Panel(panel) => {
                focus(&panel_selector(panel));
            }
            FocusTarget::Check(check) => {
                focus(&format!("#{}", check_id(check)));
            }
            FocusTarget::Bench(bench) => {
                focus(&format!("#workbench-tab-{}", bench.id()));
            }
            FocusTarget::DocumentTab => {
                if !is_anywhere() {
                    let _ = focus("#documents [role=tab][aria-selected=true]")
                        || focus(&panel_selector(Panel::Documents));
                }
            }
            FocusTarget::RequestTab => {
                let _ = focus("#request [role=tab][aria-selected=true]") || focus("#add-request");
            }
            FocusTarget::Test(request) => {
                let _ = focus(&format!("#test-name-{request}")) || focus(&panel_selector(Panel::Workbench));
            }
            FocusTarget::DoorRequest(request) => {
                let _ = focus(&format!("#api-request-{request}")) || focus("#workbench-tab-api");
            }
            FocusTarget::ContextKey(row) => {
                let _ = focus(&format!("#context-key-{row}")) || focus("#add-context-key");
            }
            FocusTarget::ContextValue(row, value) => {
                focus(&format!("#context-value-{row}-{value}"));
            }
            FocusTarget::Findings => {
                focus("#findings-title");
            }
            // These move it themselves once they show what is asked for.
            FocusTarget::Place(_) | FocusTarget::Editor | FocusTarget::TemplateLine(..) => {}
        }
    });
}

//! The requests and which is selected.

use std::rc::Rc;

use super::{ContextEdit, FocusTarget, State, context_rows, request_title};
use crate::workspace::model::NamedRequest;

impl State {
    /// Shows another request.
    pub(super) fn select_request(&mut self, index: usize) {
        if index < self.workspace.requests.len() && index != self.selected() {
            Rc::make_mut(&mut self.workspace).selected_request = index;
            self.revision += 1;
            // The document that decides comes forward.
            self.document = None;
            self.is_pinned = false;
            self.read_context();
        }
    }

    /// Adds a request after the selected one, made from it.
    pub(super) fn insert_request(&mut self, make: impl FnOnce(&NamedRequest) -> NamedRequest) {
        let request = make(&self.request().cloned().unwrap_or_default());
        self.change(|workspace| {
            let index = (workspace.selected_request + 1).min(workspace.requests.len());
            workspace.requests.insert(index, request);
            workspace.selected_request = index;
        });
        self.read_context();
        self.order_focus(FocusTarget::RequestTab);
    }

    /// Takes the selected request away.
    pub(super) fn remove_request(&mut self) {
        let Some(request) = self.request() else {
            return;
        };
        let said = format!("Removed the request {}", request_title(request, self.selected()));
        self.change_undoably(said, |workspace| {
            workspace.requests.remove(workspace.selected_request);
            let last = workspace.requests.len().saturating_sub(1);
            workspace.selected_request = workspace.selected_request.min(last);
        });
        self.read_context();
        self.order_focus(FocusTarget::RequestTab);
    }

    /// Changes the selected request.
    pub(super) fn change_request(&mut self, change: impl FnOnce(&mut NamedRequest)) {
        let selected = self.selected();
        self.change(|workspace| {
            if let Some(request) = workspace.requests.get_mut(selected) {
                change(request);
            }
        });
    }

    /// Changes its context table, and the request with it.
    pub(super) fn edit_context(&mut self, edit: ContextEdit) {
        let focus = edit.focus_after(&self.context);
        edit.apply(&mut self.context);
        let rows = self.context.clone();
        self.change_request(|request| context_rows::write(&rows, request));
        if let Some(target) = focus {
            self.order_focus(target);
        }
    }

    /// Makes the context table anew from the request.
    pub(super) fn read_context(&mut self) {
        self.context = self.request().map(context_rows::read).unwrap_or_default();
    }
}

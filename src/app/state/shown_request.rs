//! Showing a request that stands somewhere else than in the tabs.

use super::{FocusTarget, Panel, State};
use crate::workspace::model::NamedRequest;

impl State {
    /// Shows the request that asks the same, the selected one before others, and adds `request` behind the others where there is none.
    pub(super) fn show_request(&mut self, request: NamedRequest) {
        let asks_same = |present: &NamedRequest| present.asks_same(&request);
        match self.workspace.requests.iter().position(asks_same) {
            Some(_) if self.request().is_some_and(asks_same) => {}
            Some(index) => self.select_request(index),
            None => {
                self.change(|workspace| {
                    workspace.selected_request = workspace.requests.len();
                    workspace.requests.push(request);
                });
                self.is_pinned = false;
                self.read_context();
            }
        }
        self.order_focus(FocusTarget::Panel(Panel::Verdict));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, Origin};
    use super::*;
    use crate::workspace::model::Workspace;

    fn request(action: &str) -> NamedRequest {
        NamedRequest {
            principal: "anonymous".to_owned(),
            action: action.to_owned(),
            resource: "*".to_owned(),
            ..NamedRequest::default()
        }
    }

    fn state() -> State {
        let named = NamedRequest { name: Some("Get".to_owned()), ..request("s3:GetObject") };
        let workspace = Workspace { requests: vec![request("s3:PutObject"), named], ..Workspace::default() };
        State::new(workspace, Origin::Choice)
    }

    #[test]
    fn a_request_that_is_there_already_is_selected() {
        let before = state();
        let after = before.clone().after(Action::ShowRequest(Box::new(request("s3:getobject"))));
        assert_eq!(after.workspace.requests, before.workspace.requests);
        assert_eq!(after.selected(), 1);
        assert_eq!(after.focus.map(|focus| focus.target), Some(FocusTarget::Panel(Panel::Verdict)));
    }

    #[test]
    fn of_two_that_ask_the_same_the_selected_one_stays() {
        let mut before = state();
        before.change(|workspace| workspace.requests.push(request("s3:GetObject")));
        let after = before.after(Action::SelectRequest(2));
        assert_eq!(after.after(Action::ShowRequest(Box::new(request("s3:GetObject")))).selected(), 2);
    }

    #[test]
    fn another_one_is_added_with_its_context() {
        let mut wanted = request("s3:ListBucket");
        wanted.context.insert("aws:SourceIp".to_owned(), vec!["203.0.113.7".to_owned()]);
        let after = state().after(Action::ShowRequest(Box::new(wanted.clone())));
        assert_eq!((after.workspace.requests.len(), after.selected()), (3, 2));
        assert_eq!(after.request(), Some(&wanted));
        assert_eq!(after.context.len(), 1);
        assert!(after.is_edited);
    }

    #[test]
    fn a_version_stays_remembered_while_others_are_opened() {
        let before = state().after(Action::RememberVersion);
        let remembered = before.workspace.clone();
        let other = Workspace { name: Some("other".to_owned()), ..Workspace::default() };
        let after = before.after(Action::Open {
            workspace: Box::new(other.clone()),
            origin: Origin::Choice,
            toast: None,
            banner: None,
        });
        assert_eq!(after.versions.remembered, Some(remembered));
        assert_eq!(*after.versions.opened, other);
        let edited = after.after(Action::RenameWorkspace("edited".to_owned()));
        assert_eq!(*edited.versions.opened, other);
    }
}

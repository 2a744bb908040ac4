//! What the table of tests does to requests.

use super::{FocusTarget, Panel, State, TestAction, request_title};
use crate::analysis::outcome;
use crate::app::words;
use crate::workspace::model::NamedRequest;

impl State {
    pub(super) fn test(&mut self, action: TestAction) {
        match action {
            TestAction::Explain(index) => {
                self.select_request(index);
                let is_readable = outcome(&self.workspace, index).decision().is_some();
                self.move_focus(FocusTarget::Panel(if is_readable { Panel::Why } else { Panel::Request }));
            }
            TestAction::Rename(index, name) => {
                self.change_test(index, |request| request.name = Some(name).filter(|name| !name.is_empty()));
            }
            TestAction::Expect(index, expected) => {
                self.change_test(index, |request| request.expect = expected);
            }
            TestAction::ExpectAll(expected) => {
                let said =
                    format!("Set the expected decision of {}", words::count(expected.len(), "request"));
                self.change_undoably(said, |workspace| {
                    for (index, expected) in expected {
                        if let Some(request) = workspace.requests.get_mut(index) {
                            request.expect = Some(expected);
                        }
                    }
                });
            }
            TestAction::Duplicate(index) => self.duplicate_test(index),
            TestAction::Remove(index) => self.remove_test(index),
            TestAction::Add(requests) => self.add_tests(requests),
        }
    }

    fn change_test(&mut self, index: usize, change: impl FnOnce(&mut NamedRequest)) {
        self.change(|workspace| {
            if let Some(request) = workspace.requests.get_mut(index) {
                change(request);
            }
        });
    }

    fn duplicate_test(&mut self, index: usize) {
        let Some(request) = self.workspace.requests.get(index).cloned() else {
            return;
        };
        self.change(|workspace| {
            workspace.requests.insert(index + 1, request.as_copy());
            if workspace.selected_request > index {
                workspace.selected_request += 1;
            }
        });
        self.order_focus(FocusTarget::Test(index + 1));
    }

    fn remove_test(&mut self, index: usize) {
        let Some(request) = self.workspace.requests.get(index) else {
            return;
        };
        let said = format!("Removed the request {}", request_title(request, index));
        let is_selected = index == self.selected();
        self.change_undoably(said, |workspace| {
            workspace.requests.remove(index);
            let last = workspace.requests.len().saturating_sub(1);
            if workspace.selected_request > index {
                workspace.selected_request -= 1;
            }
            workspace.selected_request = workspace.selected_request.min(last);
        });
        if is_selected {
            self.read_context();
        }
        let last = self.workspace.requests.len().saturating_sub(1);
        self.order_focus(FocusTarget::Test(index.min(last)));
    }

    fn add_tests(&mut self, requests: Vec<NamedRequest>) {
        if requests.is_empty() {
            return;
        }
        let first = self.workspace.requests.len();
        let said = format!("Added {}", words::count(requests.len(), "request"));
        self.change_undoably(said, |workspace| {
            workspace.requests.extend(requests);
            workspace.selected_request = first;
        });
        self.is_pinned = false;
        self.read_context();
        self.order_focus(FocusTarget::Test(first));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, Origin, Way};
    use super::*;
    use crate::workspace::model::{ExpectedDecision, Workspace};

    /// Three requests, of which the second is selected and has a context of its own.
    fn three() -> State {
        let request = |name: &str, key: &str| NamedRequest {
            name: Some(name.to_owned()),
            principal: "arn:aws:iam::111122223333:role/app".to_owned(),
            action: "s3:GetObject".to_owned(),
            resource: "arn:aws:s3:::b/k".to_owned(),
            context: [(key.to_owned(), vec!["1".to_owned()])].into_iter().collect(),
            ..NamedRequest::default()
        };
        let requests = vec![request("one", "aws:a"), request("two", "aws:b"), request("three", "aws:c")];
        State::new(Workspace { requests, selected_request: 1, ..Workspace::default() }, Origin::Link)
    }

    fn after(actions: impl IntoIterator<Item = TestAction>) -> State {
        actions.into_iter().fold(three(), |state, action| state.after(Action::Test(action)))
    }

    fn names(state: &State) -> Vec<&str> {
        state.workspace.requests.iter().filter_map(|request| request.name.as_deref()).collect()
    }

    /// The selected request and the key in the context table, which belong together.
    fn shown(state: &State) -> (Option<&str>, Option<&str>) {
        let name = state.request().and_then(|request| request.name.as_deref());
        (name, state.context.first().map(|row| row.key.as_str()))
    }

    #[test]
    fn any_request_is_changed_while_another_one_is_selected() {
        let state = after([
            TestAction::Rename(0, "first".to_owned()),
            TestAction::Expect(2, Some(ExpectedDecision::Allowed)),
            TestAction::Rename(7, "nobody".to_owned()),
        ]);
        assert_eq!((names(&state), state.selected()), (vec!["first", "two", "three"], 1));
        assert_eq!(
            state.workspace.requests.get(2).and_then(|request| request.expect),
            Some(ExpectedDecision::Allowed)
        );
        assert!(state.is_own && state.is_edited && state.revision > three().revision);
        assert_eq!(shown(&state), (Some("two"), Some("aws:b")));
    }

    #[test]
    fn the_selected_request_stays_selected_when_others_come_and_go() {
        for (action, expected) in [
            (TestAction::Duplicate(0), vec!["one", "one, copy", "two", "three"]),
            (TestAction::Duplicate(2), vec!["one", "two", "three", "three, copy"]),
            (TestAction::Remove(0), vec!["two", "three"]),
            (TestAction::Remove(2), vec!["one", "two"]),
        ] {
            let state = after([action]);
            assert_eq!(names(&state), expected);
            assert_eq!(shown(&state), (Some("two"), Some("aws:b")));
        }
    }

    #[test]
    fn a_removed_request_comes_back_and_the_next_one_is_shown_meanwhile() {
        let state = after([TestAction::Remove(1)]);
        assert_eq!(shown(&state), (Some("three"), Some("aws:c")));
        assert_eq!(state.focus.map(|focus| focus.target), Some(FocusTarget::Test(1)));
        assert!(
            state
                .toast
                .as_ref()
                .is_some_and(|toast| toast.offer == Some(Way::Back) && toast.text.contains("two"))
        );
        let back = state.after(Action::Go(Way::Back));
        assert_eq!((names(&back), shown(&back)), (vec!["one", "two", "three"], (Some("two"), Some("aws:b"))));
        let none = after([
            TestAction::Remove(0),
            TestAction::Remove(0),
            TestAction::Remove(0),
            TestAction::Remove(0),
        ]);
        assert_eq!((names(&none).len(), none.selected(), none.context.len()), (0, 0, 0));
    }

    #[test]
    fn several_expectations_are_set_and_taken_back_in_one_step() {
        let all = [ExpectedDecision::Allowed, ExpectedDecision::ImplicitlyDenied];
        let state = after([TestAction::ExpectAll(all.into_iter().enumerate().collect())]);
        let expected = |state: &State| -> Vec<_> {
            state.workspace.requests.iter().map(|request| request.expect).collect()
        };
        assert_eq!(expected(&state), [Some(all[0]), Some(all[1]), None]);
        assert_eq!(expected(&state.after(Action::Go(Way::Back))), [None; 3]);
    }

    #[test]
    fn added_requests_stand_at_the_end_and_the_first_is_shown() {
        let more = three().workspace.requests.clone();
        let state = after([TestAction::Add(more)]);
        assert_eq!(names(&state), ["one", "two", "three", "one", "two", "three"]);
        assert_eq!((state.selected(), shown(&state).1), (3, Some("aws:a")));
        assert_eq!(names(&state.after(Action::Go(Way::Back))), ["one", "two", "three"]);
        assert_eq!(after([TestAction::Add(Vec::new())]).revision, three().revision);
    }

    #[test]
    fn explaining_a_request_shows_why_or_the_field_that_cannot_be_read() {
        let state = after([TestAction::Explain(2)]);
        assert_eq!((state.selected(), state.panel), (2, Panel::Why));
        let broken = three().after(Action::SelectRequest(0));
        let broken = broken.after(Action::EditRequest(super::super::RequestEdit::Action(String::new())));
        let broken = broken.after(Action::SelectRequest(1)).after(Action::Test(TestAction::Explain(0)));
        assert_eq!((broken.selected(), broken.panel), (0, Panel::Request));
        assert_eq!(broken.focus.map(|focus| focus.target), Some(FocusTarget::Panel(Panel::Request)));
    }
}

//! Making the changes of a repair.

use std::rc::Rc;

use super::{FocusTarget, Panel, State, Toast};
use crate::repair::{Change, Repair, Step};
use crate::workspace::DocumentId;

impl State {
    /// Makes the changes of `repair`, which was found for the selected request of this workspace. Where something else
    /// stands there by now, nothing changes, and the person is told.
    pub(super) fn apply(&mut self, repair: &Repair) {
        let changed = repair.apply(&self.workspace);
        if changed == *self.workspace {
            self.toast =
                Some(Toast::passing("Nothing was changed: this no longer fits what stands here now"));
            return;
        }
        let shown = document_after(repair, self.document);
        self.replace(Rc::new(changed));
        self.is_own = true;
        self.is_edited = true;
        if let Some(document) = shown {
            self.show_document(document, false);
        }
        self.toast = Some(Toast::undoable(said(&repair.steps)));
        self.order_focus(FocusTarget::Panel(Panel::Verdict));
    }
}

/// The document to show afterwards: one that was edited, else the one shown before; none where documents came or went,
/// after which numbers may mean others.
fn document_after(repair: &Repair, shown: Option<DocumentId>) -> Option<DocumentId> {
    let mut edited = None;
    for step in &repair.steps {
        match &step.change {
            Change::Edit { document, .. } => edited = edited.or(Some(*document)),
            Change::AddDocument { .. } | Change::RemoveDocument { .. } => return None,
            _ => {}
        }
    }
    edited.or(shown)
}

/// What the message about it says. Backticks are for places that can set user text apart.
fn said(steps: &[Step]) -> String {
    match steps {
        [only] => format!("Applied: {}", only.title.replace('`', "")),
        steps => format!("Applied {} changes", steps.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, Origin, Way};
    use super::*;
    use crate::evaluation::Decision;
    use crate::repair::{Goal, repairs};
    use crate::workspace::edit;
    use crate::workspace::model::Workspace;

    const FIRST: DocumentId = DocumentId::Identity { principal: 0, index: 0 };

    /// The second of two requests, which is selected, is not allowed: the address is another one.
    const DENIED: &str = r#"{"policyscope": 1, "selected_request": 1,
        "principals": [{"arn": "arn:aws:iam::111122223333:role/app", "identity_policies": [{"name": "p", "document":
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
                "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}}}]}],
        "requests": [
            {"principal": "arn:aws:iam::111122223333:role/app", "action": "s3:PutObject", "resource": "arn:aws:s3:::b/k"},
            {"principal": "arn:aws:iam::111122223333:role/app", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k",
                "context": {"aws:SourceIp": "203.0.113.7"}}]}"#;

    fn denied() -> State {
        State::new(Workspace::from_json(DENIED).unwrap_or_default(), Origin::Link)
    }

    fn decision(state: &State) -> Option<Decision> {
        crate::analysis::analyse(&state.workspace, state.selected()).verdict.decision
    }

    fn offered(state: &State, fits: impl Fn(&Change) -> bool) -> Rc<Repair> {
        let found = repairs(&state.workspace, state.selected(), Goal::Allow, None);
        let found = found.into_iter().find(|repair| repair.steps.iter().all(|step| fits(&step.change)));
        Rc::new(found.unwrap_or_else(|| unreachable!()))
    }

    #[test]
    fn every_repair_is_applied_in_one_step_and_taken_back_in_one() {
        let start = denied();
        let found = repairs(&start.workspace, 1, Goal::Allow, None);
        assert!(found.len() > 1);
        for repair in found {
            let applied = start.clone().after(Action::Apply(Rc::new(repair.clone())));
            assert_eq!(decision(&applied), Some(Decision::Allowed), "{}", repair.title);
            assert_eq!(applied.selected(), 1);
            assert!(applied.revision > start.revision && applied.is_own && applied.is_edited);
            assert!(
                applied
                    .toast
                    .as_ref()
                    .is_some_and(|toast| toast.offer == Some(Way::Back) && !toast.text.contains('`'))
            );
            let undone = applied.after(Action::Go(Way::Back));
            assert_eq!(undone.workspace, start.workspace, "{}", repair.title);
            assert_eq!(undone.selected(), 1);
        }
    }

    #[test]
    fn the_context_table_shows_what_a_repair_sets_and_the_focus_goes_to_the_verdict() {
        let start = denied();
        let of_request = offered(&start, |change| matches!(change, Change::SetContext { .. }));
        let applied = start.clone().after(Action::Apply(of_request));
        assert_ne!(applied.context, start.context);
        assert_eq!(applied.focus.map(|focus| focus.target), Some(FocusTarget::Panel(Panel::Verdict)));
        assert_eq!(applied.after(Action::Go(Way::Back)).context, start.context);
    }

    #[test]
    fn the_edited_document_is_shown() {
        let start = denied();
        let edits = offered(&start, |change| matches!(change, Change::Edit { .. }));
        assert_eq!(start.after(Action::Apply(edits)).document, Some(FIRST));
    }

    #[test]
    fn a_repair_that_no_longer_fits_changes_nothing_and_says_so() {
        let start = denied();
        let edits = offered(&start, |change| matches!(change, Change::Edit { .. }));
        let moved_on = start.after(Action::EditDocument(FIRST, "{}".to_owned()));
        let refused = moved_on.clone().after(Action::Apply(edits));
        assert_eq!((&refused.workspace, refused.revision), (&moved_on.workspace, moved_on.revision));
        assert_eq!(edit::document(&refused.workspace, FIRST).map(|found| found.text.as_str()), Some("{}"));
        assert!(refused.toast.is_some_and(|toast| toast.offer.is_none()));
    }
}

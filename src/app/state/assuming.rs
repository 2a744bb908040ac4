//! Taking what nobody knows for absent.

use super::{FocusTarget, Panel, State, Toast};
use crate::explanation::check_title;
use crate::paste::stands_for_others;
use crate::workspace::edit;

impl State {
    /// Says that nothing more is attached wherever that would not stop the selected request, and what that was said of.
    pub(super) fn assume_no_more(&mut self) {
        let selected = self.selected();
        let mut workspace = (*self.workspace).clone();
        let assumed = edit::assume_no_more(&mut workspace, selected, stands_for_others);
        if assumed.is_empty() {
            self.toast = Some(Toast::passing("Nothing that is unknown can be left out of account here"));
            return;
        }
        self.replace(workspace.into());
        self.is_own = true;
        self.is_edited = true;
        let names: Vec<&str> = assumed.into_iter().map(check_title).collect();
        self.toast =
            Some(Toast::undoable(format!("Assumed that nothing more is attached: {}", names.join(", "))));
        self.order_focus(FocusTarget::Panel(Panel::Verdict));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, Origin, Way};
    use super::*;
    use crate::evaluation::{Check, Decision};
    use crate::paste::recognise;
    use crate::workspace::model::Workspace;

    const DENIED: &str = "User: arn:aws:sts::111122223333:assumed-role/reports/nightly is not authorized to perform: \
        s3:GetObject on resource: \"arn:aws:s3:::reports/a.csv\" because no identity-based policy allows the \
        s3:GetObject action";

    fn denied(more: &[&str]) -> State {
        let mut workspace = Workspace::default();
        for text in [DENIED].iter().chain(more) {
            let pasted = recognise(text).unwrap_or_else(|_| unreachable!());
            workspace = pasted.fill(&workspace, None).workspace;
        }
        State::new(workspace, Origin::Choice)
    }

    fn decision(state: &State) -> Option<Decision> {
        crate::analysis::analyse(&state.workspace, state.selected()).verdict.decision
    }

    fn unknown(state: &State) -> Vec<Check> {
        let is_unknown = |check: &Check| edit::is_unknown(&state.workspace, state.selected(), *check);
        Check::ALL.into_iter().filter(is_unknown).collect()
    }

    #[test]
    fn what_would_allow_the_request_stays_unknown_and_the_rest_is_taken_for_absent() {
        let start = denied(&[]);
        let after = start.clone().after(Action::AssumeNoMore);
        assert_eq!(unknown(&after), [Check::Principal]);
        let said = after.toast.as_ref().map(|toast| toast.text.clone()).unwrap_or_default();
        assert!(said.contains("Service control policies") && !said.contains("Identity"), "{said}");
        assert_eq!(decision(&after), Some(Decision::Unknown));
        assert_eq!(after.after(Action::Go(Way::Back)).workspace, start.workspace);
    }

    #[test]
    fn with_the_callers_policies_known_the_decision_is_known_after_one_step() {
        let role = r#"{"RoleName": "reports", "PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17",
            "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/out/*"}}}"#;
        let start = denied(&[role]);
        assert_eq!(decision(&start), Some(Decision::Unknown));
        let after = start.after(Action::AssumeNoMore);
        assert_eq!(decision(&after), Some(Decision::ImplicitlyDenied));
        assert_eq!(unknown(&after), []);
    }

    #[test]
    fn nothing_is_assumed_of_the_other_account() {
        let other = DENIED.replace("arn:aws:s3:::reports/a.csv", "arn:aws:sqs:eu-west-1:444455556666:jobs");
        let other = other.replace("s3:GetObject", "sqs:SendMessage");
        let pasted = recognise(&other).unwrap_or_else(|_| unreachable!());
        let workspace = pasted.fill(&Workspace::default(), None).workspace;
        let after = State::new(workspace, Origin::Choice).after(Action::AssumeNoMore);
        assert!(unknown(&after).contains(&Check::Resource));
    }
}

//! PS380

use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS380",
    name: "not-action-leaves-nothing",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Action(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`*` in `NotAction`, which excepts every action there is.",
    matters: "A statement about all actions but all of them is about none: an Allow grants nothing, and a Deny \
          protects nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "NotAction": ⟦"*"⟧,
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "NotAction": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Write the actions that are to be excepted, or `Action` for `NotAction`. The second can be applied; \
          it is unsafe, since the statement then has an effect.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html"],
};

fn check(entry: &ActionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !statement.has_not_action() || !entry.is_everything() {
        return;
    }
    let effect = if statement.denies() { "denies" } else { "allows" };
    let message =
        format!("the statement {effect} nothing: `{}` in `NotAction` excepts every action", entry.text.text);
    let finding = report.at(entry.text.span, message);
    finding.help("write the actions that are to be excepted, or `Action`");
    if let Some(member) = statement.member("NotAction") {
        let edit = edits::replace_string(member.name_span, "Action");
        finding.fix("write `Action`", Safety::Unsafe, [edit]);
    }
}

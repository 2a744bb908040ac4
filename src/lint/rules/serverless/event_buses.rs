//! PS461

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS461",
    name: "every-event-bus",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of sending events, under no condition and on every event bus: by `*` or by an ARN with a \
          wildcard in the place of the name.",
    matters: "Rules act on events without asking who sent them: with every bus open, a function can set off what \
          others have automated.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"events:PutEvents"⟧,
    "Resource": "arn:aws:events:eu-west-1:111122223333:event-bus/*"
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
    "Effect": "Allow",
    "Action": "events:PutEvents",
    "Resource": "arn:aws:events:eu-west-1:111122223333:event-bus/default"
  }
}"#,
        also: &[],
    },
    fix: "Name the event bus. Which one that is only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &["https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html"],
};

action_list! {
    "events" => "PutEvents";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("every event bus is open to {actions}");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the event bus in `Resource`");
    }
}

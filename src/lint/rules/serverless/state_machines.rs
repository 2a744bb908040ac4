//! PS460

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS460",
    name: "every-state-machine-startable",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of starting executions, under no condition and on every state machine: by `*` or by an ARN \
          with a wildcard in the place of the name.",
    matters: "A state machine works with its own role: whoever can start all of them can do whatever any of them \
          does.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"states:StartExecution"⟧,
    "Resource": "arn:aws:states:eu-west-1:111122223333:stateMachine:*"
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
    "Action": "states:StartExecution",
    "Resource": "arn:aws:states:eu-west-1:111122223333:stateMachine:Orders"
  }
}"#,
        also: &[],
    },
    fix: "Name the state machines. Which one that is only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &["https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html"],
};

action_list! {
    "states" => "StartExecution" "StartSyncExecution";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("every state machine is open to {actions}");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the state machines in `Resource`");
    }
}

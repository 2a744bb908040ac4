//! PS419

use super::paths::{Family, PASS_ROLE, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS419",
    name: "escalation-by-workflow",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Allows of making state machines, schedules or automations and of passing any role to them, or of \
          changing any state machine. The ways count when the document allows each action under no condition, \
          `iam:PassRole` on every role (a condition on `iam:PassedToService` that names the service does not \
          help).",
    matters: "They call AWS with the permissions of the role.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ⟦"scheduler:CreateSchedule"⟧,
      "Resource": "arn:aws:scheduler:eu-west-1:111122223333:schedule/reports/*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/*",
      "Condition": { "StringEquals": { "iam:PassedToService": "scheduler.amazonaws.com" } }
    }
  ]
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "scheduler:CreateSchedule",
      "Resource": "arn:aws:scheduler:eu-west-1:111122223333:schedule/reports/*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/app",
      "Condition": { "StringEquals": { "iam:PassedToService": "scheduler.amazonaws.com" } }
    }
  ]
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &[
        PASS_ROLE,
        "scheduler:CreateSchedule",
        "ssm:CreateDocument",
        "ssm:StartAutomationExecution",
        "states:CreateStateMachine",
        "states:StartExecution",
        "states:UpdateStateMachine",
    ],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every role with which workflows work",
    "name the roles in the statement with `iam:PassRole`, and the state machines in the others",
    &[
        Path::new(
            &["states:CreateStateMachine", "states:StartExecution", PASS_ROLE],
            &["states.amazonaws.com"],
            "make a state machine that calls AWS with a role that has more rights, and start it",
        ),
        Path::new(
            &["states:UpdateStateMachine", "states:StartExecution"],
            &[],
            "change the definition of a state machine whose role has more rights, and start it",
        ),
        Path::new(
            &["scheduler:CreateSchedule", PASS_ROLE],
            &["scheduler.amazonaws.com"],
            "make a schedule that calls AWS with a role that has more rights",
        ),
        Path::new(
            &["ssm:CreateDocument", "ssm:StartAutomationExecution", PASS_ROLE],
            &["ssm.amazonaws.com"],
            "write an automation document and run it with a role that has more rights",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

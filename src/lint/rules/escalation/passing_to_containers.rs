//! PS412

use super::paths::{Family, PASS_ROLE, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS412",
    name: "escalation-by-role-for-containers",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Allows of running containers and of passing any role to them. The ways count when the document \
          allows each action under no condition, `iam:PassRole` on every role (a condition on \
          `iam:PassedToService` that names the service does not help).",
    matters: "What runs in the container has the permissions of the role.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ⟦"ecs:RunTask"⟧,
      "Resource": "arn:aws:ecs:eu-west-1:111122223333:task-definition/*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/*",
      "Condition": { "StringEquals": { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }
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
      "Action": "ecs:RunTask",
      "Resource": "arn:aws:ecs:eu-west-1:111122223333:task-definition/*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/app",
      "Condition": { "StringEquals": { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }
    }
  ]
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &[
        PASS_ROLE,
        "apprunner:CreateService",
        "ecs:CreateService",
        "ecs:RegisterTaskDefinition",
        "ecs:RunTask",
        "ecs:StartTask",
        "ecs:UpdateService",
    ],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every role that containers may have",
    "name the roles in the statement with `iam:PassRole`",
    &[
        Path::new(
            &["ecs:RunTask", PASS_ROLE],
            &["ecs-tasks.amazonaws.com"],
            "run a task with another role and another command than its definition says",
        ),
        Path::new(
            &["ecs:StartTask", PASS_ROLE],
            &["ecs-tasks.amazonaws.com"],
            "start a task on an own container instance with another role and another command than its definition \
          says",
        ),
        Path::new(
            &["ecs:RegisterTaskDefinition", "ecs:CreateService", PASS_ROLE],
            &["ecs-tasks.amazonaws.com"],
            "define a task with a role that has more rights and make a service that runs it",
        ),
        Path::new(
            &["ecs:RegisterTaskDefinition", "ecs:UpdateService", PASS_ROLE],
            &["ecs-tasks.amazonaws.com"],
            "define a task with a role that has more rights and let an existing service run it",
        ),
        Path::new(
            &["apprunner:CreateService", PASS_ROLE],
            &["tasks.apprunner.amazonaws.com"],
            "make an App Runner service from an own image with a role that has more rights",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

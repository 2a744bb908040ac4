//! PS413

use super::paths::{Family, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS413",
    name: "escalation-by-running-containers",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Allows of running commands in any task, of submitting jobs under any definition or of changing any \
          App Runner service. The ways count when the document allows each action under no condition on every \
          resource of its type, and nothing on all of that is denied.",
    matters: "What runs in the container has the permissions of its role.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"batch:SubmitJob"⟧,
    "Resource": "arn:aws:batch:eu-west-1:111122223333:job-definition/*"
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
    "Action": "batch:SubmitJob",
    "Resource": "arn:aws:batch:eu-west-1:111122223333:job-definition/nightly"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &["apprunner:UpdateService", "batch:SubmitJob", "ecs:DescribeTasks", "ecs:ExecuteCommand"],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every container",
    "name the clusters, job definitions and services in `Resource`",
    &[
        Path::new(
            &["ecs:ExecuteCommand", "ecs:DescribeTasks"],
            &[],
            "open a shell in a running task and use the credentials of its role",
        ),
        Path::new(
            &["batch:SubmitJob"],
            &[],
            "submit a job with an own command under a definition whose role has more rights",
        ),
        Path::new(
            &["apprunner:UpdateService"],
            &[],
            "let a service whose role has more rights run an own image",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

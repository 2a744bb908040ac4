//! PS241

use super::fit::{Misfit, report_misfits};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS241",
    name: "no-resource-for-action",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::IDENTITY.and(AppliesTo::SERVICE_CONTROL),
    needs: Needs::Details,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Actions that work on none of the resources of their statement, whatever the ARN format. An action \
            with wildcards is found when that is true of each of the actions it stands for, and they are not \
            more than 64. IAM, Lambda and CloudWatch Logs, whose requests name ARNs that AWS does not list, \
            are left out.",
    matters: "Such a request names another resource, so the statement never matches it: an Allow does not grant \
              the action, and a Deny does not forbid it.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["sqs:SendMessage", ⟦"sns:Publish"⟧],
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
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
    "Action": ["sqs:SendMessage", "sns:Publish"],
    "Resource": [
      "arn:aws:sqs:eu-west-1:111122223333:orders",
      "arn:aws:sns:eu-west-1:111122223333:orders"
    ]
  }
}"#,
        also: &[],
    },
    fix: "Name a resource on which the action works, or move the action to a statement with such resources.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("{actions} cannot work on the resources of this statement");
    if let Some(finding) = report_misfits(Misfit::OtherResources, statement, subject, report, message) {
        finding.help("name a resource on which it works, or move it to another statement");
    }
}

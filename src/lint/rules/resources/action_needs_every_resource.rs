//! PS242

use super::fit::{Misfit, report_misfits};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS242",
    name: "action-needs-every-resource",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::IDENTITY.and(AppliesTo::SERVICE_CONTROL),
    needs: Needs::Details,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Actions that do not work on single resources, in a statement whose resources are all ARNs. They \
            need `*` for the resource. IAM, Lambda and CloudWatch Logs, whose requests name ARNs that AWS does \
            not list, are left out.",
    matters: "Such a request names another resource, so the statement never matches it: an Allow does not grant \
              the action, and a Deny does not forbid it.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["sqs:SendMessage", ⟦"sqs:ListQueues"⟧],
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
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "sqs:SendMessage",
      "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
    },
    {
      "Effect": "Allow",
      "Action": "sqs:ListQueues",
      "Resource": "*"
    }
  ]
}"#,
        also: &[],
    },
    fix: "Move the actions to a statement with `\"Resource\": \"*\"`.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("{actions} can only be used with `*` for the resource");
    if let Some(finding) = report_misfits(Misfit::NeedsEverything, statement, subject, report, message) {
        finding.help("move it to a statement with `\"Resource\": \"*\"`");
    }
}

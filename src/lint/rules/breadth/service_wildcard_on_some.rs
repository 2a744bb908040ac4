//! PS373

use super::whole_service::{WholeService, whole_service};
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS373",
    name: "service-wildcard-on-some-resources",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Action(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of all actions of a service (`service:*`) on resources that are named, or under a \
          condition.",
    matters: "Among all actions there are those that delete the resource, share it or change its policy, and every \
          one that the service will ever get.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"sqs:*"⟧,
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
    "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage"],
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
  }
}"#,
        also: &[],
    },
    fix: "List the actions that are needed. Which ones those are only you can know, so there is no fix to \
          apply.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

fn check(entry: &ActionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if whole_service(entry, statement) == Some(WholeService::Narrow) {
        let message = format!("`{}` allows all actions of the service", entry.text.text);
        report.at(entry.text.span, message).help("list the actions that are needed");
    }
}

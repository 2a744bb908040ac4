//! PS372

use super::whole_service::{WholeService, whole_service};
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS372",
    name: "service-wildcard",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Action(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of all actions of a service (`service:*`) under no condition on every resource of it, or on \
          every one of a type. CloudWatch, its logs and X-Ray are left out; services whose actions give \
          administration have a rule of their own.",
    matters: "It allows deleting and sharing what belongs to others in the account, and every action that the \
          service will ever get.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"sqs:*"⟧,
    "Resource": "*"
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
    fix: "List the actions that are needed and name the resources. Which ones those are only you can know, so \
          there is no fix to apply.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

fn check(entry: &ActionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if let Some(WholeService::Everywhere(resource)) = whole_service(entry, statement) {
        let message = format!("`{}` allows all that the service can do, on all that it has", entry.text.text);
        report.at(entry.text.span, message).also(resource).help("list the actions and name the resources");
    }
}

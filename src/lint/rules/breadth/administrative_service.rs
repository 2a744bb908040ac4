//! PS374

use super::whole_service::{WholeService, whole_service};
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS374",
    name: "administrative-service-wildcard",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Action(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of all actions of IAM, AWS Organizations or IAM Identity Center (`iam:*`, \
          `organizations:*`, `sso:*`) under no condition on every resource.",
    matters: "With them the holder can give himself, or somebody else, every other permission: it is \
          administration by another name.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"iam:*"⟧,
    "Resource": "arn:aws:iam::111122223333:*"
  }
}"#,
        also: &["PS084", "PS113"],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["iam:GetRole", "iam:ListRolePolicies"],
    "Resource": "arn:aws:iam::111122223333:role/app"
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
    if let Some(WholeService::Administrative(resource)) = whole_service(entry, statement) {
        let message = format!(
            "`{}` on everything gives administration: whoever has it can get every permission",
            entry.text.text
        );
        report.at(entry.text.span, message).also(resource).help("list the actions and name the resources");
    }
}

//! PS377

use super::reach::{Administration, administration};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS377",
    name: "not-action-administrator",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with `NotAction` under no condition on every resource that leaves the actions of IAM with \
          which one gets further permissions allowed, and no Deny of the document on everything forbids them.",
    matters: "All but a few actions are allowed, and with those of IAM the holder can give himself the rest too.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "NotAction": ⟦"billing:*"⟧,
    "Resource": "*"
  }
}"#,
        also: &["PS085", "PS114"],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["s3:GetObject", "s3:ListBucket"],
    "Resource": ["arn:aws:s3:::amzn-s3-demo-bucket", "arn:aws:s3:::amzn-s3-demo-bucket/*"]
  }
}"#,
        also: &[],
    },
    fix: "List the actions that are needed in `Action`. Which ones those are only you can know, so there is no \
          fix to apply.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html"],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if let Some(Administration::AllBut(actions, resource)) = administration(statement, subject) {
        let finding = report.at(
            actions,
            "all but these actions on every resource, IAM's included: this gives administration",
        );
        finding.also(resource).help("list the actions that are needed in `Action`");
    }
}

//! PS028

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;
use crate::text::json::Value;

pub(super) static RULE: Rule = Rule {
    code: "PS028",
    name: "missing-action",
    issue_code: Some("MISSING_ACTION"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A statement with neither `Action` nor `NotAction`.",
    matters: "AWS refuses the document; KMS takes it in a key policy, where such a statement does nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": ⟦{
    "Effect": "Allow",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }⟧
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
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "There is none: which actions are meant is not known.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-action",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if statement.statement.action.is_some() || !matches!(statement.node.value, Value::Object(_)) {
        return;
    }
    let so_what = if subject.policy_type() == PolicyType::Key { ", so it does nothing" } else { "" };
    let message = format!("the statement has neither `Action` nor `NotAction`{so_what}");
    report.at(statement.node.span, message).help("add the actions that it is about");
}

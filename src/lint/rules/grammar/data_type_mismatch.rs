//! PS003

use super::nodes::node_at;

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;
use crate::text::Diagnostic;
use crate::text::json::Value;

pub(super) static RULE: Rule = Rule {
    code: "PS003",
    name: "data-type-mismatch",
    issue_code: Some("DATA_TYPE_MISMATCH"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Diagnostic(&["wrong-type"], check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A value whose JSON type does not fit its place: a number where a string has to stand, an object \
            where a list of strings has to.",
    matters: "AWS refuses the document.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": ⟦{ "arn": "arn:aws:s3:::amzn-s3-demo-bucket/*" }⟧
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
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "There is none: what the value should be is not known.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-data-type-mismatch",
    ],
};

fn check(diagnostic: &Diagnostic, subject: &Subject<'_>, report: &mut Report) {
    let is_value =
        |name: &str, statement: &StatementFacts<'_>| statement.value_span(name) == Some(diagnostic.span);
    let is_principal = |statement: &StatementFacts<'_>| {
        ["Principal", "NotPrincipal"].iter().any(|name| is_value(name, statement))
    };
    let value = node_at(subject.root, diagnostic.span).map(|node| &node.value);
    match value {
        // What is no JSON at all, and a list of principals, are for other rules.
        Some(Value::Invalid) => {}
        Some(Value::Array(_)) if subject.statements.iter().any(is_principal) => {}
        _ => {
            report.take_over(diagnostic);
        }
    }
}

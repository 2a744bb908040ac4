//! PS004

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;
use crate::text::Diagnostic;

pub(super) static RULE: Rule = Rule {
    code: "PS004",
    name: "duplicate-keys-with-different-case",
    issue_code: Some("DUPLICATE_KEYS_WITH_DIFFERENT_CASE"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Diagnostic(&["duplicate-condition-key"], check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition key that stands twice under one operator, once in other capitals. The place is the \
            later name; a key that is repeated letter for letter is for `duplicate-member`.",
    matters: "The names of condition keys ignore case, so the two are one key, and AWS refuses the document.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {
      "StringEquals": {
        "aws:PrincipalTag/team": "red",
        ⟦"aws:principaltag/team"⟧: "blue"
      }
    }
  }
}"#,
        also: &["PS290"],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": { "StringEquals": { "aws:PrincipalTag/team": ["red", "blue"] } }
  }
}"#,
        also: &[],
    },
    fix: "There is none: the values of both have to be put together by hand.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-duplicate-keys-with-different-case",
    ],
};

fn check(diagnostic: &Diagnostic, subject: &Subject<'_>, report: &mut Report) {
    let is_here = |condition: &&ConditionFacts<'_>| condition.entry.key.span == diagnostic.span;
    let repeated = subject.statements.iter().find_map(|statement| {
        let key = statement.conditions.iter().find(is_here)?;
        Some((statement, key))
    });
    let is_spelled_alike = |statement: &StatementFacts<'_>, key: &ConditionFacts<'_>| {
        let is_earlier = |other: &ConditionFacts<'_>| {
            other.entry.operator_span == key.entry.operator_span && other.entry.key.span < key.entry.key.span
        };
        statement.conditions.iter().any(|other| is_earlier(other) && other.key() == key.key())
    };
    if !repeated.is_some_and(|(statement, key)| is_spelled_alike(statement, key)) {
        report.take_over(diagnostic);
    }
}

//! PS092

use super::super::condition::blocks::move_key;
use crate::condition::{Operator, Relation, Test, ValueType};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS092",
    name: "wildcard-without-like-operator",
    issue_code: Some("WILDCARD_WITHOUT_LIKE_OPERATOR"),
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `*` or `?` in a value of `StringEquals`, `StringNotEquals` or their forms that ignore \
            case. `${*}` and `${?}` are let through: they are meant to be the characters.",
    matters: "Only operators with `Like` take wildcards: here the character itself has to be in the \
              request, so the test hardly ever holds.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {"aws:PrincipalTag/team": ⟦"red-*"⟧}}
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
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringLike": {"aws:PrincipalTag/team": "red-*"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes the operator with `Like`. Unsafe: the condition then begins to work.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-wildcard-without-like-operator",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let operator = facts.operator();
    let is_exact = matches!(operator.test.relation(), Relation::Equal | Relation::EqualIgnoringCase);
    if operator.test.value_type() != ValueType::String || !is_exact {
        return;
    }
    for value in &facts.entry.values {
        let text = &*value.text;
        if !text.contains(['*', '?']) || text.contains("${*}") || text.contains("${?}") {
            continue;
        }
        let name = operator.test.name();
        let test = if operator.test.is_negated() { Test::StringNotLike } else { Test::StringLike };
        let finding = report.at(value.span, format!("`{name}` takes no wildcards"));
        finding.help(format!("use `{}`, or write `${{*}}` for the character itself", test.name()));
        if operator.test.relation() == Relation::Equal {
            let edits = move_key(subject.text, facts, statement, Operator { test, ..operator }, None);
            finding.fix(format!("write `{}`", test.name()), Safety::Unsafe, edits);
        }
    }
}

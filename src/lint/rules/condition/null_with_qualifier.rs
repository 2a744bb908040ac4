//! PS138

use crate::condition::{SetOperator, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS138",
    name: "null-with-qualifier",
    issue_code: Some("NULL_WITH_QUALIFIER"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`ForAllValues:Null`, which always holds, or `ForAnyValue:Null`, which never does.",
    matters: "The condition asks nothing, or makes the statement dead, whatever its values.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {⟦"ForAllValues:Null"⟧: {"aws:TagKeys": "false"}}
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
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"Null": {"aws:TagKeys": "false"}}
  }
}"#,
        also: &[],
    },
    fix: "Removes the set operator. Unsafe: the condition then begins to work.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-null-with-qualifier",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let operator = facts.operator();
    let (Test::Null, Some(set)) = (operator.test, operator.set) else { return };
    let span = facts.entry.operator_span;
    let mut same = statement.conditions.iter().filter(|other| other.entry.operator_span == span);
    // One finding for the operator, not one for each of its keys.
    if same.next().is_some_and(|first| first.entry.key.span != facts.entry.key.span) {
        return;
    }
    let outcome = match set {
        SetOperator::ForAllValues => "always holds",
        SetOperator::ForAnyValue => "never holds",
    };
    let finding = report.at(span, format!("`{}` {outcome}", operator.name()));
    finding.help("write `Null` alone");
    let has_null = statement.member("Condition").is_some_and(|member| member.value.member("Null").is_some());
    if !has_null {
        finding.fix("remove the set operator", Safety::Unsafe, [edits::replace_string(span, "Null")]);
    }
}

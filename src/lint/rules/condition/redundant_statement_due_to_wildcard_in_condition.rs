//! PS152

use super::presence::{Asks, asks};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS152",
    name: "redundant-statement-due-to-wildcard-in-condition",
    issue_code: Some("REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`ForAnyValue:StringNotLike` with a value `*`: no value passes, and neither does a missing \
            key.",
    matters: "The statement never applies.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"ForAnyValue:StringNotLike": {"aws:TagKeys": ⟦"*"⟧}}
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
    "Condition": {"Null": {"aws:TagKeys": "true"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: what the statement was to say is not clear.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-statement-due-to-wildcard-in-condition",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if asks(facts) != Some(Asks::Impossible) {
        return;
    }
    let message = format!("no request passes this test of `{}`, so the statement never applies", facts.key());
    report.at(facts.values_span(), message).help("remove the statement, or say what the key has to be");
}

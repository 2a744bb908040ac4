//! PS098

use super::unreadable::report_unreadable;
use crate::condition::ValueType;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS098",
    name: "type-mismatch-number",
    issue_code: Some("TYPE_MISMATCH_NUMBER"),
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A value of a Numeric operator that is not a number.",
    matters: "The test matches nothing, or everything where it is negated.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": ⟦"1h"⟧}}
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
    "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the policy does not tell the right value.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-type-mismatch-number",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    report_unreadable(ValueType::Numeric, "a number", "write digits, as in `10` or `2.5`", facts, report);
}

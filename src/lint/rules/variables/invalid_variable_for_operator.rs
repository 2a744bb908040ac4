//! PS025

use crate::condition::ValueType;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS025",
    name: "invalid-variable-for-operator",
    issue_code: Some("INVALID_VARIABLE_FOR_OPERATOR"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `${…}` in a value of an operator that is neither a String nor an ARN operator.",
    matters: "AWS refuses the policy, or takes the text as it stands, so that the test never holds.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": ⟦"${aws:PrincipalTag/max-age}"⟧}}
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
    fix: "No automatic fix: only the author knows which value is meant.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-variable-for-operator",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let operator = facts.operator();
    if matches!(operator.test.value_type(), ValueType::String | ValueType::Arn) {
        return;
    }
    for value in facts.entry.values.iter().filter(|value| value.text.contains("${")) {
        let message = format!("`{}` takes no policy variables", operator.test.name());
        report.at(value.span, message).help("only String and ARN operators do; write the value itself");
    }
}

//! PS129

use super::empty_values::{Without, has_no_values, null_test};

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS129",
    name: "empty-array-condition-ifexists",
    issue_code: Some("EMPTY_ARRAY_CONDITION_IFEXISTS"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition key with an empty list under an operator with `IfExists` and without set prefix.",
    matters: "It holds only for requests without the key, which is easy to overlook.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": { "StringEqualsIfExists": { "aws:PrincipalTag/team": ⟦[]⟧ } }
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
    "Condition": { "Null": { "aws:PrincipalTag/team": "true" } }
  }
}"#,
        also: &[],
    },
    fix: "Asks with `Null` whether the key is missing. Unsafe: requests are decided otherwise that have the \
          key with no value, or under a negated operator.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-array-condition-ifexists",
    ],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    if !has_no_values(condition, Without::IfExists) {
        return;
    }
    let message =
        format!("there are no values for `{}`, so this holds only for requests without it", condition.key());
    let finding = report.at(condition.values_span(), message);
    finding.help("write the operator `Null` with the value \"true\" if that is meant");
    let null = null_test(condition, statement, subject.text);
    finding.fix("ask with `Null` whether the key is missing", Safety::Unsafe, null);
}

//! PS058

use crate::condition::ValueType;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS058",
    name: "invalid-vpc-format",
    issue_code: Some("INVALID_VPC_FORMAT"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A value of `aws:SourceVpc` that is not `vpc-` and 8 or 17 letters and digits. Values with \
            wildcards or policy variables are let through.",
    matters: "No request has such a value: a test for it never holds, a negated one always does.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {"aws:SourceVpc": ⟦"vpc-12345"⟧}}
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
    "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-0abc1234567890def"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the policy does not tell the right one.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-vpc-format",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if facts.operator().test.value_type() != ValueType::String || !facts.is_key("aws:SourceVpc") {
        return;
    }
    for value in &facts.entry.values {
        let text = &*value.text;
        let is_id =
            |id: &str| matches!(id.len(), 8 | 17) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if text.contains(['*', '?', '$']) || text.strip_prefix("vpc-").is_some_and(is_id) {
            continue;
        }
        let finding = report.at(value.span, format!("`{text}` is not the ID of a VPC"));
        finding.help("write `vpc-` and 8 or 17 letters and digits");
    }
}

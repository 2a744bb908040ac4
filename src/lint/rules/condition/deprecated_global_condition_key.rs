//! PS086

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS086",
    name: "deprecated-global-condition-key",
    issue_code: Some("DEPRECATED_GLOBAL_CONDITION_KEY"),
    severity: Severity::Warning,
    applies_to: AppliesTo::IDENTITY.and(AppliesTo::SERVICE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "The old condition key `aws:ARN` in an identity-based policy or a service control policy.",
    matters: "AWS documents `aws:PrincipalArn` alone and may stop to serve the old name.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"ArnLike": {⟦"aws:ARN"⟧: "arn:aws:iam::111122223333:role/reader"}}
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
    "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/reader"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes `aws:PrincipalArn`. Unsafe: for the session of a role the two need not have the same \
          value.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-deprecated-global-condition-key",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !facts.is_key("aws:ARN") {
        return;
    }
    let span = facts.entry.key.span;
    let finding = report.at(span, format!("`{}` is the old name of `aws:PrincipalArn`", facts.key()));
    let edit = edits::replace_string(span, "aws:PrincipalArn");
    finding.fix("write `aws:PrincipalArn`", Safety::Unsafe, [edit]);
}

//! PS042

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS042",
    name: "unsupported-global-condition-key",
    issue_code: Some("UNSUPPORTED_GLOBAL_CONDITION_KEY"),
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST).and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "The condition key `aws:ARN` in a policy with principals: a resource-based policy, a trust \
            policy or a resource control policy.",
    matters: "The key is not supported there, so the condition says nothing about the caller.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::111122223333:role/reader"},
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"ArnLike": {⟦"aws:ARN"⟧: "arn:aws:iam::111122223333:role/reader"}}
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::111122223333:role/reader"},
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/reader"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes `aws:PrincipalArn`. Unsafe: the condition then begins to work, and `aws:SourceArn` may \
          be meant instead.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-global-condition-key",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !facts.is_key("aws:ARN") {
        return;
    }
    let span = facts.entry.key.span;
    let finding = report.at(span, format!("the condition key `{}` is not supported", facts.key()));
    finding.help(
        "use `aws:PrincipalArn` for the caller, or `aws:SourceArn` for the resource that a service acts for",
    );
    let edit = edits::replace_string(span, "aws:PrincipalArn");
    finding.fix("write `aws:PrincipalArn`", Safety::Unsafe, [edit]);
}

//! PS149

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, ResourceKind, Rule, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS149",
    name: "irrelevant-condition-key-in-policy",
    issue_code: Some("IRRELEVANT_CONDITION_KEY_IN_POLICY"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::RESOURCE,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "The condition key `s3:ResourceAccount` in the policy of a bucket or of an access point.",
    matters: "The policy is about one resource, and the account that owns it does not change: the condition is \
              always met or never.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/Reports" },
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": { "StringEquals": { ⟦"s3:ResourceAccount"⟧: "111122223333" } }
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
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/Reports" },
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": { "StringEquals": { "aws:PrincipalAccount": "111122223333" } }
  }
}"#,
        also: &[],
    },
    fix: "Remove the condition, or say it in an identity-based policy. Removing it is unsafe: a condition \
          that is never met becomes none.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-irrelevant-condition-key-in-policy",
    ],
};

fn check(condition: &ConditionFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let is_of_s3 = matches!(
        subject.document_type.resource,
        Some(ResourceKind::S3Bucket | ResourceKind::S3AccessPoint | ResourceKind::S3MultiRegionAccessPoint)
    );
    if is_of_s3 && condition.is_key("s3:ResourceAccount") {
        let message = "the policy belongs to one resource, so its account tells nothing";
        report.at(condition.entry.key.span, message).help("use this key in identity-based policies");
    }
}

//! PS046

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Rule, Severity};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS046",
    name: "unsupported-wildcard-in-principal",
    issue_code: Some("UNSUPPORTED_WILDCARD_IN_PRINCIPAL"),
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST),
    needs: Needs::Nothing,
    check: Check::Diagnostics(&["wildcard-in-principal"]),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A principal with a wildcard in it, `\"AWS\": \"*\"` alone excepted.",
    matters: "AWS refuses the document: principals are compared letter for letter, so a pattern names nobody.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": ⟦"arn:aws:iam::111122223333:role/*"⟧ },
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
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
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "There is none: who is meant is not known.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-wildcard-in-principal",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    ],
};

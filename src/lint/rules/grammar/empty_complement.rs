//! PS206

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Rule, Severity};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS206",
    name: "empty-complement",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Diagnostics(&["empty-complement"]),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `NotAction` or `NotResource` with an empty list.",
    matters: "AWS does not say what it means. Read to the letter it is everything but nothing: a statement \
              about all actions or all resources.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "NotAction": ⟦[]⟧,
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
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
    "Effect": "Deny",
    "Action": "s3:PutObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "There is none: write `Action` or `Resource` with `*` if everything is meant, or list what is not.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html"],
};

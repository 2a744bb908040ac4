//! PS201

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Rule, Severity};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS201",
    name: "duplicate-member",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Diagnostics(&["duplicate-member"]),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An object with two members of one name. The place is the later name.",
    matters: "AWS refuses the document; other readers of JSON take one of the two and drop the other without \
              a word, so tools disagree on what the policy says.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    ⟦"Action"⟧: "s3:PutObject",
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
    "Effect": "Allow",
    "Action": ["s3:GetObject", "s3:PutObject"],
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "There is none: which of the two is meant, or whether both are, is not known.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"],
};

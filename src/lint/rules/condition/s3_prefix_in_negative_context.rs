//! PS123

use crate::condition::ValueType;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS123",
    name: "s3-prefix-in-negative-context",
    issue_code: Some("S3_PREFIX_IN_NEGATIVE_CONTEXT"),
    severity: Severity::Security,
    applies_to: AppliesTo::IDENTITY.and(AppliesTo::RESOURCE),
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A test of `s3:prefix` by a text operator in a Deny, or by a negated one in an Allow. A Deny \
            with a negated operator is right.",
    matters: "The caller chooses the prefix: with a shorter one, or none, the test fails and the \
              objects are listed all the same.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "s3:ListBucket",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket",
    "Condition": {"StringLike": {"s3:prefix": ⟦"private/*"⟧}}
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
    "Action": "s3:ListBucket",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket",
    "Condition": {"StringNotLike": {"s3:prefix": "public/*"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: allow the prefixes that may be listed, or deny with `StringNotLike` all but \
          them.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-s3-prefix-in-negative-context",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let test = facts.operator().test;
    if test.value_type() != ValueType::String || !facts.is_key("s3:prefix") {
        return;
    }
    let message = match (statement.denies(), test.is_negated()) {
        (true, false) => {
            "a request with a shorter `s3:prefix` is not denied and lists the objects all the same"
        }
        (false, true) if statement.allows() => {
            "a request with a shorter `s3:prefix` is allowed and lists the objects all the same"
        }
        _ => return,
    };
    let help =
        "allow with `StringLike` the prefixes that may be listed, or deny with `StringNotLike` all but them";
    report.at(facts.values_span(), message).help(help);
}

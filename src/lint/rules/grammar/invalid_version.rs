//! PS026

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::PolicyType;
use crate::text::Diagnostic;

pub(super) static RULE: Rule = Rule {
    code: "PS026",
    name: "invalid-version",
    issue_code: Some("INVALID_VERSION"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Diagnostic(&["invalid-version"], check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `Version` that names no version of the policy language: there are `2012-10-17` and \
            `2008-10-17`.",
    matters: "AWS refuses the document. The version is not the day on which a policy was written.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": ⟦"2026-11-22"⟧,
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
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
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Writes `2012-10-17`. Unsafe: AWS takes the document then.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-version",
    ],
};

fn check(diagnostic: &Diagnostic, _: &Subject<'_>, report: &mut Report) {
    let edit = edits::replace_string(diagnostic.span, "2012-10-17");
    report.take_over(diagnostic).fix("write `2012-10-17`", Safety::Unsafe, [edit]);
}

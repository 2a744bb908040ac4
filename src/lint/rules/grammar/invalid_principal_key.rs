//! PS020

use crate::catalogue::nearest_of;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::PolicyType;
use crate::text::Diagnostic;

pub(super) static RULE: Rule = Rule {
    code: "PS020",
    name: "invalid-principal-key",
    issue_code: Some("INVALID_PRINCIPAL_KEY"),
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST),
    needs: Needs::Nothing,
    check: Check::Diagnostic(&["unknown-principal-kind"], check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A member of `Principal` or `NotPrincipal` that is not `AWS`, `Service`, `Federated` or \
            `CanonicalUser`, letter for letter.",
    matters: "AWS refuses the document.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { ⟦"Aws"⟧: "arn:aws:iam::111122223333:role/reader" },
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
    fix: "Writes the name that is near in spelling. Unsafe: the statement then names someone.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-principal-key",
    ],
};

fn check(diagnostic: &Diagnostic, subject: &Subject<'_>, report: &mut Report) {
    let written = diagnostic.span.slice(subject.text).trim_matches('"');
    let finding = report.take_over(diagnostic);
    if let Some(kind) = nearest_of(["AWS", "Service", "Federated", "CanonicalUser"], written) {
        finding.help(format!("did you mean `{kind}`?"));
        let edit = edits::replace_string(diagnostic.span, kind);
        finding.fix(format!("write `{kind}`"), Safety::Unsafe, [edit]);
    }
}

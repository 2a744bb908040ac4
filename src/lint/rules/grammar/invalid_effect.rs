//! PS015

use crate::catalogue::nearest_of;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::PolicyType;
use crate::text::Diagnostic;

pub(super) static RULE: Rule = Rule {
    code: "PS015",
    name: "invalid-effect",
    issue_code: Some("INVALID_EFFECT"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Diagnostic(&["invalid-effect"], check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An `Effect` that is neither `Allow` nor `Deny`, letter for letter.",
    matters: "AWS refuses the document.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": ⟦"allow"⟧,
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
    fix: "Writes the effect that is near in spelling. Unsafe: a statement that said nothing then allows or \
          denies.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-effect",
    ],
};

fn check(diagnostic: &Diagnostic, subject: &Subject<'_>, report: &mut Report) {
    let written = diagnostic.span.slice(subject.text).trim_matches('"');
    let finding = report.take_over(diagnostic);
    if let Some(effect) = nearest_of(["Allow", "Deny"], written) {
        let edit = edits::replace_string(diagnostic.span, effect);
        finding.fix(format!("write `{effect}`"), Safety::Unsafe, [edit]);
    }
}

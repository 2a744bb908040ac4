//! PS019

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
    edits,
};
use crate::policy::PolicyType;
use crate::text::json::Value;

pub(super) static RULE: Rule = Rule {
    code: "PS019",
    name: "invalid-principal-format",
    issue_code: Some("INVALID_PRINCIPAL_FORMAT"),
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `Principal` or `NotPrincipal` that is a list, or a string other than `*`, instead of an object \
            that says what kind of principal is meant.",
    matters: "AWS refuses the document.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": ⟦"arn:aws:iam::111122223333:role/reader"⟧,
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
    fix: "Puts the value into an object as `AWS` or, for the principal of a service, as `Service`. Unsafe: \
          the statement then names someone.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-principal-format",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if statement.statement.principal.as_ref().is_none_or(|principal| !principal.entries.is_empty()) {
        return;
    }
    for name in ["Principal", "NotPrincipal"] {
        let Some(member) = statement.member(name) else { continue };
        let first = match &member.value.value {
            Value::String(_) => Some(&member.value),
            Value::Array(entries) => entries.first(),
            _ => None,
        };
        let Some(first) = first else { continue };
        let finding = report.at(
            member.value.span,
            format!("`{name}` needs an object that says what kind of principal it names"),
        );
        finding.help("write it as in {\"AWS\": \"arn:aws:iam::111122223333:role/name\"}");
        if let Value::String(principal) = &first.value {
            let is_service =
                principal.ends_with(".amazonaws.com") || principal.ends_with(".amazonaws.com.cn");
            let kind = if is_service { "Service" } else { "AWS" };
            let object = format!("{{ \"{kind}\": {} }}", member.value.span.slice(subject.text));
            finding.fix(
                format!("name it as `{kind}`"),
                Safety::Unsafe,
                [edits::replace(member.value.span, object)],
            );
        }
    }
}

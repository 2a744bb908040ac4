//! PS032

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;
use crate::text::json::Value;

pub(super) static RULE: Rule = Rule {
    code: "PS032",
    name: "missing-principal",
    issue_code: Some("MISSING_PRINCIPAL"),
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST).and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A statement of a policy that belongs to a resource, with neither `Principal` nor `NotPrincipal`.",
    matters: "AWS refuses the document: such a policy has to say whom it is about.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": ⟦{
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }⟧
}"#,
        also: &["PS204"],
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
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-principal",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if statement.statement.principal.is_some() || !matches!(statement.node.value, Value::Object(_)) {
        return;
    }
    let policy = subject.policy_type().name_with_article();
    let help = if subject.policy_type() == PolicyType::ResourceControl {
        "add \"Principal\": \"*\", the only one that it can have"
    } else {
        "add the principals that it is about"
    };
    report.at(statement.node.span, format!("a statement of {policy} needs a `Principal`")).help(help);
}

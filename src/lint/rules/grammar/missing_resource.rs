//! PS034

use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, ResourceKind, Rule, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;
use crate::text::json::Value;

pub(super) static RULE: Rule = Rule {
    code: "PS034",
    name: "missing-resource",
    issue_code: Some("MISSING_RESOURCE"),
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A statement with neither `Resource` nor `NotResource`. Passed over are role trust policies and \
            the policies of ECR repositories, which have none.",
    matters: "AWS refuses the document; KMS takes it in a key policy, where such a statement does nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": ⟦{
    "Effect": "Allow",
    "Action": "s3:GetObject"
  }⟧
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
    fix: "There is none: which resources are meant is not known.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-resource",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if statement.statement.resource.is_some() || !matches!(statement.node.value, Value::Object(_)) {
        return;
    }
    let is_of_ecr = |action: &ActionFacts<'_>| matches!(action.service, "ecr" | "ecr-public");
    let is_about_ecr = subject.document_type.resource == Some(ResourceKind::EcrRepository)
        || statement.actions.iter().any(is_of_ecr);
    if subject.policy_type() == PolicyType::Resource && is_about_ecr {
        return;
    }
    let so_what = if subject.policy_type() == PolicyType::Key { ", so it does nothing" } else { "" };
    let message = format!("the statement has neither `Resource` nor `NotResource`{so_what}");
    report.at(statement.node.span, message).help("add the ARNs of the resources that it is about");
}

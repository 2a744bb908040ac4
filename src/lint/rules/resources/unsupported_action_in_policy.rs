//! PS040

use crate::catalogue::embedded::service_prefix;
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, ResourceKind, Rule, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS040",
    name: "unsupported-action-in-policy",
    issue_code: Some("UNSUPPORTED_ACTION_IN_POLICY"),
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST),
    needs: Needs::Nothing,
    check: Check::Action(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An action of another service than that of the resource to which the policy belongs. In the policy \
            of a bucket, also an action of S3 that works neither on buckets nor on objects.",
    matters: "AWS refuses most such policies; where it does not, the entry never matches.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/Reports" },
    "Action": ["s3:GetObject", ⟦"kms:Decrypt"⟧],
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
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/Reports" },
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Move the action to an identity-based policy, or to the policy of a resource of its service.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-action-in-policy",
    ],
};

fn check(
    entry: &ActionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let Some(kind) = subject.document_type.resource else { return };
    let is_vague = entry.service.is_empty() || entry.service.contains(['*', '?']);
    if kind.service().is_empty() || is_vague || statement.has_not_action() {
        return;
    }
    let is_supported = if entry.service.eq_ignore_ascii_case(kind.service()) {
        kind != ResourceKind::S3Bucket || works_in_bucket_policy(entry, subject)
    } else {
        // An unknown service is for another rule.
        service_prefix(entry.service).is_none()
    };
    if !is_supported {
        let message = format!("`{}` does not belong in the policy of an `{}`", entry.text.text, kind.name());
        let finding = report.at(entry.text.span, message);
        finding
            .help(format!("the policy can name actions of `{}` that work on the resource", kind.service()));
    }
}

fn works_in_bucket_policy(entry: &ActionFacts<'_>, subject: &Subject<'_>) -> bool {
    let (Some(detailed), Some(action)) = (subject.detailed(), entry.action()) else { return true };
    detailed.resource_types(action).any(|found| matches!(found.resource_type().name(), "bucket" | "object"))
}

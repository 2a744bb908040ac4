//! PS007

use super::regions::partition;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS007",
    name: "invalid-arn-prefix",
    issue_code: Some("INVALID_ARN_PREFIX"),
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A resource that neither is `*` nor begins with `arn:` nor with a policy variable. The short form \
            `execute-api:/…` of API Gateway's resource policies is let through.",
    matters: "AWS refuses the policy.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "sqs:SendMessage",
    "Resource": ⟦"aws:sqs:eu-west-1:111122223333:orders"⟧
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
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
  }
}"#,
        also: &[],
    },
    fix: "Writes the prefix in lower case, or adds it before what looks like the rest of an ARN. Unsafe: the \
          policy can be saved afterwards.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-arn-prefix",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns",
    ],
};

fn check(resource: &ResourceFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let (text, span) = (&resource.text.text, resource.text.span);
    if resource.arn.is_some()
        || text.starts_with("${")
        || (!text.is_empty() && text.bytes().all(|byte| byte == b'*'))
    {
        return;
    }
    let is_resource_policy = AppliesTo::RESOURCE.contains(subject.policy_type());
    if is_resource_policy && text.starts_with("execute-api:/") {
        return;
    }
    let finding = report.at(span, format!("`{text}` does not begin with `arn:`"));
    finding.help("write an ARN, or `*` for every resource");
    let start = text.get(..4).unwrap_or_default();
    if start.eq_ignore_ascii_case("arn:") {
        let edit = edits::replace_in_string(subject.text, span, 0..4, "arn:");
        finding.fix("write `arn:`", Safety::Unsafe, edit);
    } else if text.split(':').next().is_some_and(|first| partition(first).is_some()) {
        let edit = edits::replace_in_string(subject.text, span, 0..0, "arn:");
        finding.fix("write `arn:` before it", Safety::Unsafe, edit);
    }
}

//! PS010

use crate::lint::{
    AppliesTo, ArnFields, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Safety,
    Severity, StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS010",
    name: "invalid-arn-service-case",
    issue_code: Some("INVALID_ARN_SERVICE_CASE"),
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A service field of a resource ARN with capital letters.",
    matters: "ARNs are compared letter by letter, so the entry never matches: an Allow grants nothing, and a \
              Deny protects nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "sqs:SendMessage",
    "Resource": ⟦"arn:aws:SQS:eu-west-1:111122223333:orders"⟧
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
    fix: "Writes it in lower case. Unsafe: the entry matches afterwards.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-arn-service-case",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns",
    ],
};

fn check(resource: &ResourceFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(service) = resource.arn.and_then(|arn| arn.service) else { return };
    if !service.bytes().any(|byte| byte.is_ascii_uppercase()) || service.contains('$') {
        return;
    }
    let (text, span) = (&resource.text.text, resource.text.span);
    let right = service.to_ascii_lowercase();
    let finding = report.at(span, format!("the service `{service}` is not written in lower case"));
    finding.help(format!("write `{right}`"));
    let place = ArnFields::range_in(text, service);
    let edit = place.and_then(|place| edits::replace_in_string(subject.text, span, place, &right));
    finding.fix(format!("write `{right}`"), Safety::Unsafe, edit);
}

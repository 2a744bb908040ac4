//! PS076

use super::fields::{Field, Use, use_of};
use crate::lint::{
    AppliesTo, ArnFields, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Safety,
    Severity, StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS076",
    name: "missing-arn-account",
    issue_code: Some("MISSING_ARN_ACCOUNT"),
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Details,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An empty account field in the ARN of a resource whose ARN formats all have an account. Systems \
            Manager and Resource Explorer, where AWS itself has resources without one, and API Gateway are \
            left out.",
    matters: "No resource has such an ARN, so the entry never matches: an Allow grants nothing, and a Deny \
              protects nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "sqs:SendMessage",
    "Resource": ⟦"arn:aws:sqs:eu-west-1::orders"⟧
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
    fix: "Writes `*`. Unsafe: the entry matches afterwards, in every account.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-arn-account",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
};

/// Services with public resources of AWS, whose ARNs have no account, or with paths of an API for ARNs.
const EXCEPTIONS: &[&str] = &["apigateway", "resource-explorer-2", "ssm"];

fn check(resource: &ResourceFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(arn) = &resource.arn else { return };
    let Some(found @ "") = Field::Account.of(arn) else { return };
    let service = arn.service.unwrap_or_default();
    if EXCEPTIONS.contains(&service) || !matches!(use_of(Field::Account, resource), Use::Filled) {
        return;
    }
    let (text, span) = (&resource.text.text, resource.text.span);
    let finding =
        report.at(span, format!("ARNs of `{service}` such as this have an account, which is missing"));
    finding.help("write an account, or `*` for any");
    let place = ArnFields::range_in(text, found);
    let edit = place.and_then(|place| edits::replace_in_string(subject.text, span, place, "*"));
    finding.fix("write `*` for the account", Safety::Unsafe, edit);
}

//! PS009

use super::fields::{has_arn_format, is_fixed, same_kind};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS009",
    name: "invalid-arn-resource",
    issue_code: Some("INVALID_ARN_RESOURCE"),
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Details,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An ARN whose resource part fits none of the ARN formats of its service, and is not the beginning \
            of one either, or is missing. A resource part with a wildcard or a variable in it is not looked at, \
            nor is a path that begins with a slash.",
    matters: "No resource has such an ARN, so the entry never matches: an Allow grants nothing, and a Deny \
              protects nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "iam:GetUser",
    "Resource": ⟦"arn:aws:iam::111122223333:users/Saanvi"⟧
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
    "Action": "iam:GetUser",
    "Resource": "arn:aws:iam::111122223333:user/Saanvi"
  }
}"#,
        also: &[],
    },
    fix: "Write the resource part as one of the service's ARN formats has it.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-arn-resource",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
};

/// Services and beginnings of ARNs that AWS documents, though not among the formats of the service.
const UNLISTED: [(&str, &str); 3] =
    [("cloudformation", "transform/"), ("sts", "assumed-role/"), ("sts", "federated-user/")];

fn check(resource: &ResourceFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let (Some(arn), Some(detailed)) = (&resource.arn, subject.detailed()) else { return };
    let (Some(service), Some(found)) = (arn.service, arn.resource) else { return };
    // A path of an API is not always that of a resource in the lists.
    if !is_fixed(service) || found.starts_with('/') {
        return;
    }
    let span = resource.text.span;
    if found.is_empty() {
        report
            .at(span, "the ARN names no resource")
            .help("write the resource, or `*` for any, after the last colon");
        return;
    }
    let is_unlisted = |(of, start): &(&str, &str)| *of == service && found.starts_with(start);
    if !is_fixed(found) || resource.has_formats() || UNLISTED.iter().any(is_unlisted) {
        return;
    }
    let meant = same_kind(detailed, service, found);
    let is_wrong = meant.is_some()
        || (has_arn_format(detailed, service, "*")
            && !has_arn_format(detailed, service, &format!("{found}*")));
    if is_wrong {
        let finding = report.at(span, format!("no ARN format of `{service}` fits `{found}`"));
        if let Some(meant) = meant {
            finding.help(format!("such ARNs of `{service}` have `{meant}` there"));
        }
    }
}

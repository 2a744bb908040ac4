//! PS022

use std::ops::Range;

use crate::catalogue::embedded::{is_unlisted_service, service_prefix};
use crate::catalogue::nearest_service_prefix;
use crate::lint::rules::arn::fields::{has_arn_format, is_fixed};
use crate::lint::{
    AppliesTo, ArnFields, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "PS022",
    name: "invalid-service",
    issue_code: Some("INVALID_SERVICE"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition key or a resource ARN that names a service which AWS does not have and never had. Keys \
            of identity providers, whose names have a dot or a slash before the colon, are not looked at.",
    matters: "No request has such a key and no resource has such an ARN, so the condition or the entry never \
              matches.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "sqs:SendMessage",
    "Resource": ⟦"arn:aws:sqss:eu-west-1:111122223333:orders"⟧
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
    fix: "Writes the nearest service prefix. Unsafe: requests may match afterwards that did not before.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-service",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(detailed) = subject.detailed() else { return };
    for resource in &statement.resources {
        let Some(service) = resource.arn.and_then(|arn| arn.service) else { continue };
        if !resource.has_formats()
            && service_prefix(service).is_none()
            && is_fixed(service)
            && !is_unlisted_service(service)
            && !has_arn_format(detailed, service, "*")
        {
            let place = ArnFields::range_in(&resource.text.text, service).unwrap_or_default();
            tell(service, place, resource.text.span, subject, report);
        }
    }
    for condition in &statement.conditions {
        let prefix = condition.prefix;
        let is_known = || {
            prefix.is_empty()
                || condition.is_global()
                || prefix.contains(['.', '/'])
                || service_prefix(prefix).is_some()
                || is_unlisted_service(prefix)
                || detailed.condition_keys_beginning_with(&format!("{prefix}:")).len() > 0
        };
        if !is_known() {
            tell(prefix, 0..prefix.len(), condition.entry.key.span, subject, report);
        }
    }
}

fn tell(service: &str, place: Range<usize>, span: Span, subject: &Subject<'_>, report: &mut Report) {
    if service.is_empty() {
        report.at(span, "the ARN names no service").help("write the service after the second colon");
        return;
    }
    let finding = report.at(span, format!("there is no service `{service}`"));
    if let Some(nearest) = subject.meant(|| nearest_service_prefix(service)) {
        finding.help(format!("did you mean `{nearest}`?"));
        let edit = edits::replace_in_string(subject.text, span, place, nearest);
        finding.fix(format!("write `{nearest}`"), Safety::Unsafe, edit);
    }
}

//! PS009

use super::fields::{formats, has_arn_format, is_fixed};
use crate::catalogue::DetailedCatalogue;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Severity, StatementFacts,
    Subject,
};
use crate::matching::split_arn;
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
            of one either. With a wildcard or a variable in it, it is found only when it begins like a format \
            in other letters, as `users/*` and `statemachine:*` do. A path that begins with a slash is left \
            out.",
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
    if formats(resource).next().is_some() || UNLISTED.iter().any(is_unlisted) {
        return;
    }
    let meant = same_kind(detailed, service, found);
    let is_wrong = meant.is_some()
        || (is_fixed(found)
            && has_arn_format(detailed, service, "*")
            && !has_arn_format(detailed, service, &format!("{found}*")));
    if is_wrong {
        let finding = report.at(span, format!("no ARN format of `{service}` fits `{found}`"));
        if let Some(meant) = meant {
            finding.help(format!("such ARNs of `{service}` have `{meant}` there"));
        }
    }
}

/// The beginning of a format of the service that is that of `found` in other letters: `stateMachine:` of
/// `statemachine:*`, `user/` of `users/*`.
fn same_kind<'c>(detailed: DetailedCatalogue<'c>, service: &str, found: &str) -> Option<&'c str> {
    let kind = |text: &'_ str| text.find(['/', ':']).map(|end| end + 1);
    let found = found.get(..kind(found)?).filter(|found| is_fixed(found))?;
    let types = detailed.resource_types_of_service(detailed.catalogue().service(service)?);
    let start_of = |format: &'c str| {
        let [.., resource] = split_arn(format)?;
        resource.get(..kind(resource)?).filter(|start| is_fixed(start) && start.len() > 1)
    };
    let mut starts = types.flat_map(|resource_type| resource_type.arn_formats()).filter_map(start_of);
    starts.find(|start| *start != found && letters(start).eq(letters(found)))
}

/// The letters and digits in lower case, without the `s` of the plural.
fn letters(kind: &str) -> impl Iterator<Item = u8> {
    let kind = kind.trim_end_matches(['/', ':']);
    let kind = kind.strip_suffix('s').unwrap_or(kind);
    kind.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}

//! PS008

use super::fields::is_fixed;
use super::regions::{partition, partition_of_region};
use crate::catalogue::nearest_of;
use crate::lint::{
    AppliesTo, ArnFields, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Safety,
    Severity, StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS008",
    name: "invalid-arn-region",
    issue_code: Some("INVALID_ARN_REGION"),
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A Region in the ARN of a resource that is no Region of the ARN's partition, and has no wildcard \
            and no variable. Regions that AWS opened after the program's list was made are found too.",
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
    "Resource": ⟦"arn:aws:sqs:eu-wst-1:111122223333:orders"⟧
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
    fix: "Writes the Region with the nearest name. Unsafe: the entry matches afterwards.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-arn-region",
        "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
    ],
};

fn check(resource: &ResourceFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(arn) = &resource.arn else { return };
    let Some(region) = arn.region.filter(|region| !region.is_empty() && is_fixed(region)) else { return };
    if arn.resource.is_none() {
        return;
    }
    let of_region = partition_of_region(region);
    let of_arn = partition(arn.partition);
    let (text, span) = (&resource.text.text, resource.text.span);
    match (of_region, of_arn) {
        (Some(right), Some(found)) if right.name != found.name => {
            let message = format!(
                "the Region `{region}` is in the partition `{}`, not in `{}`",
                right.name, found.name
            );
            report.at(span, message).help(format!("write `arn:{}:`, or another Region", right.name));
        }
        (Some(_), _) => {}
        (None, found) => {
            let finding = report.at(span, format!("there is no Region `{region}`"));
            let regions = found.into_iter().flat_map(|partition| partition.regions).copied();
            if let Some(nearest) = subject.meant(|| nearest_of(regions, region)) {
                finding.help(format!("did you mean `{nearest}`?"));
                let place = ArnFields::range_in(text, region);
                let edit =
                    place.and_then(|place| edits::replace_in_string(subject.text, span, place, nearest));
                finding.fix(format!("write `{nearest}`"), Safety::Unsafe, edit);
            }
        }
    }
}

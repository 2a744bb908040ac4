//! PS017

use super::fields::is_fixed;
use super::regions::{PARTITIONS, partition, partition_of_region};
use crate::catalogue::nearest_of;
use crate::lint::{
    AppliesTo, ArnFields, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Safety,
    Severity, StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS017",
    name: "invalid-partition",
    issue_code: Some("INVALID_PARTITION"),
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A partition of a resource ARN that is none of AWS's, and has no wildcard and no variable.",
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
    "Resource": ⟦"arn:aws-china:sqs:cn-north-1:111122223333:orders"⟧
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
    "Resource": "arn:aws-cn:sqs:cn-north-1:111122223333:orders"
  }
}"#,
        also: &[],
    },
    fix: "Writes the nearest partition. Unsafe: the entry matches afterwards.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-partition",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns",
    ],
};

fn check(resource: &ResourceFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(arn) = &resource.arn else { return };
    let found = arn.partition;
    if !is_fixed(found) || partition(found).is_some() {
        return;
    }
    let (text, span) = (&resource.text.text, resource.text.span);
    let finding = report.at(span, format!("there is no partition `{found}`"));
    // The Region tells what was meant; without one it is hardly another than the usual one.
    let of_region = arn.region.and_then(partition_of_region).map(|partition| partition.name);
    let names = PARTITIONS.iter().map(|partition| partition.name);
    if let Some(right) = of_region.or_else(|| nearest_of(names, found)) {
        finding.help(format!("did you mean `{right}`?"));
        let place = ArnFields::range_in(text, found);
        let edit = place.and_then(|place| edits::replace_in_string(subject.text, span, place, right));
        finding.fix(format!("write `{right}`"), Safety::Unsafe, edit);
    } else {
        finding.help("the partition of most Regions is `aws`");
    }
}

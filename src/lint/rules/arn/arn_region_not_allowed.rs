//! PS002

use super::fields::{Field, Use, is_fixed, use_of};
use crate::lint::{
    AppliesTo, ArnFields, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Safety,
    Severity, StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS002",
    name: "arn-region-not-allowed",
    issue_code: Some("ARN_REGION_NOT_ALLOWED"),
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Details,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A Region in the ARN of a resource whose ARN formats all leave the Region out, as those of IAM do.",
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
    "Resource": ⟦"arn:aws:iam:eu-west-1:111122223333:user/Saanvi"⟧
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
    fix: "Empties the field. Unsafe: the entry matches afterwards.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-arn-region-not-allowed",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
};

fn check(resource: &ResourceFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(arn) = &resource.arn else { return };
    let Some(found) = Field::Region.of(arn).filter(|found| !found.is_empty() && is_fixed(found)) else {
        return;
    };
    if !matches!(use_of(Field::Region, resource), Use::Blank) {
        return;
    }
    let (text, span) = (&resource.text.text, resource.text.span);
    let service = arn.service.unwrap_or_default();
    let finding = report.at(span, format!("ARNs of `{service}` such as this have no Region, here `{found}`"));
    finding.help("leave the field empty, and keep both colons");
    let place = ArnFields::range_in(text, found);
    let edit = place.and_then(|place| edits::replace_in_string(subject.text, span, place, ""));
    finding.fix("empty the Region field", Safety::Unsafe, edit);
}

//! PS245

use super::fields::{is_fixed, same_kind};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS245",
    name: "misspelt-resource-type",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Details,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An ARN with a wildcard or a variable in its resource part that fits none of the ARN formats of its \
            service, and begins like one in other letters: `users/*`, `statemachine:*`, `vpc-endpoint:*`.",
    matters: "The case and the separators of an ARN count. No resource has such an ARN, so the entry never \
              matches: an Allow grants nothing, and a Deny protects nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "states:DescribeStateMachine",
    "Resource": ⟦"arn:aws:states:eu-west-1:111122223333:statemachine:orders-*"⟧
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
    "Action": "states:DescribeStateMachine",
    "Resource": "arn:aws:states:eu-west-1:111122223333:stateMachine:orders-*"
  }
}"#,
        also: &[],
    },
    fix: "Write the beginning as the service's ARN format has it.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
};

fn check(resource: &ResourceFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let (Some(arn), Some(detailed)) = (&resource.arn, subject.detailed()) else { return };
    let (Some(service), Some(found)) = (arn.service, arn.resource) else { return };
    if !is_fixed(service) || is_fixed(found) || found.starts_with('/') || resource.has_formats() {
        return;
    }
    if let Some(meant) = same_kind(detailed, service, found) {
        let finding = report.at(resource.text.span, format!("no ARN format of `{service}` fits `{found}`"));
        finding.help(format!("such ARNs of `{service}` have `{meant}` there"));
    }
}

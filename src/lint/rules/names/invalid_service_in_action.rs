//! PS024

use super::existence::does_not_exist;
use crate::catalogue::embedded::{is_unlisted_service, service_prefix};
use crate::catalogue::nearest_service_prefix;
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS024",
    name: "invalid-service-in-action",
    issue_code: Some("INVALID_SERVICE_IN_ACTION"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Action(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An action whose service prefix, written without wildcards, is none of AWS's and never was. \
            Prefixes that AWS uses in policies of its own count, though no documentation lists them.",
    matters: "AWS saves the policy and the entry never matches: an Allow grants nothing, and a Deny protects \
              nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"s33:GetObject"⟧,
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
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
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Writes the nearest service prefix. Unsafe: the policy then says something about a service of which \
          it said nothing before.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-service-in-action",
    ],
};

fn check(entry: &ActionFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if !does_not_exist(entry) {
        return;
    }
    let (service, span) = (entry.service, entry.text.span);
    let names_service = entry.text.text.contains(':') && !service.contains(['*', '?']);
    if !names_service || service_prefix(service).is_some() || is_unlisted_service(service) {
        return;
    }
    let finding = report.at(span, format!("there is no service `{service}`"));
    if let Some(nearest) = subject.meant(|| nearest_service_prefix(service)) {
        let edit = edits::replace_in_string(subject.text, span, 0..service.len(), nearest);
        finding.help(format!("did you mean `{nearest}`?"));
        finding.fix(format!("write `{nearest}`"), Safety::Unsafe, edit);
    }
}

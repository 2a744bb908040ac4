//! PS137

use super::cidr::Cidr;
use crate::condition::ValueType;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS137",
    name: "improve-ip-range",
    issue_code: Some("IMPROVE_IP_RANGE"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A range of `IpAddress` or `NotIpAddress` whose address has bits set beyond its prefix \
            length: `203.0.113.5/24`.",
    matters: "The bits do not count: the range is larger than it looks to whoever takes it for one \
              address.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"IpAddress": {"aws:SourceIp": ⟦"203.0.113.5/24"⟧}}
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
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes the range with its first address. Safe: it is the same range.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-improve-ip-range",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if facts.operator().test.value_type() != ValueType::IpAddress {
        return;
    }
    for value in &facts.entry.values {
        let Some(range) = Cidr::parse(&value.text).filter(|range| range.has_host_bits()) else { continue };
        let better = range.normalized();
        let finding = report.at(value.span, format!("`{}` is the range `{better}`", value.text));
        finding.help("write it with its first address, or without the slash if one address is meant");
        let edit = edits::replace_string(value.span, &better);
        finding.fix(format!("write `{better}`"), Safety::Safe, [edit]);
    }
}

//! PS295

use super::super::condition::blocks::values_widen;
use super::cidr::Cidr;
use crate::condition::ValueType;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS295",
    name: "source-ip-everywhere",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A range of all addresses, `0.0.0.0/0` or `::/0`, among the values of `aws:SourceIp`: with \
            `IpAddress` in an Allow, or with `NotIpAddress` in a Deny.",
    matters: "The test keeps nobody out who comes over the internet.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"IpAddress": {"aws:SourceIp": ⟦"0.0.0.0/0"⟧}}
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
    fix: "No automatic fix: the ranges that are meant are not in the policy.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"],
};

fn check(facts: &ConditionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if facts.operator().test.value_type() != ValueType::IpAddress || !facts.is_key("aws:SourceIp") {
        return;
    }
    if !values_widen(facts, statement) {
        return;
    }
    for value in &facts.entry.values {
        if Cidr::parse(&value.text).is_some_and(Cidr::is_everything) {
            let message = format!("`{}` is every address", value.text);
            report.at(value.span, message).help("name the networks that may call");
        }
    }
}

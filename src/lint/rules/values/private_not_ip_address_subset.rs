//! PS140

use super::private_addresses::{Share, private_share};
use crate::condition::Test;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS140",
    name: "private-not-ip-address-subset",
    issue_code: Some("PRIVATE_NOT_IP_ADDRESS_SUBSET"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`NotIpAddress` on `aws:SourceIp` with private ranges among public ones.",
    matters: "The private ranges exclude nothing: requests from there come with a public address.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"NotIpAddress": {"aws:SourceIp": ⟦["203.0.113.0/24", "10.0.0.0/8"]⟧}}
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
    "Effect": "Deny",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24"]}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the private ranges may have to move to `aws:VpcSourceIp`.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-private-not-ip-address-subset",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if private_share(facts, Test::NotIpAddress) != Some(Share::Some) {
        return;
    }
    let message = "some of these ranges are private and exclude nothing under `aws:SourceIp`";
    report.at(facts.values_span(), message).help("test private ranges with `aws:VpcSourceIp`");
}

//! PS054

use super::private_addresses::{Share, private_share};
use crate::condition::Test;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS054",
    name: "private-not-ip-address",
    issue_code: Some("PRIVATE_NOT_IP_ADDRESS"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`NotIpAddress` on `aws:SourceIp` whose values are all private, loopback or link-local \
            ranges.",
    matters: "The key holds the public address of a request, so the test always holds: a Deny hits \
              everybody, an Allow restricts nobody.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"NotIpAddress": {"aws:SourceIp": ⟦["10.0.0.0/8", "192.168.0.0/16"]⟧}}
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
    fix: "No automatic fix: the public address of the network is not in the policy, and \
          `aws:VpcSourceIp` works through VPC endpoints only.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-private-not-ip-address",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if private_share(facts, Test::NotIpAddress) != Some(Share::All) {
        return;
    }
    let message = "`aws:SourceIp` is a public address, so excluding these private ranges excludes nothing";
    report
        .at(facts.values_span(), message)
        .help("use public ranges, or `aws:VpcSourceIp` for requests through a VPC endpoint");
}

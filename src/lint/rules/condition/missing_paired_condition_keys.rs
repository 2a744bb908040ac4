//! PS115

use crate::condition::Test;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS115",
    name: "missing-paired-condition-keys",
    issue_code: Some("MISSING_PAIRED_CONDITION_KEYS"),
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A test of `aws:VpcSourceIp` in a statement that does not test `aws:SourceVpc`, \
            `aws:SourceVpce` or `aws:SourceVpcArn`, or of `aws:Ec2InstanceSourcePrivateIPv4` without \
            `aws:Ec2InstanceSourceVpc`. `Null` is let through.",
    matters: "Private addresses are the same in many networks: without the network, an address of \
              anybody's VPC passes.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"IpAddress": {"aws:VpcSourceIp": ⟦"10.0.0.0/16"⟧}}
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
    "Condition": {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/16"}, "StringEquals": {"aws:SourceVpc": "vpc-0abc1234567890def"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the policy does not tell which VPC is meant.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-missing-paired-condition-keys",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let pair = PAIRS.iter().find(|(key, _)| facts.is_key(key));
    let Some((_, partners)) = pair.filter(|_| facts.operator().test != Test::Null) else { return };
    let has_partner = |other: &ConditionFacts<'_>| partners.iter().any(|partner| other.is_key(partner));
    if statement.conditions.iter().any(has_partner) {
        return;
    }
    let message = format!("`{}` alone does not tell whose network the address is in", facts.key());
    let first = partners.first().copied().unwrap_or_default();
    report.at(facts.values_span(), message).help(format!("test `{first}` in the same statement"));
}

const PAIRS: &[(&str, &[&str])] = &[
    ("aws:VpcSourceIp", &["aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn"]),
    ("aws:Ec2InstanceSourcePrivateIPv4", &["aws:Ec2InstanceSourceVpc"]),
];

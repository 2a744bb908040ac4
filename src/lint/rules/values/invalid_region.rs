//! PS021

use super::regions::{REGIONS, is_region};
use crate::catalogue::nearest_of;
use crate::condition::{Relation, ValueType};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS021",
    name: "invalid-region",
    issue_code: Some("INVALID_REGION"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A value of `aws:RequestedRegion`, or of a service's key for a Region such as `ec2:Region` \
            or `kms:ReplicaRegion`, that is not the code of a Region. Values with wildcards or policy \
            variables are let through, and so is another spelling where the operator ignores case.",
    matters: "No request has such a Region: a test for it never holds, and a Region that was to be \
              excluded is not.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {"aws:RequestedRegion": ["eu-west-1", ⟦"eu-wst-2"⟧]}}
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
    "Condition": {"StringEquals": {"aws:RequestedRegion": ["eu-west-1", "eu-west-2"]}}
  }
}"#,
        also: &[],
    },
    fix: "Writes the nearest Region. Unsafe: the condition then begins to work.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-region",
        "https://docs.aws.amazon.com/general/latest/gr/rande.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let test = facts.operator().test;
    let is_key = |key: &&&str| facts.is_key(key);
    if test.value_type() != ValueType::String || KEYS.iter().find(is_key).is_none() {
        return;
    }
    for value in &facts.entry.values {
        let text = &*value.text;
        let ignores_case = test.relation() == Relation::EqualIgnoringCase;
        let is_right = is_region(text) || (ignores_case && is_region(&text.to_ascii_lowercase()));
        if is_right || text.contains(['*', '?', '$']) {
            continue;
        }
        let finding = report.at(value.span, format!("there is no Region `{text}`"));
        let names = REGIONS.iter().copied().filter(|name| *name != "aws-global");
        if let Some(nearest) = subject.meant(|| nearest_of(names, text)) {
            finding.help(format!("did you mean `{nearest}`?"));
            let edit = edits::replace_string(value.span, nearest);
            finding.fix(format!("write `{nearest}`"), Safety::Unsafe, [edit]);
        }
    }
}

const KEYS: &[&str] = &[
    "aws:RequestedRegion",
    "account:TargetRegion",
    "cloudformation:TargetRegion",
    "dsql:WitnessRegion",
    "ec2:Region",
    "ec2:VpceServiceRegion",
    "ec2:VpceSupportedRegion",
    "identitystore:PrimaryRegion",
    "kms:PrimaryRegion",
    "kms:ReplicaRegion",
    "secretsmanager:AddReplicaRegions",
    "secretsmanager:SecretPrimaryRegion",
    "ses:ReplicaRegion",
    "sso:PrimaryRegion",
];

//! PS079

use super::too_permissive::{TooPermissive, judge, takes_patterns};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS079",
    name: "wildcard-usage-too-permissive",
    issue_code: Some("WILDCARD_USAGE_TOO_PERMISSIVE"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A wildcard in a value of a `StringLike` or ARN operator where it lets more through (in an \
            Allow, or in a Deny with a negated operator), under a key that says whose the caller, the \
            resource or the network is (`aws:PrincipalAccount`, `aws:PrincipalOrgID`, `aws:SourceVpce` \
            and their like); under `aws:PrincipalOrgPaths` and its like with less than six characters \
            before it; under `aws:userid` left of the colon together with other characters.",
    matters: "Whoever gets an account, an organization or a network with a fitting number passes.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringLike": {"aws:PrincipalOrgID": ⟦"o-*"⟧}}
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
    "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the exact values are not in the policy.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-wildcard-usage-too-permissive",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !takes_patterns(facts, statement) {
        return;
    }
    for value in &facts.entry.values {
        let text = &*value.text;
        // The wildcards in `${*}` and `${?}` are ordinary characters.
        let Some(at) = text.find(['*', '?']).filter(|_| !text.contains("${")) else { continue };
        let Some(fault) = judge(facts, text, at) else { continue };
        let key = facts.key();
        let (message, help) = match fault {
            TooPermissive::Sensitive => {
                (format!("a wildcard in `{key}` lets strangers in"), "write the exact value")
            }
            TooPermissive::ShortBeginning => (
                format!("too little stands before the wildcard in `{key}`"),
                "write at least six characters before it",
            ),
            TooPermissive::PartOfIdentifier => (
                format!("a wildcard in `{key}` stands for a part of the identifier"),
                "write the whole identifier before the colon, as in `AIDACKCEVSQ6C2EXAMPLE:*`",
            ),
        };
        report.at(value.span, message).help(help);
    }
}

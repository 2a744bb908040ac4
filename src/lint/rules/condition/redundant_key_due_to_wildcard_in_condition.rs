//! PS150

use super::blocks::remove_key;
use super::presence::{Asks, asks};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS150",
    name: "redundant-key-due-to-wildcard-in-condition",
    issue_code: Some("REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`StringLikeIfExists` or `ForAllValues:StringLike` with a value `*`: every value passes, and \
            so does a missing key.",
    matters: "The key looks like a restriction and is none.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}, "StringLikeIfExists": {"aws:PrincipalTag/team": ⟦"*"⟧}}
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
    fix: "Removes the key, with its operator or the whole condition where nothing else is in it. Safe: \
          the test always holds.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-key-due-to-wildcard-in-condition",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if asks(facts) != Some(Asks::Nothing) {
        return;
    }
    let finding =
        report.at(facts.values_span(), format!("every request passes this test of `{}`", facts.key()));
    finding.help("remove the key");
    finding.fix("remove the key", Safety::Safe, remove_key(facts, statement));
}

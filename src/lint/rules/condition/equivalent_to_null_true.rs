//! PS136

use super::blocks::move_key;
use super::presence::{Asks, asks};
use crate::condition::{Operator, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS136",
    name: "equivalent-to-null-true",
    issue_code: Some("EQUIVALENT_TO_NULL_TRUE"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`StringNotLike`, also with `IfExists` or `ForAllValues:`, with a value `*`: no value \
            passes, so it only asks whether the key is missing.",
    matters: "`\"Null\": {\"key\": \"true\"}` says so in plain words.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"StringNotLike": {"aws:ResourceTag/team": ⟦"*"⟧}}
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
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"Null": {"aws:ResourceTag/team": "true"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes the `Null` test. Unsafe: a key with an empty value counts as missing there.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-equivalent-to-null-true",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    if asks(facts) != Some(Asks::Absent) {
        return;
    }
    let key = facts.key();
    let finding = report.at(facts.values_span(), format!("this only asks whether `{key}` is missing"));
    finding.help(format!("write `\"Null\": {{\"{key}\": \"true\"}}`"));
    let to = Operator { set: None, test: Test::Null, if_exists: false };
    let edits = move_key(subject.text, facts, statement, to, Some("\"true\""));
    finding.fix("test with `Null`", Safety::Unsafe, edits);
}

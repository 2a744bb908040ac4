//! PS135

use super::blocks::move_key;
use super::presence::{Asks, asks};
use crate::condition::{Operator, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS135",
    name: "equivalent-to-null-false",
    issue_code: Some("EQUIVALENT_TO_NULL_FALSE"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`StringLike` without `IfExists`, or `ForAnyValue:StringLike`, with a value `*` (or `?*`): \
            it matches every value, so it only asks whether the key is there.",
    matters: "`\"Null\": {\"key\": \"false\"}` says so in plain words, and asks for a value that is not \
              empty.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"StringLike": {"aws:ResourceTag/team": ⟦"*"⟧}}
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
    "Condition": {"Null": {"aws:ResourceTag/team": "false"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes the `Null` test. Safe for `?*`, which asks for a value that is not empty just as \
          `Null` does; unsafe for `*`, which an empty value passes.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-equivalent-to-null-false",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    if asks(facts) != Some(Asks::Present) {
        return;
    }
    let (key, values) = (facts.key(), &facts.entry.values);
    let message = format!("this only asks whether `{key}` is there");
    let finding = report.at(facts.values_span(), message);
    finding.help(format!("write `\"Null\": {{\"{key}\": \"false\"}}`"));
    let takes_empty =
        |text: &str| text.is_empty() || text.contains("${") || text.bytes().all(|byte| byte == b'*');
    let is_same = facts.operator().set.is_none() && !values.iter().any(|value| takes_empty(&value.text));
    let safety = if is_same { Safety::Safe } else { Safety::Unsafe };
    let to = Operator { set: None, test: Test::Null, if_exists: false };
    finding.fix("test with `Null`", safety, move_key(subject.text, facts, statement, to, Some("\"false\"")));
}

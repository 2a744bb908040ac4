//! PS292

use super::blocks::remove_key;
use crate::condition::Test;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS292",
    name: "null-contradicts-test",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `Null` test with `true` together with another test of the same key in the same statement.",
    matters: "The key has to be missing, so a test of its value never holds, and one that a missing key \
              passes adds nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"StringEquals": {"aws:ResourceTag/team": ⟦"red"⟧}, "Null": {"aws:ResourceTag/team": "true"}}
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
    "Condition": {"StringEquals": {"aws:ResourceTag/team": "red"}}
  }
}"#,
        also: &[],
    },
    fix: "Removes the other test where a missing key passes it. Unsafe: an empty value counts as \
          missing for `Null` and not for the other test.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let (null, values) = (facts, &facts.entry.values);
    let is_null = null.operator().test == Test::Null && null.operator().set.is_none();
    if !is_null || values.is_empty() || !values.iter().all(|value| value.text.eq_ignore_ascii_case("true")) {
        return;
    }
    let key = facts.key();
    let is_test =
        |other: &&ConditionFacts<'_>| other.operator().test != Test::Null && other.operator().set.is_none();
    for other in statement.conditions_on(key).filter(is_test) {
        if other.operator().if_exists || other.operator().test.is_negated() {
            let message = format!("`Null` asks for `{key}` to be missing, so this test adds nothing");
            let finding = report.at(other.values_span(), message);
            finding.also(null.values_span()).help("remove one of the two");
            finding.fix("remove this test", Safety::Unsafe, remove_key(other, statement));
        } else {
            let message = format!("`Null` asks for `{key}` to be missing, so this test never holds");
            let finding = report.at(other.values_span(), message);
            finding.also(null.values_span()).help("with `Null` and `false` the key has to be there");
        }
    }
}

//! PS282

use super::blocks::move_key;
use super::mfa::tests_for;
use crate::condition::{Operator, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS282",
    name: "mfa-presence-only",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`Null` with `aws:MultiFactorAuthPresent` `false`, where the statement does not also test \
            that the key is `true`.",
    matters: "The key is there in every temporary session of a user, with the value `false` when no \
              second factor was used.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "iam:CreateAccessKey",
    "Resource": "arn:aws:iam::111122223333:user/developers/*",
    "Condition": {"Null": {"aws:MultiFactorAuthPresent": ⟦"false"⟧}}
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
    "Action": "iam:CreateAccessKey",
    "Resource": "arn:aws:iam::111122223333:user/developers/*",
    "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
  }
}"#,
        also: &[],
    },
    fix: "In an Allow, writes `Bool` with `true`. Unsafe: sessions without a second factor are no \
          longer allowed, which is the point.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    if facts.operator().test != Test::Null || !tests_for(facts, false) {
        return;
    }
    let is_checked =
        |other: &ConditionFacts<'_>| other.operator().test == Test::Bool && tests_for(other, true);
    if statement.conditions.iter().any(is_checked) {
        return;
    }
    let message =
        "this asks whether `aws:MultiFactorAuthPresent` is there, not whether a second factor was used";
    let finding = report.at(facts.values_span(), message);
    finding.help("test the key's value with `Bool`");
    if statement.allows() {
        let to = Operator { set: None, test: Test::Bool, if_exists: false };
        let edits = move_key(subject.text, facts, statement, to, Some("\"true\""));
        finding.fix("ask for a second factor", Safety::Unsafe, edits);
    }
}

//! PS280

use super::blocks::move_key;
use super::mfa::tests_for;
use crate::condition::{Operator, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS280",
    name: "mfa-false-misses-absent-key",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`Bool` with `aws:MultiFactorAuthPresent` `false`, in an Allow or a Deny.",
    matters: "Requests with long-term access keys do not have the key at all: a Deny of this kind lets \
              them through without a second factor. An Allow of this kind grants to sessions without \
              one.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "iam:CreateAccessKey",
    "Resource": "arn:aws:iam::111122223333:user/developers/*",
    "Condition": {"Bool": {"aws:MultiFactorAuthPresent": ⟦"false"⟧}}
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
    "Action": "iam:CreateAccessKey",
    "Resource": "arn:aws:iam::111122223333:user/developers/*",
    "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
  }
}"#,
        also: &[],
    },
    fix: "In a Deny, writes `BoolIfExists`. Unsafe: requests without the key are then denied, which is \
          the point.",
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
    let operator = facts.operator();
    if operator.test != Test::Bool || operator.if_exists || !tests_for(facts, false) {
        return;
    }
    if statement.allows() {
        let message = "this allows what is asked without a second factor";
        report.at(facts.values_span(), message).help("ask for `aws:MultiFactorAuthPresent` to be `true`");
    } else if statement.denies() {
        let message =
            "long-term access keys have no `aws:MultiFactorAuthPresent`, so this does not deny them";
        let finding = report.at(facts.values_span(), message);
        finding.help("use `BoolIfExists`");
        let to = Operator { if_exists: true, ..operator };
        let edits = move_key(subject.text, facts, statement, to, None);
        finding.fix("write `BoolIfExists`", Safety::Unsafe, edits);
    }
}

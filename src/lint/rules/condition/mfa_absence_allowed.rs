//! PS283

use super::blocks::move_key;
use super::mfa::tests_for;
use crate::condition::{Operator, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS283",
    name: "mfa-absence-allowed",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with `Null` and `aws:MultiFactorAuthPresent` `true`. In a Deny this is a sound \
            guard.",
    matters: "It allows exactly the requests that carry no word of a second factor, those of long-term \
              access keys among them.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "iam:CreateAccessKey",
    "Resource": "arn:aws:iam::111122223333:user/developers/*",
    "Condition": {"Null": {"aws:MultiFactorAuthPresent": ⟦"true"⟧}}
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
    fix: "Writes `Bool` with `true`. Unsafe: what is asked without a second factor is no longer \
          allowed.",
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
    if operator.test != Test::Null || !statement.allows() || !tests_for(facts, true) {
        return;
    }
    let message = "this allows exactly the requests that carry no word of a second factor";
    let finding = report.at(facts.values_span(), message);
    finding.help("ask for `Bool` with `true`");
    let to = Operator { set: None, test: Test::Bool, if_exists: false };
    let edits = move_key(subject.text, facts, statement, to, Some("\"true\""));
    finding.fix("ask for a second factor", Safety::Unsafe, edits);
}

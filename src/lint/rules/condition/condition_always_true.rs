//! PS293

use super::blocks::remove_key;
use crate::condition::{SetOperator, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS293",
    name: "condition-always-true",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`Null` with both `true` and `false`, or `BoolIfExists` or `ForAllValues:Bool` with both: \
            every request passes.",
    matters: "The condition looks like a restriction and is none.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"StringEquals": {"aws:ResourceTag/team": "red"}, "Null": {"aws:TagKeys": ⟦["true", "false"]⟧}}
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
    fix: "Removes the key. Safe for `Null`; unsafe for `Bool`, which a value that is neither true nor \
          false does not pass.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let operator = facts.operator();
    let safety = match operator.test {
        Test::Null if operator.set.is_none() => Safety::Safe,
        Test::Bool if operator.if_exists && operator.set.is_none() => Safety::Unsafe,
        Test::Bool if operator.set == Some(SetOperator::ForAllValues) => Safety::Unsafe,
        _ => return,
    };
    let has = |word: &str| facts.entry.values.iter().any(|value| value.text == word);
    if !has("true") || !has("false") {
        return;
    }
    let finding =
        report.at(facts.values_span(), format!("every request passes this test of `{}`", facts.key()));
    finding.help("leave one of the two values, or remove the key");
    finding.fix("remove the key", safety, remove_key(facts, statement));
}

//! PS142

use crate::condition::{Decimal, Relation, ValueType};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS142",
    name: "redundant-condition-value-num",
    issue_code: Some("REDUNDANT_CONDITION_VALUE_NUM"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Several numbers under one Numeric operator for less or greater.",
    matters: "One of them decides: the greatest for less, the least for greater. The others mislead.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": ⟦["2700", "3600"]⟧}}
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
    "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}
  }
}"#,
        also: &[],
    },
    fix: "Leaves the deciding value. Safe: the others decide nothing.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-condition-value-num",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let test = facts.operator().test;
    let is_less = match test.relation() {
        Relation::Less | Relation::LessOrEqual => true,
        Relation::Greater | Relation::GreaterOrEqual => false,
        _ => return,
    };
    let values = &facts.entry.values;
    if test.value_type() != ValueType::Numeric || values.len() < 2 {
        return;
    }
    let numbers = values.iter().map(|value| Decimal::parse(&value.text).map(|number| (number, value)));
    let Some(mut numbers) = numbers.collect::<Option<Vec<_>>>() else { return };
    numbers.sort_by(|left, right| left.0.cmp(&right.0));
    let deciding = if is_less { numbers.last() } else { numbers.first() };
    let Some((_, value)) = deciding else { return };
    let word = if is_less { "greatest" } else { "least" };
    let message = format!("of these values of `{}` only the {word} decides", facts.key());
    let finding = report.at(facts.values_span(), message);
    finding.help(format!("leave `{}`", value.text));
    let edit = edits::replace(facts.values_span(), value.span.slice(subject.text));
    finding.fix(format!("leave `{}`", value.text), Safety::Safe, [edit]);
}

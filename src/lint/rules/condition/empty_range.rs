//! PS291

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;
use std::cmp::Ordering;

use crate::condition::{Decimal, Instant, Relation, ValueType};

pub(super) static RULE: Rule = Rule {
    code: "PS291",
    name: "empty-range",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A test that a number or a date is less than one bound, and another in the same statement \
            that it is greater than a bound that is not below it. Tests with set operators or \
            `IfExists` are let through.",
    matters: "Nothing lies between the bounds, so the statement never applies.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"DateGreaterThan": {"aws:CurrentTime": ⟦"2026-12-01T00:00:00Z"⟧}, "DateLessThan": {"aws:CurrentTime": "2026-11-01T00:00:00Z"}}
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
    "Condition": {"DateGreaterThan": {"aws:CurrentTime": "2026-11-01T00:00:00Z"}, "DateLessThan": {"aws:CurrentTime": "2026-12-01T00:00:00Z"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the bounds may be the wrong way round, or one of them mistyped.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    use Relation::{Greater, GreaterOrEqual, Less, LessOrEqual};
    let lower = facts.operator();
    if !matches!(lower.test.relation(), Greater | GreaterOrEqual) || lower.set.is_some() || lower.if_exists {
        return;
    }
    let is_upper = |other: &&ConditionFacts<'_>| {
        let operator = other.operator();
        matches!(operator.test.relation(), Less | LessOrEqual)
            && operator.test.value_type() == lower.test.value_type()
            && operator.set.is_none()
            && !operator.if_exists
    };
    let empty = statement.conditions_on(facts.key()).filter(is_upper).find(|upper| {
        let touches =
            lower.test.relation() == GreaterOrEqual && upper.operator().test.relation() == LessOrEqual;
        let order = match lower.test.value_type() {
            ValueType::Numeric => {
                let number = |text: &str| Decimal::parse(text);
                order_of_bounds(facts, upper, number)
            }
            // A date without a time is a stretch; both ends count.
            ValueType::Date => {
                let (first, last) = (
                    order_of_bounds(facts, upper, |text| Instant::parse(text).map(|(first, _)| first)),
                    order_of_bounds(facts, upper, |text| Instant::parse(text).map(|(_, last)| last)),
                );
                first.filter(|_| first == last)
            }
            _ => None,
        };
        match order {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => !touches,
            _ => false,
        }
    });
    if let Some(upper) = empty {
        let message = format!("nothing lies between this bound of `{}` and the other one", facts.key());
        let finding = report.at(facts.values_span(), message);
        finding
            .also(upper.values_span())
            .help("no request passes both tests; are the bounds the wrong way round?");
    }
}

/// How the lowest lower bound stands to the highest upper bound; `None` when one of them cannot be read.
fn order_of_bounds<T: Ord>(
    lower: &ConditionFacts<'_>,
    upper: &ConditionFacts<'_>,
    read: impl Fn(&str) -> Option<T>,
) -> Option<Ordering> {
    let bounds = |facts: &ConditionFacts<'_>| -> Option<Vec<T>> {
        facts.entry.values.iter().map(|value| read(&value.text)).collect()
    };
    let (lower, upper) = (bounds(lower)?.into_iter().min()?, bounds(upper)?.into_iter().max()?);
    Some(lower.cmp(&upper))
}

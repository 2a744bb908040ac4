//! PS290

use crate::condition::{Relation, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::matching::{Syntax, Template, Wildcards, matches};
use crate::policy::{PolicyType, Text};

pub(super) static RULE: Rule = Rule {
    code: "PS290",
    name: "contradicting-values",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Two tests of one key in a statement that no value passes: two `StringEquals` or other exact \
            tests without a common value, or an exact test all of whose values a `StringNotEquals` or \
            `StringNotLike` excludes. Values with policy variables, and tests with set operators or \
            `IfExists`, are let through.",
    matters: "The statement never applies: an Allow grants nothing, a Deny protects nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"StringEquals": {"aws:ResourceTag/team": ⟦"red"⟧}, "StringNotEquals": {"aws:ResourceTag/team": "red"}}
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
    fix: "No automatic fix: only the author knows which of the two is meant.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let Some(exact) = exact_values(facts) else { return };
    let mut others =
        statement.conditions_on(facts.key()).filter(|other| other.entry.key.span != facts.entry.key.span);
    let conflict = others.find(|other| {
        let operator = other.operator();
        if operator.set.is_some() || operator.if_exists || !is_comparable(other) {
            return false;
        }
        // Of two exact tests the first one reports.
        if exact_values(other).is_some() && other.entry.key.span < facts.entry.key.span {
            return false;
        }
        let passes = |value: &Text<'_>| {
            other.entry.values.iter().any(|allowed| admits(operator.test, &allowed.text, &value.text))
                != operator.test.is_negated()
        };
        !exact.iter().any(passes)
    });
    if let Some(other) = conflict {
        let key = facts.key();
        let message = format!("no value of `{key}` passes this test and the other one in the statement");
        report.at(facts.values_span(), message).also(other.values_span()).help("remove one of the two");
    }
}

/// The only values that pass, where the test lists them.
fn exact_values<'f>(facts: &'f ConditionFacts<'_>) -> Option<&'f [Text<'f>]> {
    let operator = facts.operator();
    let is_exact = operator.test == Test::StringEquals && operator.set.is_none() && !operator.if_exists;
    (is_exact && is_comparable(facts)).then_some(&*facts.entry.values)
}

fn is_comparable(facts: &ConditionFacts<'_>) -> bool {
    let is_text = matches!(
        facts.operator().test,
        Test::StringEquals
            | Test::StringNotEquals
            | Test::StringEqualsIgnoreCase
            | Test::StringNotEqualsIgnoreCase
            | Test::StringLike
            | Test::StringNotLike
    );
    let values = &facts.entry.values;
    is_text && !values.is_empty() && !values.iter().any(|value| value.text.contains("${"))
}

/// Whether `value` is `allowed`, or matches it where it is a pattern.
fn admits(test: Test, allowed: &str, value: &str) -> bool {
    match test.relation() {
        Relation::EqualIgnoringCase => value.eq_ignore_ascii_case(allowed),
        Relation::Like => {
            let syntax = Syntax { wildcards: Wildcards::Active, variables: false };
            matches(Template::parse(allowed, syntax).0.parts(), value, &())
        }
        _ => value == allowed,
    }
}

//! PS285

use super::blocks::{asks_for_presence, denies_absence, move_key};
use crate::condition::{Operator, SetOperator, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS285",
    name: "for-any-value-deny-without-null-check",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A Deny with `ForAnyValue:` and a negated operator, such as `ForAnyValue:StringNotLike`, on \
            a key other than `aws:TagKeys`, where nothing else in the policy denies requests without \
            the key.",
    matters: "The Deny is to keep out all but the listed values, but a request without the key is not \
              denied at all.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"ForAnyValue:StringNotLike": {"aws:PrincipalOrgPaths": ⟦"o-a1b2c3d4e5/r-ab12/*"⟧}}
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
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"ForAllValues:StringNotLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes `ForAllValues:`, which denies a request without the key too. Unsafe: it then denies \
          only when none of the values is listed.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
    ],
};

fn check(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let operator = facts.operator();
    let for_any = operator.set == Some(SetOperator::ForAnyValue) && operator.test.is_negated();
    if !for_any || operator.if_exists || !statement.denies() || facts.is_key("aws:TagKeys") {
        return;
    }
    let key = facts.key();
    let is_about_absence = asks_for_presence(statement, key) && has_null(statement, key);
    if denies_absence(subject, key) || is_about_absence {
        return;
    }
    let finding = report.at(facts.values_span(), format!("a request without `{key}` is not denied"));
    finding.help("deny requests without the key too, or use `ForAllValues`");
    let to = Operator { set: Some(SetOperator::ForAllValues), ..operator };
    let edits = move_key(subject.text, facts, statement, to, None);
    finding.fix("write `ForAllValues:`", Safety::Unsafe, edits);
}

/// Whether the author asked about the presence of the key in so many words.
fn has_null(statement: &StatementFacts<'_>, key: &str) -> bool {
    statement.conditions_on(key).any(|facts| facts.operator().test == Test::Null)
}

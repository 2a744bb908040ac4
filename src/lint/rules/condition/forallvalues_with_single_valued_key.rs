//! PS108

use super::blocks::move_key;
use crate::condition::{Operator, SetOperator, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, KnownKey, Needs, Report, Rule, Safety,
    Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS108",
    name: "forallvalues-with-single-valued-key",
    issue_code: Some("FORALLVALUES_WITH_SINGLE_VALUED_KEY"),
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `ForAllValues:` operator other than `Null` on a condition key that has one value at most, \
            in every service that documents it.",
    matters: "`ForAllValues:` holds when the request does not have the key at all, so an Allow gives \
              more than it seems to.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"ForAllValues:StringEquals": {"aws:PrincipalOrgID": ⟦"o-a1b2c3d4e5"⟧}}
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
    "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
  }
}"#,
        also: &[],
    },
    fix: "Removes `ForAllValues:`. Unsafe: requests without the key are decided differently, which is \
          the point.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-forallvalues-with-single-valued-key",
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
    if operator.set != Some(SetOperator::ForAllValues) || operator.test == Test::Null {
        return;
    }
    let is_single = match facts.known() {
        Some(KnownKey::Global(key)) => !key.key_type.multivalued,
        Some(KnownKey::OfService(key)) => key.types().all(|key_type| !key_type.multivalued),
        None => false,
    };
    if !is_single {
        return;
    }
    let key = facts.key();
    let message = format!("`{key}` has one value, and `ForAllValues` holds when it is missing");
    let finding = report.at(facts.values_span(), message);
    let to = Operator { set: None, ..operator };
    let edits = move_key(subject.text, facts, statement, to, None);
    finding.help(format!("write `{}`", to.name()));
    finding.fix("remove `ForAllValues:`", Safety::Unsafe, edits);
}

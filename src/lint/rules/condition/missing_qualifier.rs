//! PS033

use super::blocks::move_key;
use crate::condition::{Operator, SetOperator, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, KnownKey, Needs, Report, Rule, Safety,
    Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS033",
    name: "missing-qualifier",
    issue_code: Some("MISSING_QUALIFIER"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition key that a request may have several values for, tested by an operator without \
            `ForAllValues:` or `ForAnyValue:`. `Null` needs neither. A key that some service documents \
            as single-valued is let through, and so are those of EventBridge, which its own guide tests \
            without.",
    matters: "AWS does not say what the test gives when there are several values; what it must do to \
              all of them and what to one has to be said.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {"aws:CalledVia": ⟦"athena.amazonaws.com"⟧}}
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
    "Condition": {"ForAnyValue:StringEquals": {"aws:CalledVia": "athena.amazonaws.com"}}
  }
}"#,
        also: &[],
    },
    fix: "Adds `ForAnyValue:` or `ForAllValues:`. Unsafe: they decide differently, and only the author \
          knows which is meant.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-qualifier",
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
    if operator.set.is_some() || operator.test == Test::Null || !is_always_multivalued(facts) {
        return;
    }
    let message = format!("a request can have several values for `{}`", facts.key());
    let finding = report.at(facts.values_span(), message);
    finding
        .help("say with `ForAnyValue:` that one value has to pass, or with `ForAllValues:` that all have to");
    let sets = [
        (SetOperator::ForAnyValue, "ask that one value passes"),
        (SetOperator::ForAllValues, "ask that all values pass"),
    ];
    for (set, title) in sets {
        let to = Operator { set: Some(set), ..operator };
        finding.fix(title, Safety::Unsafe, move_key(subject.text, facts, statement, to, None));
    }
}

fn is_always_multivalued(facts: &ConditionFacts<'_>) -> bool {
    match facts.known() {
        Some(KnownKey::Global(key)) => key.key_type.multivalued,
        // The guide of EventBridge tests its keys without set operator.
        Some(KnownKey::OfService(_)) if facts.prefix.eq_ignore_ascii_case("events") => false,
        Some(KnownKey::OfService(key)) => key.types().all(|key_type| key_type.multivalued),
        None => false,
    }
}

//! PS121

use super::blocks::move_key;
use crate::catalogue::ValueType;
use crate::condition::{Operator, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, KnownKey, Needs, Report, Rule, Safety,
    Severity, StatementFacts, Subject,
};
use crate::matching::split_arn;
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS121",
    name: "string-like-operator-with-arn-condition-keys",
    issue_code: Some("STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS"),
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`StringLike` or `StringNotLike` on a condition key whose value is an ARN.",
    matters: "The `*` of `StringLike` runs over colons: a pattern that seems to stand for one account \
              or Region can match an ARN in another.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringLike": {"aws:PrincipalArn": ⟦"arn:aws:iam::111122223333:role/reader-*"⟧}}
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
    "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/reader-*"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes `ArnLike` or `ArnNotLike`, where every value has the six fields of an ARN. Unsafe: \
          fewer ARNs match.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-string-like-operator-with-arn-condition-keys",
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
    let test = match operator.test {
        Test::StringLike => Test::ArnLike,
        Test::StringNotLike => Test::ArnNotLike,
        _ => return,
    };
    let is_arn = match facts.known() {
        Some(KnownKey::Global(key)) => key.key_type.value == ValueType::Arn,
        Some(KnownKey::OfService(key)) => key.types().all(|key_type| key_type.value == ValueType::Arn),
        None => false,
    };
    if !is_arn {
        return;
    }
    let (name, key) = (operator.test.name(), facts.key());
    let message = format!("the `*` of `{name}` crosses the fields of `{key}`, which is an ARN");
    let finding = report.at(facts.values_span(), message);
    finding.help(format!("use `{}`", test.name()));
    if facts.entry.values.iter().all(|value| split_arn(&value.text).is_some()) {
        let edits = move_key(subject.text, facts, statement, Operator { test, ..operator }, None);
        finding.fix(format!("write `{}`", test.name()), Safety::Unsafe, edits);
    }
}

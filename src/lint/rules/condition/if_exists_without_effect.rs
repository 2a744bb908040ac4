//! PS287

use super::blocks::move_key;
use super::callers::is_always_present;
use crate::condition::Operator;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, KnownKey, Needs, Report, Rule, Safety,
    Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS287",
    name: "if-exists-without-effect",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An `IfExists` operator on a condition key that every request has, such as \
            `aws:SecureTransport` or `aws:RequestedRegion`.",
    matters: "The suffix says that the key may be missing, which it never is, and makes the condition \
              look weaker than it is.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"BoolIfExists": {"aws:SecureTransport": ⟦"true"⟧}}
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
    "Condition": {"Bool": {"aws:SecureTransport": "true"}}
  }
}"#,
        also: &[],
    },
    fix: "Removes `IfExists`. Unsafe only for a request that is described without the key, which AWS \
          never sends.",
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
    if !operator.if_exists || operator.set.is_some() {
        return;
    }
    let Some(KnownKey::Global(key)) = facts.known() else { return };
    if !is_always_present(key) {
        return;
    }
    let message = format!("every request has `{}`, so `IfExists` changes nothing", facts.key());
    let finding = report.at(facts.values_span(), message);
    let to = Operator { if_exists: false, ..operator };
    finding.help(format!("write `{}`", to.name()));
    let edits = move_key(subject.text, facts, statement, to, None);
    finding.fix("remove `IfExists`", Safety::Unsafe, edits);
}

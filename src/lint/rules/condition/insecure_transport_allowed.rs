//! PS294

use crate::condition::ValueType;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS294",
    name: "insecure-transport-allowed",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with `aws:SecureTransport` `false`, or a Deny with `aws:SecureTransport` `true`.",
    matters: "The Allow is for requests without encryption, which anybody on the way can read; the Deny \
              shuts out those with encryption.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"Bool": {"aws:SecureTransport": ⟦"false"⟧}}
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
    fix: "Writes the other value. Unsafe: it turns the condition round.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"],
};

fn check(facts: &ConditionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if facts.operator().test.value_type() != ValueType::Bool || !facts.is_key("aws:SecureTransport") {
        return;
    }
    let has = |word: &str| facts.entry.values.iter().any(|value| value.text.eq_ignore_ascii_case(word));
    let (message, instead) = if statement.allows() && has("false") {
        ("this allows requests without encryption", "true")
    } else if statement.denies() && has("true") {
        ("this denies the requests that are encrypted", "false")
    } else {
        return;
    };
    let finding = report.at(facts.values_span(), message);
    finding.help(format!("write \"{instead}\""));
    let edit = edits::replace_string(facts.values_span(), instead);
    finding.fix(format!("write `{instead}`"), Safety::Unsafe, [edit]);
}

//! PS012

use crate::catalogue::embedded::global_condition_key;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS012",
    name: "invalid-condition-key-format",
    issue_code: Some("INVALID_CONDITION_KEY_FORMAT"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition key that is not of the form `service:name`: without a colon, with nothing \
            before or after it, or with a space in the service.",
    matters: "AWS refuses the policy.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"IpAddress": {⟦"SourceIp"⟧: "203.0.113.0/24"}}
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
    "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes `aws:` before the name where that makes a global key. Unsafe: AWS refused the policy \
          before.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-condition-key-format",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let (prefix, name) = (facts.prefix, facts.name);
    if !prefix.is_empty() && !name.is_empty() && !prefix.contains(char::is_whitespace) {
        return;
    }
    let (key, span) = (facts.key(), facts.entry.key.span);
    let finding = report.at(span, format!("the condition key `{key}` is not of the form `service:name`"));
    let global = format!("aws:{}", key.trim_matches(':'));
    match global_condition_key(&global) {
        Some(_) => {
            finding.help(format!("did you mean `{global}`?"));
            finding.fix(format!("write `{global}`"), Safety::Unsafe, [edits::replace_string(span, &global)]);
        }
        None => {
            finding.help(
                "write the service's prefix, a colon and the name, as in `aws:SourceIp` or `s3:prefix`",
            );
        }
    }
}

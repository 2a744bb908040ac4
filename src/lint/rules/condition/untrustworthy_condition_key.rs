//! PS106

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS106",
    name: "untrustworthy-condition-key",
    issue_code: Some("UNTRUSTWORTHY_CONDITION_KEY"),
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition on `aws:Referer` or `aws:UserAgent`.",
    matters: "The caller writes both headers as they like, so the condition keeps nobody out who knows \
              what to write.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringLike": {"aws:UserAgent": ⟦"backup-tool/*"⟧}}
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
    fix: "No automatic fix: it depends on what the condition was to keep out.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-untrustworthy-condition-key",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if facts.name.len() > "UserAgent".len() || !(facts.is_key("aws:Referer") || facts.is_key("aws:UserAgent"))
    {
        return;
    }
    let message = format!("the caller can write anything into `{}`", facts.key());
    report
        .at(facts.values_span(), message)
        .help("test who calls, from which network or through which endpoint");
}

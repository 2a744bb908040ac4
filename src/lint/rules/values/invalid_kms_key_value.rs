//! PS077

use crate::catalogue::ValueType as KeyValueType;
use crate::condition::ValueType;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::matching::{is_account_id, split_arn};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS077",
    name: "invalid-kms-key-value",
    issue_code: Some("INVALID_KMS_KEY_VALUE"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A value of `s3:x-amz-server-side-encryption-aws-kms-key-id`, or of another ARN-typed \
            condition key whose name speaks of a KMS key, that is not the ARN of a key: a key ID alone, \
            an alias, or the ARN of something else. Values with wildcards or policy variables are let \
            through.",
    matters: "The key holds the full ARN, so a test for anything else never holds.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:PutObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": ⟦"alias/backup"⟧}}
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
    "Action": "s3:PutObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the policy does not tell account and Region of the key.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-kms-key-value",
        "https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let is_text = matches!(facts.operator().test.value_type(), ValueType::String | ValueType::Arn);
    if !is_text || !holds_kms_key(facts) {
        return;
    }
    for value in &facts.entry.values {
        let text = &*value.text;
        if text.contains(['*', '?', '$']) || is_key_arn(text) {
            continue;
        }
        let message = format!("`{text}` is not the ARN of a KMS key, which `{}` holds", facts.key());
        report.at(value.span, message).help("write `arn:aws:kms:region:account:key/key-id`");
    }
}

fn holds_kms_key(facts: &ConditionFacts<'_>) -> bool {
    if facts.is_key("s3:x-amz-server-side-encryption-aws-kms-key-id") {
        return true;
    }
    let names_kms_key = || {
        let name = facts.name.to_ascii_lowercase();
        name.find("kms").is_some_and(|at| name.get(at..).is_some_and(|rest| rest.contains("key")))
    };
    let is_arn = || facts.key_type().is_some_and(|key_type| key_type.value == KeyValueType::Arn);
    !facts.is_global() && names_kms_key() && is_arn()
}

fn is_key_arn(text: &str) -> bool {
    let Some([_, _, "kms", region, account, resource]) = split_arn(text) else { return false };
    !region.is_empty()
        && is_account_id(account)
        && resource.strip_prefix("key/").is_some_and(|id| !id.is_empty())
}

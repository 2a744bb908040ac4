//! PS148

use crate::lint::rules::principals::{limits_source, services};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS148",
    name: "recommended-condition-key-for-service-principal",
    issue_code: Some("RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST),
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow for a service whose source is limited by `aws:Referer`, `aws:UserAgent` or \
          `aws:SourceOwner` alone.",
    matters: "These keys were made for other things: the first two hold what the client chooses to \
          send, the third is no longer documented.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": ⟦"ses.amazonaws.com"⟧},
    "Action": "s3:PutObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/mail/*",
    "Condition": {
      "StringEquals": {"aws:Referer": "111122223333"}
    }
  }
}"#,
        also: &["PS106"],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": "ses.amazonaws.com"},
    "Action": "s3:PutObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/mail/*",
    "Condition": {
      "StringEquals": {"aws:SourceAccount": "111122223333"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Writes `aws:SourceAccount` in the place of the key, where the values are accounts. \
          Unsafe: a service may send one key and not the other.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-recommended-condition-key-for-service-principal",
    ],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    _: &Subject<'_>,
    report: &mut Report,
) {
    if !super::weak_source::is_weak_source(condition) || !statement.allows() {
        return;
    }
    let mut services = services(statement);
    let Some(first) = services.next().filter(|_| !limits_source(statement)) else { return };
    let message =
        format!("`{}` is no safe way to say on whose behalf `{}` calls", condition.key(), first.value.text);
    let finding = report.at(first.value.span, message);
    services.for_each(|entry| {
        finding.also(entry.value.span);
    });
    finding.also(condition.values_span());
    finding.help("use `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`");
    let is_account = |text: &str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if condition.entry.values.iter().all(|value| is_account(&value.text)) {
        let edit = edits::replace_string(condition.entry.key.span, "aws:SourceAccount");
        finding.fix("write `aws:SourceAccount`", Safety::Unsafe, [edit]);
    }
}

//! PS062

use crate::catalogue::embedded::{CallerKind, Presence};
use crate::lint::KnownKey;
use crate::lint::rules::principals::{asks_for_a_value, remove_condition, services};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::{PolicyType, PrincipalEntry};

pub(super) static RULE: Rule = Rule {
    code: "PS062",
    name: "unsupported-condition-key-for-service-principal",
    issue_code: Some("UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL"),
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A service among the principals and a condition on a global key that no service ever \
          sends, such as `aws:PrincipalOrgID` or `aws:SourceIp`. Operators with `IfExists`, \
          `Null`, negated ones and `ForAllValues` are let through, for they pass without the key; \
          so is IAM Roles Anywhere, which sends tags of the principal.",
    matters: "The requests of a service lack the key, so the condition never holds and the statement \
          says nothing of the service.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": ⟦"cloudfront.amazonaws.com"⟧},
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {
      "StringEquals": {
        "aws:SourceAccount": "111122223333",
        "aws:PrincipalOrgID": "o-a1b2c3d4e5"
      }
    }
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": "cloudfront.amazonaws.com"},
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {
      "StringEquals": {"aws:SourceAccount": "111122223333"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Removes the condition, where it is only one. Unsafe: the statement then applies to the \
          service.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-condition-key-for-service-principal",
    ],
};

fn never_holds_for_services(condition: &ConditionFacts<'_>) -> bool {
    let is_never_sent = || match condition.known() {
        Some(KnownKey::Global(key)) => key.presence(CallerKind::Service) == Presence::Never,
        _ => false,
    };
    condition.is_global() && asks_for_a_value(condition) && is_never_sent()
}

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let sends_tags = |entry: &&PrincipalEntry<'_>| entry.value.text == "rolesanywhere.amazonaws.com";
    let mut places = services(statement).filter(|entry| !sends_tags(entry)).map(|entry| entry.value.span);
    let Some(first) = places.next() else { return };
    let mut dead = statement.conditions.iter().filter(|condition| never_holds_for_services(condition));
    let Some(condition) = dead.next() else { return };
    let rest: Vec<&ConditionFacts<'_>> = dead.collect();
    let keys = std::iter::once(condition).chain(rest.iter().copied());
    let names: Vec<String> = keys.clone().map(|condition| format!("`{}`", condition.key())).collect();
    let message = format!("the requests of a service never have {}", names.join(", "));
    let finding = report.at(first, message);
    places.chain(keys.map(ConditionFacts::values_span)).for_each(|place| {
        finding.also(place);
    });
    finding.help("limit a service with `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`");
    if rest.is_empty() {
        let title = format!("remove the condition on `{}`", condition.key());
        finding.fix(title, Safety::Unsafe, remove_condition(statement, condition));
    }
}

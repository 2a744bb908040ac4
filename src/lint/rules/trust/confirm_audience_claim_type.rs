//! PS153

use super::audience::{is_audience, is_single, offer_plain_operator, set_name};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS153",
    name: "confirm-audience-claim-type",
    issue_code: Some("CONFIRM_AUDIENCE_CLAIM_TYPE"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`ForAnyValue:` or `ForAllValues:` on the `aud` key of a provider of which it is not \
          known whether its tokens have one audience or several.",
    matters: "With one audience the set operator does not belong there: `ForAllValues` then passes a \
          token that has no audience at all.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {
      "Federated": "arn:aws:iam::111122223333:oidc-provider/login.example.com"
    },
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "ForAnyValue:StringEquals": {"login.example.com:aud": ⟦"my-app"⟧},
      "StringEquals": {"login.example.com:sub": "user-1"}
    }
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {
      "Federated": "arn:aws:iam::111122223333:oidc-provider/login.example.com"
    },
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {"login.example.com:aud": "my-app", "login.example.com:sub": "user-1"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Writes the operator without the set operator, where no other key stands under it. \
          Unsafe: a token with several audiences is decided otherwise then.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-confirm-audience-claim-type",
    ],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    _: &Subject<'_>,
    report: &mut Report,
) {
    let operator = condition.operator();
    if !(operator.set.is_some() && !is_single(condition) && is_audience(condition)) {
        return;
    }
    let Some(set) = operator.set.map(set_name) else { return };
    let finding = report.at(
        condition.values_span(),
        format!("if tokens have one `{}`, `{set}` does not belong there", condition.key()),
    );
    finding.help(format!("write `{}`", operator.name().trim_start_matches(set).trim_start_matches(':')));
    offer_plain_operator(condition, statement, finding);
}

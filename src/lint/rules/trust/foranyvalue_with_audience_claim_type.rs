//! PS124

use super::audience::{is_single, offer_plain_operator, set_name};
use crate::condition::SetOperator;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS124",
    name: "foranyvalue-with-audience-claim-type",
    issue_code: Some("FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE"),
    severity: Severity::Security,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`ForAnyValue:` on an audience key that holds one value: those of GitHub, Cognito, \
          Google, Facebook and Amazon, and `SAML:aud`.",
    matters: "A set operator is for keys with several values. On one value it does nothing good, and \
          with several one fitting audience among strange ones would do.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {
      "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
    },
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "ForAnyValue:StringLike": {"token.actions.githubusercontent.com:aud": ⟦"sts.amazonaws.com"⟧},
      "StringEquals": {
        "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main"
      }
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
      "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
    },
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main"
      }
    }
  }
}"#,
        also: &[],
    },
    fix: "Writes the operator without the set operator, where no other key stands under it. \
          Unsafe: a token with several audiences is decided otherwise then.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-foranyvalue-with-audience-claim-type",
    ],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    _: &Subject<'_>,
    report: &mut Report,
) {
    let operator = condition.operator();
    if !(operator.set == Some(SetOperator::ForAnyValue) && is_single(condition)) {
        return;
    }
    let Some(set) = operator.set.map(set_name) else { return };
    let finding = report.at(
        condition.values_span(),
        format!("`{}` has one value, so `{set}` does not belong there", condition.key()),
    );
    finding.help(format!("write `{}`", operator.name().trim_start_matches(set).trim_start_matches(':')));
    offer_plain_operator(condition, statement, finding);
}

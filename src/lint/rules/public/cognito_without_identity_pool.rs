//! PS340

use crate::lint::rules::trust::{COGNITO, claim_of, openid_providers};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS340",
    name: "cognito-without-identity-pool",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow for `cognito-identity.amazonaws.com` with conditions on its keys, none of them \
          `:aud`. Without any, another rule tells.",
    matters: "Identity pools of all accounts have the same provider: without the ID of the pool \
          everybody can make a pool that gets the role.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Federated": ⟦"cognito-identity.amazonaws.com"⟧},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}
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
    "Principal": {"Federated": "cognito-identity.amazonaws.com"},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {
        "cognito-identity.amazonaws.com:aud": "eu-west-1:12345678-abcd-ef01-2345-123456790ab"
      },
      "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: the ID of the pool only the author knows.",
    actions: &["sts:AssumeRoleWithWebIdentity"],
    sources: &["https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html"],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    for (entry, name) in openid_providers(statement) {
        let has = |claim: &str| {
            statement.conditions.iter().any(|condition| {
                claim_of(condition, name).is_some_and(|of| claim.is_empty() || of.eq_ignore_ascii_case(claim))
            })
        };
        if name.eq_ignore_ascii_case(COGNITO) && has("") && !has("aud") {
            let finding = report.at(entry.value.span, "identity pools of every account can assume the role");
            finding.help("add a condition on `cognito-identity.amazonaws.com:aud` with the ID of the pool");
        }
    }
}

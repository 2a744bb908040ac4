//! PS341

use crate::lint::rules::principals::add_condition;
use crate::lint::rules::trust::{COGNITO, claim_of, openid_providers};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS341",
    name: "cognito-without-authentication",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow for `cognito-identity.amazonaws.com` with a condition on its `:aud` and none on \
          its `:amr`.",
    matters: "Guests, who did not sign in, get the role as signed-in users do, if the identity pool \
          admits them.",
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
      "StringEquals": {
        "cognito-identity.amazonaws.com:aud": "eu-west-1:12345678-abcd-ef01-2345-123456790ab"
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
    fix: "Asks for `authenticated` in `:amr`. Unsafe: guests are refused then.",
    actions: &["sts:AssumeRoleWithWebIdentity"],
    sources: &["https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html"],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    for (entry, name) in openid_providers(statement) {
        let has = |claim: &str| {
            statement.conditions.iter().any(|condition| {
                claim_of(condition, name).is_some_and(|of| claim.is_empty() || of.eq_ignore_ascii_case(claim))
            })
        };
        if name.eq_ignore_ascii_case(COGNITO) && has("aud") && !has("amr") {
            let finding = report.at(entry.value.span, "guests of the identity pool can assume the role too");
            finding.help("add a condition on `cognito-identity.amazonaws.com:amr`: `authenticated` or `unauthenticated`");
            let edit = add_condition(
                statement,
                subject,
                "ForAnyValue:StringLike",
                "cognito-identity.amazonaws.com:amr",
                "\"authenticated\"",
            );
            finding.fix("ask for signed-in users", Safety::Unsafe, edit);
        }
    }
}

//! PS335

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::{PolicyType, PrincipalEntry, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    code: "PS335",
    name: "any-identity-provider",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Principal(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow for `{\"Federated\": \"*\"}`.",
    matters: "What a provider is trusted with depends on which one it is; a wildcard trusts all of \
          them or, as AWS reads it, none.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Federated": ⟦"*"⟧},
    "Action": "sts:AssumeRoleWithSAML",
    "Condition": {
      "StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}
    }
  }
}"#,
        also: &["PS046"],
    },
    instead: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/Company"},
    "Action": "sts:AssumeRoleWithSAML",
    "Condition": {
      "StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: which one is meant only the author knows.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
};

fn check(entry: &PrincipalEntry<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if entry.kind == PrincipalKind::Federated && entry.value.text == "*" && statement.allows() {
        let negated = statement.statement.principal.as_ref().is_some_and(|principal| principal.negated);
        if !negated {
            report
                .at(entry.value.span, "no identity provider is named")
                .help("write the ARN of the provider");
        }
    }
}

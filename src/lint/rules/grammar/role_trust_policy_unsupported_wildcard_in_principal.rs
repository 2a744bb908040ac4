//! PS064

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::{PolicyType, PrincipalEntry, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    code: "PS064",
    name: "role-trust-policy-unsupported-wildcard-in-principal",
    issue_code: Some("ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL"),
    severity: Severity::Error,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Principal(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`\"Principal\": \"*\"` in the trust policy of a role. The form `{\"AWS\": \"*\"}`, which AWS \
            takes there, is for the rules about public access.",
    matters: "Access Analyzer counts it as an error. If IAM stores it all the same, everyone may assume the \
              role whom the condition does not hold back.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": ⟦"*"⟧,
    "Action": "sts:AssumeRole",
    "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }
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
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    fix: "There is none: whom the role should trust is not known.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-role-trust-policy-unsupported-wildcard-in-principal",
    ],
};

fn check(entry: &PrincipalEntry<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if entry.kind == PrincipalKind::Everyone {
        let finding =
            report.at(entry.value.span, "a role trust policy cannot have the plain `*` as its principal");
        finding.help("name the accounts, roles or services that may assume the role");
    }
}

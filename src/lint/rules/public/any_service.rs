//! PS334

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::{PolicyType, PrincipalEntry, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    code: "PS334",
    name: "any-service",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::RESOURCE_GRANT.and(AppliesTo::TRUST),
    needs: Needs::Nothing,
    check: Check::Principal(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow for `{\"Service\": \"*\"}`.",
    matters: "Services take part in each other's work, and an attacker needs only one that can be \
          steered.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": ⟦"*"⟧},
    "Action": "sts:AssumeRole"
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
    "Principal": {"Service": "lambda.amazonaws.com"},
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    fix: "Not offered: which one is meant only the author knows.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
};

fn check(entry: &PrincipalEntry<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if entry.kind == PrincipalKind::Service && entry.value.text == "*" && statement.allows() {
        let negated = statement.statement.principal.as_ref().is_some_and(|principal| principal.negated);
        if !negated {
            report
                .at(entry.value.span, "every service of AWS is allowed, on behalf of any of its customers")
                .help("name the service, as in `lambda.amazonaws.com`");
        }
    }
}

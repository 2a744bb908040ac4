//! PS063

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS063",
    name: "role-trust-policy-syntax-error-notprincipal",
    issue_code: Some("ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL"),
    severity: Severity::Error,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`NotPrincipal` in the trust policy of a role. The place is the name of the element.",
    matters: "AWS refuses the document.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    ⟦"NotPrincipal"⟧: { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": "sts:AssumeRole"
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
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-role-trust-policy-syntax-error-notprincipal",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if let Some(member) = statement.member("NotPrincipal") {
        let finding = report.at(member.name_span, "a role trust policy cannot have `NotPrincipal`");
        finding
            .help("name with `Principal` who may assume the role, or test `aws:PrincipalArn` in `Condition`");
    }
}

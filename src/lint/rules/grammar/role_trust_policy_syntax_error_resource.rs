//! PS065

use super::forbidden_element::{Forbidden, report_forbidden};

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS065",
    name: "role-trust-policy-syntax-error-resource",
    issue_code: Some("ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE"),
    severity: Severity::Error,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "`Resource` or `NotResource` in the trust policy of a role. The place is the name of the element.",
    matters: "AWS refuses the document: such a policy is about its own role.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": "sts:AssumeRole",
    ⟦"Resource"⟧: "*"
  }
}"#,
        also: &["PS204"],
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
    fix: "Removes the element. Unsafe: AWS takes the document then.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-role-trust-policy-syntax-error-resource",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    report_forbidden(statement, &["Resource", "NotResource"], report, |name| Forbidden {
        message: format!("a role trust policy cannot have `{name}`"),
        help: "it is about the role that it belongs to",
    });
}

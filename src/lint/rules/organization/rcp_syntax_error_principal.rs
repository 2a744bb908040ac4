//! PS072

use super::rcp::narrow_principal;

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
    edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS072",
    name: "rcp-syntax-error-principal",
    issue_code: Some("RCP_SYNTAX_ERROR_PRINCIPAL"),
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE_CONTROL,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A resource control policy with `NotPrincipal`, at its name, or with a `Principal` other than `*`, \
            at its value. `{\"AWS\": \"*\"}`, which means the same as `*`, is passed over.",
    matters: "AWS refuses the document: such a policy is about everyone, and conditions single out some.",
    example: Example {
        policy_type: PolicyType::ResourceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Principal": ⟦{ "AWS": "arn:aws:iam::111122223333:role/reader" }⟧,
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": { "Bool": { "aws:SecureTransport": "false" } }
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::ResourceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": { "Bool": { "aws:SecureTransport": "false" } }
  }
}"#,
        also: &[],
    },
    fix: "Writes `*`. Unsafe: the statement then counts for everyone.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-rcp-syntax-error-principal",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if let Some(member) = statement.member("NotPrincipal") {
        let finding = report.at(member.name_span, "a resource control policy cannot have `NotPrincipal`");
        finding.help(HELP);
    }
    if let Some(value) = narrow_principal(statement) {
        let finding = report.at(value.span, "the principal of a resource control policy can only be `*`");
        let edit = edits::replace_string(value.span, "*");
        finding.help(HELP).fix("write `*`", Safety::Unsafe, [edit]);
    }
}

const HELP: &str = "write \"Principal\": \"*\" and test `aws:PrincipalArn` or another key in `Condition`";

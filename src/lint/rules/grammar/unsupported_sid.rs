//! PS045

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
    edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS045",
    name: "unsupported-sid",
    issue_code: Some("UNSUPPORTED_SID"),
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::TRUST)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `Sid` with characters other than the letters `a` to `z` and `A` to `Z` and the digits. The \
            policies of resources, such as key policies, take more and are passed over.",
    matters: "AWS refuses the document.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": ⟦"read-objects"⟧,
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "readobjects",
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Takes the other characters out, unless another statement has that name. Safe: a `Sid` has no part \
          in any decision.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-sid",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(sid) = &statement.statement.sid else { return };
    let Some(other) = sid.text.chars().find(|character| !character.is_ascii_alphanumeric()) else { return };
    let message =
        format!("a `Sid` has letters and digits only, and `{}` has `{}`", sid.text, other.escape_default());
    let finding = report.at(sid.span, message);
    let plain: String = sid.text.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_taken = |statement: &StatementFacts<'_>| {
        statement.statement.sid.as_ref().is_some_and(|sid| sid.text == plain)
    };
    if !plain.is_empty() && !subject.statements.iter().any(is_taken) {
        let edit = edits::replace_string(sid.span, &plain);
        finding.fix(format!("write `{plain}`"), Safety::Safe, [edit]);
    }
}

//! PS043

use super::forbidden_element::{Forbidden, report_forbidden};

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS043",
    name: "unsupported-principal",
    issue_code: Some("UNSUPPORTED_PRINCIPAL"),
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `Principal` or `NotPrincipal` in a policy that is attached to a user, a group or a role. The \
            place is the name of the element.",
    matters: "AWS refuses the document: such a policy is about whoever it is attached to.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      ⟦"Principal"⟧: { "AWS": "arn:aws:iam::111122223333:role/reader" },
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
    },
    {
      "Effect": "Allow",
      "Action": "s3:PutObject",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
    }
  ]
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Removes the element. Unsafe: the statement then counts for whoever the policy is attached to.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-principal",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    report_forbidden(statement, &["Principal", "NotPrincipal"], report, |name| Forbidden {
        message: format!("{} cannot have `{name}`", subject.policy_type().name_with_article()),
        help: "it is about whoever it is attached to; a policy with principals belongs to a resource",
    });
}

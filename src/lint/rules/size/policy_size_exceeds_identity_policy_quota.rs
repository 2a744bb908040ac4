//! PS093

use super::limits::report_document_too_long;

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS093",
    name: "policy-size-exceeds-identity-policy-quota",
    issue_code: Some("POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA"),
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An identity-based policy of more than 10,240 characters, white space not counted, which is the \
            most that any such policy can have: all inline policies of a role together. The place is the \
            whole document. A managed policy of one's own may have 6,144, the inline policies of a user \
            2,048 and of a group 5,120 together; which of them a document is cannot be seen in it.",
    matters: "IAM refuses a longer policy.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: concat!(
            r#"⟦{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": ""#,
            times_eight!(times_eight!(times_eight!(long_name!()))),
            r#"",
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}⟧"#
        ),
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
    fix: "There is none: it has to be split, or to name fewer things.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-policy-size-exceeds-identity-policy-quota",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_document_too_long(subject, report);
}

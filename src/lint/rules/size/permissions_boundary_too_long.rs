//! PS210

use super::limits::report_document_too_long;

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS210",
    name: "permissions-boundary-too-long",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::only(PolicyType::PermissionsBoundary),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A permissions boundary of more than 6,144 characters, white space not counted. The place is the \
            whole document.",
    matters: "A boundary is a managed policy, and IAM refuses a longer one.",
    example: Example {
        policy_type: PolicyType::PermissionsBoundary,
        resource_type: None,
        text: concat!(
            r#"⟦{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": ""#,
            times_eight!(times_eight!(long_name!())),
            times_eight!(times_eight!(long_name!())),
            times_eight!(times_eight!(long_name!())),
            times_eight!(times_eight!(long_name!())),
            times_eight!(times_eight!(long_name!())),
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
        policy_type: PolicyType::PermissionsBoundary,
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
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_document_too_long(subject, report);
}

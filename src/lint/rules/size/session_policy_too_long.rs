//! PS211

use super::limits::report_document_too_long;

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS211",
    name: "session-policy-too-long",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::only(PolicyType::Session),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A session policy of more than 2,048 characters. The place is the whole document. The ARNs of \
            managed policies that are passed with it count too, and there is a limit on the packed size, \
            neither of which can be seen in it.",
    matters: "AWS makes no session with it.",
    example: Example {
        policy_type: PolicyType::Session,
        resource_type: None,
        text: concat!(
            r#"⟦{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": ""#,
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
        policy_type: PolicyType::Session,
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

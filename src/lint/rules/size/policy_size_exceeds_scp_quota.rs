//! PS055

use super::limits::report_document_too_long;

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS055",
    name: "policy-size-exceeds-scp-quota",
    issue_code: Some("POLICY_SIZE_EXCEEDS_SCP_QUOTA"),
    severity: Severity::Error,
    applies_to: AppliesTo::SERVICE_CONTROL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A service control policy of more than 10,240 characters, white space included, which is the limit \
            since May 2026. The place is the whole document.",
    matters: "AWS Organizations refuses it. The console takes white space out before it saves a policy; other \
              ways to save one do not.",
    example: Example {
        policy_type: PolicyType::ServiceControl,
        resource_type: None,
        text: concat!(
            r#"⟦{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": ""#,
            times_eight!(times_eight!(times_eight!(long_name!()))),
            r#"",
    "Effect": "Deny",
    "Action": "organizations:LeaveOrganization",
    "Resource": "*"
  }
}⟧"#
        ),
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::ServiceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "organizations:LeaveOrganization",
    "Resource": "*"
  }
}"#,
        also: &[],
    },
    fix: "There is none: it has to be split, or to name fewer things.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-policy-size-exceeds-scp-quota",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_document_too_long(subject, report);
}

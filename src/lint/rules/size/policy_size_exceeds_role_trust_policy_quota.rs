//! PS101

use super::limits::{Limit, Unit, report_longer};

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS101",
    name: "policy-size-exceeds-role-trust-policy-quota",
    issue_code: Some("POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA"),
    severity: Severity::Warning,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A role trust policy of more than 2,048 characters, white space not counted. The place is the \
            whole document.",
    matters: "IAM refuses it, unless the account has had the quota raised, to 8,192 at most.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
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
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": "sts:AssumeRole"
  }
}⟧"#
        ),
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
    fix: "There is none: it has to name fewer things, or the quota has to be raised.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-policy-size-exceeds-role-trust-policy-quota",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    ],
};

const LIMIT: Limit = Limit { most: 2_048, unit: Unit::CharactersWithoutSpace };

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_longer(LIMIT, "role trust policy", subject, report)
        .map(|finding| finding.help("name fewer things, or ask AWS to raise the quota, to 8,192 at most"));
}

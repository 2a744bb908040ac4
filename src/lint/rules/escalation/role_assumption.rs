//! PS406

use super::paths::{Family, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS406",
    name: "escalation-by-assumed-role",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of `sts:AssumeRole` on any role. The ways count when the document allows each action under \
          no condition on every resource of its type, and nothing on all of that is denied.",
    matters: "Many roles trust the whole account and leave it to policies such as this one who may assume them.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"sts:AssumeRole"⟧,
    "Resource": "arn:aws:iam::*:role/*"
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
    "Effect": "Allow",
    "Action": "sts:AssumeRole",
    "Resource": "arn:aws:iam::111122223333:role/deployment"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &["sts:AssumeRole"],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every role that trusts the account",
    "name the roles in `Resource`",
    &[Path::new(
        &["sts:AssumeRole"],
        &[],
        "assume a role with more rights whose trust policy names the account",
    )],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

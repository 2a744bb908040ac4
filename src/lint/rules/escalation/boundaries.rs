//! PS407

use super::paths::{Family, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS407",
    name: "escalation-by-permissions-boundary",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of removing or replacing the permissions boundary of any user or role. The ways count when \
          the document allows each action under no condition on every resource of its type, and nothing on all \
          of that is denied.",
    matters: "What the boundary holds back becomes effective.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"iam:DeleteRolePermissionsBoundary"⟧,
    "Resource": "arn:aws:iam::111122223333:role/*"
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
    "Action": "iam:DeleteRolePermissionsBoundary",
    "Resource": "arn:aws:iam::111122223333:role/reports/weekly"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &[
        "iam:DeleteRolePermissionsBoundary",
        "iam:DeleteUserPermissionsBoundary",
        "iam:PutRolePermissionsBoundary",
        "iam:PutUserPermissionsBoundary",
    ],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"],
};

pub(super) static FAMILY: Family = Family::new(
    "can lift the limit of the holder's permissions",
    "leave these actions to administrators, or limit the resources to others",
    &[
        Path::new(
            &["iam:DeleteUserPermissionsBoundary"],
            &[],
            "remove the permissions boundary of the own user",
        ),
        Path::new(
            &["iam:DeleteRolePermissionsBoundary"],
            &[],
            "remove the permissions boundary of the own role",
        ),
        Path::new(
            &["iam:PutUserPermissionsBoundary"],
            &[],
            "set a wider permissions boundary for the own user",
        ),
        Path::new(
            &["iam:PutRolePermissionsBoundary"],
            &[],
            "set a wider permissions boundary for the own role",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

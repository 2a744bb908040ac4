//! PS401

use super::paths::{Family, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS401",
    name: "escalation-by-attached-policy",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of attaching managed policies to any user, group or role. The ways count when the document \
          allows each action under no condition on every resource of its type, and nothing on all of that is \
          denied.",
    matters: "The holder attaches AdministratorAccess to himself.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"iam:AttachRolePolicy"⟧,
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
    "Action": "iam:AttachRolePolicy",
    "Resource": "arn:aws:iam::111122223333:role/reports/weekly"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &["iam:AttachGroupPolicy", "iam:AttachRolePolicy", "iam:AttachUserPolicy"],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder every permission",
    "ask for a permissions boundary (`iam:PermissionsBoundary`) or certain policies (`iam:PolicyARN`) in \
          a condition, or limit the resources",
    &[
        Path::new(&["iam:AttachUserPolicy"], &[], "attach AdministratorAccess to the own user"),
        Path::new(
            &["iam:AttachGroupPolicy"],
            &[],
            "attach AdministratorAccess to a group of which one is a member",
        ),
        Path::new(
            &["iam:AttachRolePolicy"],
            &[],
            "attach AdministratorAccess to the own role, or to one that one may assume",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

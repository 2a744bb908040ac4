//! PS403

use super::paths::{Family, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS403",
    name: "escalation-by-credentials",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of making access keys or passwords for any user. The ways count when the document allows \
          each action under no condition on every resource of its type, and nothing on all of that is denied.",
    matters: "The holder becomes whichever user has most rights.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"iam:CreateAccessKey"⟧,
    "Resource": "arn:aws:iam::111122223333:user/*"
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
    "Action": "iam:CreateAccessKey",
    "Resource": "arn:aws:iam::111122223333:user/${aws:username}"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &["iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile"],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

pub(super) static FAMILY: Family = Family::new(
    "can make the holder another user, one with more rights",
    "limit the resources to the own user: `user/${aws:username}`",
    &[
        Path::new(&["iam:CreateAccessKey"], &[], "make an access key for a user with more rights and use it"),
        Path::new(
            &["iam:CreateLoginProfile"],
            &[],
            "set a password for a user with more rights who has none and log in with it",
        ),
        Path::new(
            &["iam:UpdateLoginProfile"],
            &[],
            "change the password of a user with more rights and log in with it",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

//! PS404

use super::paths::{Family, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS404",
    name: "escalation-by-group",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of adding users to any group. The ways count when the document allows each action under no \
          condition on every resource of its type, and nothing on all of that is denied.",
    matters: "The holder joins the administrators.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"iam:AddUserToGroup"⟧,
    "Resource": "arn:aws:iam::111122223333:group/*"
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
    "Action": "iam:AddUserToGroup",
    "Resource": "arn:aws:iam::111122223333:group/readers"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &["iam:AddUserToGroup"],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every group",
    "limit the resources to groups without rights of their own",
    &[Path::new(&["iam:AddUserToGroup"], &[], "add the own user to a group of administrators")],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

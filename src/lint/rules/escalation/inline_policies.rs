//! PS402

use super::paths::{Family, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS402",
    name: "escalation-by-inline-policy",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of writing inline policies of any user, group or role. The ways count when the document \
          allows each action under no condition on every resource of its type, and nothing on all of that is \
          denied.",
    matters: "The holder writes himself a policy that allows everything.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"iam:PutRolePolicy"⟧,
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
    "Action": "iam:PutRolePolicy",
    "Resource": "arn:aws:iam::111122223333:role/reports/weekly"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &["iam:PutGroupPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy"],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder every permission",
    "ask for a permissions boundary (`iam:PermissionsBoundary`) in a condition, or limit the resources",
    &[
        Path::new(&["iam:PutUserPolicy"], &[], "write a policy that allows everything into the own user"),
        Path::new(
            &["iam:PutGroupPolicy"],
            &[],
            "write a policy that allows everything into a group of which one is a member",
        ),
        Path::new(
            &["iam:PutRolePolicy"],
            &[],
            "write a policy that allows everything into the own role, or into one that one may assume",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

//! PS414

use super::paths::{Family, PASS_ROLE, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS414",
    name: "escalation-by-stack",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Allows of making stacks with any role, or of changing any stack. The ways count when the document \
          allows each action under no condition, `iam:PassRole` on every role (a condition on \
          `iam:PassedToService` that names the service does not help). Changing stacks counts on all of them.",
    matters: "CloudFormation makes what the template says with the permissions of the role: users, policies and \
          keys too.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ⟦"cloudformation:CreateStack"⟧,
      "Resource": "arn:aws:cloudformation:eu-west-1:111122223333:stack/reports/*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/*",
      "Condition": { "StringEquals": { "iam:PassedToService": "cloudformation.amazonaws.com" } }
    }
  ]
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "cloudformation:CreateStack",
      "Resource": "arn:aws:cloudformation:eu-west-1:111122223333:stack/reports/*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/app",
      "Condition": { "StringEquals": { "iam:PassedToService": "cloudformation.amazonaws.com" } }
    }
  ]
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &[
        PASS_ROLE,
        "cloudformation:CreateChangeSet",
        "cloudformation:CreateStack",
        "cloudformation:CreateStackInstances",
        "cloudformation:CreateStackSet",
        "cloudformation:ExecuteChangeSet",
        "cloudformation:UpdateStack",
        "cloudformation:UpdateStackSet",
    ],
    sources: &["https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every role with which CloudFormation works",
    "name the roles in the statement with `iam:PassRole`, and the stacks in those that change stacks",
    &[
        Path::new(
            &["cloudformation:CreateStack", PASS_ROLE],
            &["cloudformation.amazonaws.com"],
            "make a stack with a role that has more rights, whose template gives oneself permissions",
        ),
        Path::new(
            &["cloudformation:CreateStackSet", "cloudformation:CreateStackInstances", PASS_ROLE],
            &["cloudformation.amazonaws.com"],
            "make a stack set with a role that has more rights, and its stacks in one account or more",
        ),
        Path::new(
            &["cloudformation:UpdateStackSet", PASS_ROLE],
            &["cloudformation.amazonaws.com"],
            "change the template of a stack set and pass it a role that has more rights",
        ),
        Path::new(
            &["cloudformation:UpdateStack"],
            &[],
            "change the template of a stack that has a role with more rights",
        ),
        Path::new(
            &["cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"],
            &[],
            "make a change set for a stack that has a role with more rights, and execute it",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

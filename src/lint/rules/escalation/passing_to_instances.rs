//! PS409

use super::paths::{Family, PASS_ROLE, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS409",
    name: "escalation-by-role-for-instances",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Allows of starting instances and of passing any role to them. The ways count when the document \
          allows each action under no condition, `iam:PassRole` on every role (a condition on \
          `iam:PassedToService` that names the service does not help).",
    matters: "The instance gets the credentials of the role, and its owner can read them.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ⟦"ec2:RunInstances"⟧,
      "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/*",
      "Condition": { "StringEquals": { "iam:PassedToService": "ec2.amazonaws.com" } }
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
      "Action": "ec2:RunInstances",
      "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/app",
      "Condition": { "StringEquals": { "iam:PassedToService": "ec2.amazonaws.com" } }
    }
  ]
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &[
        PASS_ROLE,
        "autoscaling:CreateAutoScalingGroup",
        "autoscaling:CreateLaunchConfiguration",
        "autoscaling:UpdateAutoScalingGroup",
        "ec2:RequestSpotInstances",
        "ec2:RunInstances",
    ],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every role that EC2 may have",
    "name the roles in the statement with `iam:PassRole`",
    &[
        Path::new(
            &["ec2:RunInstances", PASS_ROLE],
            &["ec2.amazonaws.com"],
            "start an instance with a role that has more rights, log in to it or give it a script, and use the \
          role's credentials",
        ),
        Path::new(
            &["ec2:RequestSpotInstances", PASS_ROLE],
            &["ec2.amazonaws.com"],
            "ask for a spot instance with a role that has more rights and use the role's credentials there",
        ),
        Path::new(
            &["autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup", PASS_ROLE],
            &["ec2.amazonaws.com"],
            "write a launch configuration with a role that has more rights, and a group that starts instances \
          from it",
        ),
        Path::new(
            &["autoscaling:CreateLaunchConfiguration", "autoscaling:UpdateAutoScalingGroup", PASS_ROLE],
            &["ec2.amazonaws.com"],
            "write a launch configuration with a role that has more rights, and let an existing group start \
          instances from it",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

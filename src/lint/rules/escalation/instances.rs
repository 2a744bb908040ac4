//! PS420

use super::paths::{Family, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS420",
    name: "escalation-by-instance",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Allows of logging in to any instance, of running commands on it or of changing what it runs at its \
          start. The ways count when the document allows each action under no condition on every resource of \
          its type, and nothing on all of that is denied. Commands count where the documents of Systems \
          Manager that may be used include a pattern, or one of AWS's that run what they are told.",
    matters: "Whoever is on the instance can use the credentials of its role.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"ssm:StartSession"⟧,
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*"
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
    "Action": "ssm:StartSession",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/i-1234567890abcdef0"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &[
        "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
        "ec2-instance-connect:SendSSHPublicKey",
        "ec2:CreateLaunchTemplateVersion",
        "ec2:ModifyInstanceAttribute",
        "ec2:ModifyLaunchTemplate",
        "ec2:StartInstances",
        "ec2:StopInstances",
        "ssm:SendCommand",
        "ssm:StartSession",
    ],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every instance",
    "name the instances in `Resource`, or limit them by a tag in a condition",
    &[
        Path::new(
            &["ssm:StartSession"],
            &[],
            "open a session on an instance and use the credentials of its role",
        ),
        Path::new(&["ssm:SendCommand"], &[], "run commands on an instance under its role"),
        Path::new(
            &["ec2-instance-connect:SendSSHPublicKey"],
            &[],
            "send an own SSH key to an instance, log in and use the credentials of its role",
        ),
        Path::new(
            &["ec2-instance-connect:SendSerialConsoleSSHPublicKey"],
            &[],
            "send an own SSH key to the serial console of an instance, log in and use the credentials of its role",
        ),
        Path::new(
            &["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"],
            &[],
            "stop an instance, give it a script that runs at its start, and start it again",
        ),
        Path::new(
            &["ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"],
            &[],
            "add a version with an own script to a launch template whose role has more rights, and make it the \
          default",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

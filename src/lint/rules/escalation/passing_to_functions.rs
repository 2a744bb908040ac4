//! PS410

use super::paths::{Family, PASS_ROLE, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS410",
    name: "escalation-by-role-for-functions",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Allows of making functions, of having them run, and of passing any role to them. The ways count when \
          the document allows each action under no condition, `iam:PassRole` on every role (a condition on \
          `iam:PassedToService` that names the service does not help).",
    matters: "The code runs with the permissions of the role, and its author decides what it does with them.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [⟦"lambda:CreateFunction"⟧, "lambda:AddPermission"],
      "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:reports-*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/*",
      "Condition": { "StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" } }
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
      "Action": ["lambda:CreateFunction", "lambda:AddPermission"],
      "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:reports-*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/app",
      "Condition": { "StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" } }
    }
  ]
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &[
        PASS_ROLE,
        "lambda:AddPermission",
        "lambda:CreateEventSourceMapping",
        "lambda:CreateFunction",
        "lambda:CreateFunctionUrlConfig",
        "lambda:InvokeFunction",
        "lambda:InvokeFunctionUrl",
    ],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every role that Lambda may have",
    "name the roles in the statement with `iam:PassRole`",
    &[
        Path::new(
            &["lambda:CreateFunction", "lambda:InvokeFunction"],
            &[],
            "make a function with a role that has more rights (to pass it may be allowed elsewhere) and invoke it",
        ),
        Path::new(
            &["lambda:CreateFunction", "lambda:InvokeFunctionUrl", PASS_ROLE],
            &["lambda.amazonaws.com"],
            "make a function with a role that has more rights and call it by its URL",
        ),
        Path::new(
            &["lambda:CreateFunction", "lambda:CreateFunctionUrlConfig", PASS_ROLE],
            &["lambda.amazonaws.com"],
            "make a function with a role that has more rights, give it a URL and call that",
        ),
        Path::new(
            &["lambda:CreateFunction", "lambda:AddPermission", PASS_ROLE],
            &["lambda.amazonaws.com"],
            "make a function with a role that has more rights and let another account or service invoke it",
        ),
        Path::new(
            &["lambda:CreateFunction", "lambda:CreateEventSourceMapping", PASS_ROLE],
            &["lambda.amazonaws.com"],
            "make a function with a role that has more rights and have it invoked by a table, queue or stream",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

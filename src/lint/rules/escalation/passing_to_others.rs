//! PS421

use super::paths::{Family, PASS_ROLE, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS421",
    name: "escalation-by-role-for-other-services",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Allows of making something that runs, in Braket, HealthOmics, GameLift, EC2 Image Builder or \
          Cognito, and of passing any role to it. The ways count when the document allows each action under no \
          condition, `iam:PassRole` on every role (a condition on `iam:PassedToService` that names the service \
          does not help).",
    matters: "What runs there has the permissions of the role.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ⟦"braket:CreateJob"⟧,
      "Resource": "arn:aws:braket:eu-west-1:111122223333:job/*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/*",
      "Condition": { "StringEquals": { "iam:PassedToService": "braket.amazonaws.com" } }
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
      "Action": "braket:CreateJob",
      "Resource": "arn:aws:braket:eu-west-1:111122223333:job/*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/app",
      "Condition": { "StringEquals": { "iam:PassedToService": "braket.amazonaws.com" } }
    }
  ]
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &[
        PASS_ROLE,
        "braket:CreateJob",
        "cognito-identity:SetIdentityPoolRoles",
        "gamelift:CreateBuild",
        "gamelift:CreateFleet",
        "gamelift:RequestUploadCredentials",
        "imagebuilder:CreateComponent",
        "imagebuilder:CreateImage",
        "imagebuilder:CreateImageRecipe",
        "imagebuilder:CreateInfrastructureConfiguration",
        "omics:CreateWorkflow",
        "omics:StartRun",
        "s3:GetObject",
    ],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every role that the service may have",
    "name the roles in the statement with `iam:PassRole`",
    &[
        Path::new(
            &["braket:CreateJob", PASS_ROLE],
            &["braket.amazonaws.com"],
            "run own code as a hybrid job with a role that has more rights",
        ),
        Path::new(
            &["omics:CreateWorkflow", "omics:StartRun", "s3:GetObject", PASS_ROLE],
            &["omics.amazonaws.com"],
            "make a workflow with own tasks, run it with a role that has more rights and fetch what it wrote",
        ),
        Path::new(
            &["gamelift:CreateBuild", "gamelift:RequestUploadCredentials", "gamelift:CreateFleet", PASS_ROLE],
            &["gamelift.amazonaws.com"],
            "upload an own build and run it on a fleet with a role that has more rights",
        ),
        Path::new(
            &[
                "imagebuilder:CreateComponent",
                "imagebuilder:CreateImageRecipe",
                "imagebuilder:CreateInfrastructureConfiguration",
                "imagebuilder:CreateImage",
                PASS_ROLE,
            ],
            &["ec2.amazonaws.com", "imagebuilder.amazonaws.com"],
            "have an image built with own commands on an instance with a role that has more rights",
        ),
        Path::new(
            &["cognito-identity:SetIdentityPoolRoles", PASS_ROLE],
            &["cognito-identity.amazonaws.com"],
            "give an identity pool a role that has more rights and fetch its credentials as a guest",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

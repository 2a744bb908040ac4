//! PS415

use super::paths::{Family, PASS_ROLE, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS415",
    name: "escalation-by-build",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Allows of making build projects with any role, of starting any build or of deploying to any \
          application. The ways count when the document allows each action under no condition, `iam:PassRole` \
          on every role (a condition on `iam:PassedToService` that names the service does not help). Starting \
          and deploying count on all projects.",
    matters: "Commands of a build or a deployment run with the permissions of its role.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"codebuild:StartBuild"⟧,
    "Resource": "arn:aws:codebuild:eu-west-1:111122223333:project/*"
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
    "Action": "codebuild:StartBuild",
    "Resource": "arn:aws:codebuild:eu-west-1:111122223333:project/website"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &[
        PASS_ROLE,
        "codebuild:CreateProject",
        "codebuild:StartBuild",
        "codebuild:StartBuildBatch",
        "codedeploy:CreateDeployment",
        "codedeploy:GetDeploymentConfig",
        "codedeploy:RegisterApplicationRevision",
    ],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every role with which builds and deployments work",
    "name the roles in the statement with `iam:PassRole`, and the projects in the others",
    &[
        Path::new(
            &["codebuild:CreateProject", PASS_ROLE],
            &["codebuild.amazonaws.com"],
            "make a build project with a role that has more rights, whose commands use it",
        ),
        Path::new(
            &["codebuild:StartBuild"],
            &[],
            "start a build with own commands in place of the project's, under the project's role",
        ),
        Path::new(
            &["codebuild:StartBuildBatch"],
            &[],
            "start a batch of builds with own commands in place of the project's, under the project's role",
        ),
        Path::new(
            &[
                "codedeploy:CreateDeployment",
                "codedeploy:GetDeploymentConfig",
                "codedeploy:RegisterApplicationRevision",
            ],
            &[],
            "deploy an own revision to instances whose role has more rights",
        ),
        Path::new(
            &["codestar:CreateProject", PASS_ROLE],
            &["codestar.amazonaws.com"],
            "make a project whose template gives oneself permissions",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

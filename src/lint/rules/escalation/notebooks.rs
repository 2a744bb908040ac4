//! PS417

use super::paths::{Family, PASS_ROLE, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS417",
    name: "escalation-by-notebook",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Allows of making notebooks and jobs with any role, or of opening or changing any notebook. The ways \
          count when the document allows each action under no condition, `iam:PassRole` on every role (a \
          condition on `iam:PassedToService` that names the service does not help). Notebooks that exist count \
          when all of them are open.",
    matters: "Notebooks and jobs work with the permissions of the role.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"sagemaker:CreatePresignedNotebookInstanceUrl"⟧,
    "Resource": "arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/*"
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
    "Action": "sagemaker:CreatePresignedNotebookInstanceUrl",
    "Resource": "arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/forecast"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &[
        PASS_ROLE,
        "sagemaker:CreateNotebookInstance",
        "sagemaker:CreateNotebookInstanceLifecycleConfig",
        "sagemaker:CreatePresignedNotebookInstanceUrl",
        "sagemaker:CreateProcessingJob",
        "sagemaker:CreateTrainingJob",
        "sagemaker:StartNotebookInstance",
        "sagemaker:StopNotebookInstance",
        "sagemaker:UpdateNotebookInstance",
    ],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every role with which SageMaker works",
    "name the roles in the statement with `iam:PassRole`, and the notebook instances in the others",
    &[
        Path::new(
            &["sagemaker:CreateNotebookInstance", PASS_ROLE],
            &["sagemaker.amazonaws.com"],
            "make a notebook instance with a role that has more rights and use it there",
        ),
        Path::new(
            &["sagemaker:CreateProcessingJob", PASS_ROLE],
            &["sagemaker.amazonaws.com"],
            "run an own image as a processing job with a role that has more rights",
        ),
        Path::new(
            &["sagemaker:CreateTrainingJob", PASS_ROLE],
            &["sagemaker.amazonaws.com"],
            "run an own image as a training job with a role that has more rights",
        ),
        Path::new(
            &["sagemaker:CreatePresignedNotebookInstanceUrl"],
            &[],
            "open an existing notebook instance and use the credentials of its role",
        ),
        Path::new(
            &[
                "sagemaker:CreateNotebookInstanceLifecycleConfig",
                "sagemaker:StopNotebookInstance",
                "sagemaker:UpdateNotebookInstance",
                "sagemaker:StartNotebookInstance",
            ],
            &[],
            "stop a notebook instance, give it a script that runs at its start, and start it again",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

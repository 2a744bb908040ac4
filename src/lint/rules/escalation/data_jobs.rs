//! PS416

use super::paths::{Family, PASS_ROLE, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS416",
    name: "escalation-by-data-job",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Allows of making jobs, pipelines or clusters for data and of passing any role to them. The ways \
          count when the document allows each action under no condition, `iam:PassRole` on every role (a \
          condition on `iam:PassedToService` that names the service does not help).",
    matters: "Their code runs with the permissions of the role.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ⟦"glue:CreateJob"⟧,
      "Resource": "arn:aws:glue:eu-west-1:111122223333:job/reports-*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/*",
      "Condition": { "StringEquals": { "iam:PassedToService": "glue.amazonaws.com" } }
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
      "Action": "glue:CreateJob",
      "Resource": "arn:aws:glue:eu-west-1:111122223333:job/reports-*"
    },
    {
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/app",
      "Condition": { "StringEquals": { "iam:PassedToService": "glue.amazonaws.com" } }
    }
  ]
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &[
        PASS_ROLE,
        "datapipeline:CreatePipeline",
        "elasticmapreduce:RunJobFlow",
        "emr-serverless:CreateApplication",
        "emr-serverless:StartJobRun",
        "glue:CreateDevEndpoint",
        "glue:CreateJob",
        "glue:CreateSession",
        "glue:RunStatement",
        "glue:UpdateDevEndpoint",
        "glue:UpdateJob",
        "kinesisanalytics:CreateApplication",
        "kinesisanalytics:StartApplication",
    ],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every role with which data jobs work",
    "name the roles in the statement with `iam:PassRole`, and the endpoints in the others",
    &[
        Path::new(
            &["glue:CreateDevEndpoint", PASS_ROLE],
            &["glue.amazonaws.com"],
            "make a development endpoint with a role that has more rights and log in to it",
        ),
        Path::new(
            &["glue:UpdateDevEndpoint"],
            &[],
            "add an own SSH key to a development endpoint whose role has more rights",
        ),
        Path::new(
            &["glue:CreateJob", PASS_ROLE],
            &["glue.amazonaws.com"],
            "make a job with own code and a role that has more rights, and have it run",
        ),
        Path::new(
            &["glue:UpdateJob", PASS_ROLE],
            &["glue.amazonaws.com"],
            "give a job own code and a role that has more rights, and have it run",
        ),
        Path::new(
            &["glue:CreateSession", "glue:RunStatement", PASS_ROLE],
            &["glue.amazonaws.com"],
            "open an interactive session with a role that has more rights and run statements in it",
        ),
        Path::new(
            &["datapipeline:CreatePipeline", PASS_ROLE],
            &["datapipeline.amazonaws.com", "elasticmapreduce.amazonaws.com"],
            "make a pipeline with a role that has more rights and commands of one's own",
        ),
        Path::new(
            &["elasticmapreduce:RunJobFlow", PASS_ROLE],
            &["elasticmapreduce.amazonaws.com", "ec2.amazonaws.com"],
            "start a cluster with a role that has more rights and run own steps on it",
        ),
        Path::new(
            &["emr-serverless:CreateApplication", "emr-serverless:StartJobRun", PASS_ROLE],
            &["emr-serverless.amazonaws.com"],
            "make an application and run own code on it under a role that has more rights",
        ),
        Path::new(
            &["kinesisanalytics:CreateApplication", "kinesisanalytics:StartApplication", PASS_ROLE],
            &["kinesisanalytics.amazonaws.com"],
            "make an application with own code and a role that has more rights, and start it",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

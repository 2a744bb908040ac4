//! PS385

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS385",
    name: "data-readable-everywhere",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of actions that read stored data (objects, records, snapshots, sources), under no \
          condition, on every resource of the service or of a type. All actions of a service (`service:*`) \
          have a finding already. Secrets, queues and tables have rules of their own.",
    matters: "One leaked credential is then enough to carry away all data in the account, that of other \
          applications included.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"s3:GetObject"⟧,
    "Resource": "arn:aws:s3:::*"
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
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources. Which ones those are only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

action_list! {
    "s3" => "GetObject" "GetObjectVersion";
    "athena" => "GetQueryResults";
    "rds" => "DownloadCompleteDBLogFile" "DownloadDBLogFilePortion" "StartExportTask";
    "rds-data" => "ExecuteStatement" "BatchExecuteStatement";
    "redshift-data" => "ExecuteStatement" "BatchExecuteStatement";
    "neptune-db" => "ReadDataViaQuery" "GetGraphSummary";
    "timestream" => "Select";
    "cassandra" => "Select";
    "es" => "ESHttpGet" "ESHttpPost";
    "aoss" => "APIAccessAll";
    "ebs" => "GetSnapshotBlock";
    "ec2" => "CreateStoreImageTask" "CreateInstanceExportTask" "ExportImage";
    "codecommit" => "GitPull" "GetFile" "GetBlob";
    "glacier" => "GetJobOutput";
    "workmailmessageflow" => "GetRawMessageContent";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("{actions} can read data anywhere in the account");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the buckets, databases or repositories that are meant in `Resource`");
    }
}

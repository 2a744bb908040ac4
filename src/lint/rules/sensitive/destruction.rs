//! PS388

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS388",
    name: "destructive-everywhere",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of actions that destroy what cannot easily be had again (data, backups, keys, whole \
          environments), under no condition, on every resource of the service or of a type. All actions of a \
          service (`service:*`) have a finding already.",
    matters: "A mistake in a script, or a leaked credential, can then destroy everything of that kind in the \
          account.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"dynamodb:DeleteTable"⟧,
    "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/*"
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
    "Action": "dynamodb:DeleteTable",
    "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders-Test"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, or ask for multi-factor authentication in a condition. Which resources those are \
          only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

action_list! {
    "backup" => "DeleteBackupVault" "DeleteRecoveryPoint";
    "cloudformation" => "DeleteStack";
    "cognito-idp" => "DeleteUserPool";
    "dynamodb" => "DeleteTable" "DeleteBackup";
    "ec2" => "DeleteSnapshot" "DeleteVolume" "DeregisterImage" "TerminateInstances";
    "ecr" => "DeleteRepository";
    "ecs" => "DeleteCluster";
    "eks" => "DeleteCluster";
    "elasticache" => "DeleteCacheCluster" "DeleteReplicationGroup";
    "elasticfilesystem" => "DeleteFileSystem";
    "es" => "DeleteDomain";
    "fsx" => "DeleteFileSystem" "DeleteBackup";
    "glacier" => "DeleteArchive" "DeleteVault";
    "kinesis" => "DeleteStream";
    "kms" => "DisableKey" "ScheduleKeyDeletion";
    "lambda" => "DeleteFunction";
    "rds" => "DeleteDBCluster" "DeleteDBClusterSnapshot" "DeleteDBInstance" "DeleteDBSnapshot";
    "redshift" => "DeleteCluster" "DeleteClusterSnapshot";
    "route53" => "DeleteHostedZone";
    "s3" => "DeleteBucket";
    "secretsmanager" => "DeleteSecret";
    "sns" => "DeleteTopic";
    "sqs" => "DeleteQueue";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("{actions} can destroy everything of that kind in the account");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the resources, or ask for `aws:MultiFactorAuthPresent` or a tag in a condition");
    }
}

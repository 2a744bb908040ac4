//! PS387

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS387",
    name: "credentials-obtainable",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of actions that hand out credentials, passwords or keys, or set them, under no condition, \
          on every resource of the service or of a type. All actions of a service (`service:*`) have a finding \
          already. Those with which one becomes another user or role of IAM are among the ways to more \
          permissions, which have rules of their own.",
    matters: "Whoever can ask for credentials can act with them, also from outside, where this policy counts no \
          more.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"rds-db:connect"⟧,
    "Resource": "arn:aws:rds-db:eu-west-1:111122223333:*"
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
    "Action": "rds-db:connect",
    "Resource": "arn:aws:rds-db:eu-west-1:111122223333:dbuser:db-EXAMPLE/reporting"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources. Which ones those are only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

action_list! {
    "appsync" => "CreateApiKey" "ListApiKeys";
    "codeartifact" => "GetAuthorizationToken";
    "codepipeline" => "PollForJobs";
    "cognito-identity" => "GetOpenIdTokenForDeveloperIdentity";
    "cognito-idp" => "AdminSetUserPassword";
    "connect" => "GetFederationToken";
    "dsql" => "DbConnectAdmin";
    "ec2" => "GetPasswordData";
    "elasticache" => "Connect";
    "elasticmapreduce" => "GetClusterSessionCredentials";
    "gamelift" => "RequestUploadCredentials" "GetComputeAuthToken" "GetComputeAccess" "GetInstanceAccess";
    "iam" =>
        "CreateServiceSpecificCredential" "ResetServiceSpecificCredential" "UpdateAccessKey"
        "UploadSSHPublicKey" "UploadSigningCertificate";
    "lakeformation" => "GetTemporaryGlueTableCredentials" "GetTemporaryGluePartitionCredentials";
    "lightsail" =>
        "CreateBucketAccessKey" "CreateContainerServiceRegistryLogin" "DownloadDefaultKeyPair"
        "GetInstanceAccessDetails" "GetRelationalDatabaseMasterUserPassword";
    "mediapackage" => "RotateChannelCredentials" "RotateIngestEndpointCredentials";
    "memorydb" => "Connect";
    "rds-db" => "connect";
    "redshift" => "GetClusterCredentials" "GetClusterCredentialsWithIAM";
    "redshift-serverless" => "GetCredentials";
    "route53domains" => "RetrieveDomainAuthCode";
    "s3" => "GetDataAccess";
    "sts" => "AssumeRoot" "GetFederationToken";
    "transfer" => "ImportSshPublicKey";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message =
        |actions: &str| format!("{actions} can obtain or set credentials for everything in the account");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the resources for which credentials are needed, or leave these actions out");
    }
}

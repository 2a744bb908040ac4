//! PS389

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS389",
    name: "audit-can-be-switched-off",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of actions that switch off or delete audit trails, logs and threat detection, under no \
          condition, on every resource of the service or of a type. All actions of a service (`service:*`) \
          have a finding already.",
    matters: "Who breaks in begins with these, so that nobody notices and nothing is left to look at afterwards.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"cloudtrail:StopLogging"⟧,
    "Resource": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/*"
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
    "Action": "cloudtrail:StopLogging",
    "Resource": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/test-only"
  }
}"#,
        also: &[],
    },
    fix: "Leave these actions to the few who look after the audit, or name the resources. Who those are only \
          you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

action_list! {
    "access-analyzer" => "DeleteAnalyzer";
    "cloudtrail" =>
        "DeleteEventDataStore" "DeleteTrail" "PutEventSelectors" "StopEventDataStoreIngestion"
        "StopLogging" "UpdateTrail";
    "config" => "DeleteConfigurationRecorder" "DeleteDeliveryChannel" "StopConfigurationRecorder";
    "detective" => "DeleteGraph";
    "ec2" => "DeleteFlowLogs";
    "guardduty" =>
        "DeleteDetector" "DisassociateFromAdministratorAccount" "StopMonitoringMembers"
        "UpdateDetector";
    "inspector2" => "Disable";
    "logs" => "DeleteLogGroup" "DeleteLogStream";
    "macie2" => "DisableMacie";
    "securityhub" => "DisableSecurityHub";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("{actions} can switch off or delete the record of what happens");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("leave these actions out, or name the resources");
    }
}

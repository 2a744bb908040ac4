//! PS391

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS391",
    name: "guardrails-removable",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of actions that take away what protects a whole account (membership in the organization and \
          its policies, blocks of public access, default encryption, the password policy), under no condition, \
          on every resource of the service or of a type. All actions of a service (`service:*`) have a finding \
          already.",
    matters: "These settings are the last line when a single policy is wrong. Everyday work never needs to change \
          them.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"s3:PutAccountPublicAccessBlock"⟧,
    "Resource": "*"
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
    "Action": "s3:GetAccountPublicAccessBlock",
    "Resource": "*"
  }
}"#,
        also: &[],
    },
    fix: "Leave these actions out of everyday policies. Whether this is one only you can know, so there is no \
          fix to apply.",
    actions: ACTIONS,
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

action_list! {
    "account" => "CloseAccount";
    "ec2" =>
        "DisableEbsEncryptionByDefault" "DisableImageBlockPublicAccess"
        "DisableSnapshotBlockPublicAccess";
    "iam" => "DeleteAccountPasswordPolicy" "UpdateAccountPasswordPolicy";
    "organizations" =>
        "CloseAccount" "DeleteOrganization" "DetachPolicy" "DisablePolicyType" "LeaveOrganization"
        "RemoveAccountFromOrganization";
    "s3" => "PutAccountPublicAccessBlock";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("{actions} can take away what protects the whole account");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("leave these actions to administrators");
    }
}

//! PS075

use crate::evaluation::resource_control_policies_support;
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS075",
    name: "rcp-syntax-error-action",
    issue_code: Some("RCP_SYNTAX_ERROR_ACTION"),
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE_CONTROL,
    needs: Needs::Nothing,
    check: Check::Action(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An action of a service on which resource control policies do not work, going by AWS's list of \
            September 2026, or a `*` without a service in a statement that denies.",
    matters: "AWS refuses the document.",
    example: Example {
        policy_type: PolicyType::ResourceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Principal": "*",
    "Action": ⟦"sns:Publish"⟧,
    "Resource": "arn:aws:sns:us-east-1:111122223333:orders",
    "Condition": { "Bool": { "aws:SecureTransport": "false" } }
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::ResourceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": { "Bool": { "aws:SecureTransport": "false" } }
  }
}"#,
        also: &[],
    },
    fix: "There is none: remove the action, or name the services.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-rcp-syntax-error-action",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services",
    ],
};

fn check(entry: &ActionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if statement.has_not_action() {
        return;
    }
    if entry.is_everything() {
        // `RCPFullAWSAccess` allows it.
        if statement.denies() {
            let finding = report.at(
                entry.text.span,
                "a resource control policy has to name the services whose actions it denies",
            );
            finding.help("write one entry for each service, such as `s3:*`");
        }
        return;
    }
    // The list calls OpenSearch by another name than its actions have.
    if entry.service.is_empty() || entry.service == "es" || resource_control_policies_support(entry.service) {
        return;
    }
    if !resource_control_policies_support(&entry.service.to_ascii_lowercase()) {
        let message = format!("resource control policies do not work on the service `{}`", entry.service);
        report.at(entry.text.span, message).help("remove the action");
    }
}

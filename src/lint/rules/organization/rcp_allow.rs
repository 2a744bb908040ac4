//! PS223

use super::rcp::limits_of_allow;

use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS223",
    name: "rcp-allow",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE_CONTROL,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An `Allow` of a resource control policy about some actions, for everyone, on all resources and \
            without a condition. Other limits are for `rcp-syntax-error-allow`.",
    matters: "AWS refuses the document: such policies deny, and the one that allows, `RCPFullAWSAccess`, \
              allows everything.",
    example: Example {
        policy_type: PolicyType::ResourceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": ⟦"Allow"⟧,
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "*"
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
    fix: "There is none: write what is to be denied.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !statement.allows() || statement.has_not_action() || limits_of_allow(statement).is_some() {
        return;
    }
    let Some(effect) = statement.value_span("Effect") else { return };
    if !statement.actions.is_empty() && !statement.actions.iter().any(ActionFacts::is_everything) {
        let finding = report.at(effect, "a resource control policy can only deny");
        finding.help("deny the opposite; `RCPFullAWSAccess` allows everything already");
    }
}

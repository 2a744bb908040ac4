//! PS073

use super::rcp::limits_of_allow;

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS073",
    name: "rcp-syntax-error-allow",
    issue_code: Some("RCP_SYNTAX_ERROR_ALLOW"),
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE_CONTROL,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An `Allow` in a resource control policy with a principal or a resource other than `*`, or with a \
            condition. The places are the values of these elements.",
    matters: "AWS refuses the document: such policies deny, and the one that allows, `RCPFullAWSAccess`, \
              allows everything.",
    example: Example {
        policy_type: PolicyType::ResourceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "*",
    "Resource": ⟦"arn:aws:s3:::amzn-s3-demo-bucket/*"⟧
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
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-rcp-syntax-error-allow",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let Some((first, others)) = limits_of_allow(statement) else { return };
    let finding =
        report.at(first, "an `Allow` of a resource control policy can only be about everyone and everything");
    finding.help("deny the opposite; `RCPFullAWSAccess` allows everything already");
    for span in others {
        finding.also(span);
    }
}

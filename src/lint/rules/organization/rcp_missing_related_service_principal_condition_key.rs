//! PS103

use super::rcp::{add_test, asks_for_service, holds_without_key, is_of_source};

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS103",
    name: "rcp-missing-related-service-principal-condition-key",
    issue_code: Some("RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY"),
    severity: Severity::Warning,
    applies_to: AppliesTo::RESOURCE_CONTROL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A statement that denies on `aws:SourceAccount`, `aws:SourceArn`, `aws:SourceOrgID` or \
            `aws:SourceOrgPaths`, with an operator that holds when the key is missing (a negated one, one \
            with `IfExists`, `ForAllValues:` or `Null`), and without asking that `aws:PrincipalIsAWSService` \
            is true, with `Bool` or `BoolIfExists`. The place is the value of the key.",
    matters: "Only calls that a service makes have these keys, so the statement denies all calls of users and \
              roles.",
    example: Example {
        policy_type: PolicyType::ResourceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {
      "StringNotEqualsIfExists": { "aws:SourceOrgID": ⟦"o-a1b2c3d4e5"⟧ },
      "Null": { "aws:SourceAccount": "false" }
    }
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
    "Condition": {
      "StringNotEqualsIfExists": { "aws:SourceOrgID": "o-a1b2c3d4e5" },
      "Null": { "aws:SourceAccount": "false" },
      "BoolIfExists": { "aws:PrincipalIsAWSService": "true" }
    }
  }
}"#,
        also: &[],
    },
    fix: "Adds `\"BoolIfExists\": {\"aws:PrincipalIsAWSService\": \"true\"}`. Unsafe: calls of users and \
          roles are then no longer denied.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-rcp-missing-related-service-principal-condition-key",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
    ],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    if !is_of_source(condition)
        || !statement.denies()
        || !holds_without_key(condition)
        || asks_for_service(statement, "true")
    {
        return;
    }
    let message = format!("users and roles have no `{}`, so this denies their calls too", condition.key());
    let finding = report.at(condition.values_span(), message);
    finding.help("add \"BoolIfExists\": {\"aws:PrincipalIsAWSService\": \"true\"}");
    let edit = add_test(statement, subject.text, "BoolIfExists", "aws:PrincipalIsAWSService", "true");
    finding.fix("deny calls of services only", Safety::Unsafe, edit);
}

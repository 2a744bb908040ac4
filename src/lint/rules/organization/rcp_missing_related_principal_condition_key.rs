//! PS102

use super::rcp::{add_test, asks_for_service, holds_without_key};

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS102",
    name: "rcp-missing-related-principal-condition-key",
    issue_code: Some("RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY"),
    severity: Severity::Warning,
    applies_to: AppliesTo::RESOURCE_CONTROL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A statement that denies on `aws:PrincipalAccount`, `aws:PrincipalArn`, `aws:PrincipalOrgID`, \
            `aws:PrincipalOrgPaths` or a tag of the principal, with an operator that holds when the key is \
            missing (a negated one, one with `IfExists`, `ForAllValues:` or `Null`), and without asking that \
            `aws:PrincipalIsAWSService` is false. The place is the value of the key.",
    matters: "Calls that AWS's services make on someone's behalf have none of these keys, so the statement \
              denies them too.",
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
      "StringNotEqualsIfExists": { "aws:PrincipalOrgID": ⟦"o-a1b2c3d4e5"⟧ }
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
      "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
      "BoolIfExists": { "aws:PrincipalIsAWSService": "false" }
    }
  }
}"#,
        also: &[],
    },
    fix: "Adds `\"BoolIfExists\": {\"aws:PrincipalIsAWSService\": \"false\"}`. Unsafe: calls of services are \
          then no longer denied.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-rcp-missing-related-principal-condition-key",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
    ],
};

const KEYS: &[&str] =
    &["aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"];

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let is_of_principal =
        KEYS.iter().any(|key| condition.is_key(key)) || condition.key_begins_with("aws:PrincipalTag/");
    if !is_of_principal
        || !statement.denies()
        || !holds_without_key(condition)
        || asks_for_service(statement, "false")
    {
        return;
    }
    let message = format!("services of AWS have no `{}`, so this denies their calls too", condition.key());
    let finding = report.at(condition.values_span(), message);
    finding.help("add \"BoolIfExists\": {\"aws:PrincipalIsAWSService\": \"false\"}");
    let edit = add_test(statement, subject.text, "BoolIfExists", "aws:PrincipalIsAWSService", "false");
    finding.fix("leave out calls of services", Safety::Unsafe, edit);
}

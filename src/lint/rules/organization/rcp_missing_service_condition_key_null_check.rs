//! PS104

use super::rcp::{add_test, asks_for_source, holds_without_key, is_of_source};

use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS104",
    name: "rcp-missing-service-condition-key-null-check",
    issue_code: Some("RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK"),
    severity: Severity::Warning,
    applies_to: AppliesTo::RESOURCE_CONTROL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A statement that denies on `aws:SourceAccount`, `aws:SourceArn`, `aws:SourceOrgID` or \
            `aws:SourceOrgPaths`, with an operator that holds when the key is missing (a negated one, one \
            with `IfExists`, `ForAllValues:` or `Null`), and without asking with `Null` that \
            `aws:SourceAccount` or `aws:SourceArn` is there. The place is the value of the key.",
    matters: "Some calls of services come without these keys, as they are on nobody's behalf, and the \
              statement denies them too.",
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
      "BoolIfExists": { "aws:PrincipalIsAWSService": "true" }
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
    fix: "Adds `\"Null\": {\"aws:SourceAccount\": \"false\"}`. Unsafe: calls of services without the key are \
          then no longer denied.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-rcp-missing-service-condition-key-null-check",
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
        || asks_for_source(statement)
    {
        return;
    }
    let message = format!("some calls of services have no `{}`, so this denies them too", condition.key());
    let finding = report.at(condition.values_span(), message);
    finding.help("add \"Null\": {\"aws:SourceAccount\": \"false\"}");
    let edit = add_test(statement, subject.text, "Null", "aws:SourceAccount", "false");
    finding.fix("leave out calls that have no source", Safety::Unsafe, edit);
}

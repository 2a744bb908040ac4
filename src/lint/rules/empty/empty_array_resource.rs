//! PS131

use super::emptiness::{REMOVE_STATEMENT, empty_list, removal_of};

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS131",
    name: "empty-array-resource",
    issue_code: Some("EMPTY_ARRAY_RESOURCE"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `Resource` with an empty list. `NotResource` is for `empty-complement`.",
    matters: "The statement is about no resource, so it does nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": ⟦[]⟧
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
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Removes the statement, if there are others. Safe: it has no part in any decision.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-array-resource",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if let Some(list) = empty_list(statement.member("Resource")) {
        let finding = report.at(list.span, "the statement is about no resource and does nothing");
        finding.help("list the ARNs of resources, or remove the statement");
        finding.fix(REMOVE_STATEMENT, Safety::Safe, removal_of(statement, subject));
    }
}

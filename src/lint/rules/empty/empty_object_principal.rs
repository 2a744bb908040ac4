//! PS133

use super::emptiness::{REMOVE_STATEMENT, empty_object, removal_of};

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS133",
    name: "empty-object-principal",
    issue_code: Some("EMPTY_OBJECT_PRINCIPAL"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST).and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `Principal` or `NotPrincipal` with an object that has no members.",
    matters: "A `Principal` that names nobody makes the statement do nothing; what a `NotPrincipal` does that \
              leaves nobody out, AWS does not say.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": ⟦{}⟧,
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Removes the statement, if there are others and it is `Principal` that is empty. Safe: such a \
          statement has no part in any decision.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-object-principal",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(principal) =
        statement.statement.principal.as_ref().filter(|principal| principal.entries.is_empty())
    else {
        return;
    };
    let name = if principal.negated { "NotPrincipal" } else { "Principal" };
    let Some(object) = empty_object(statement.member(name)) else { return };
    let finding = report.at(object.span, format!("`{name}` names nobody"));
    finding.help("name principals, or remove the statement");
    if !principal.negated {
        finding.fix(REMOVE_STATEMENT, Safety::Safe, removal_of(statement, subject));
    }
}

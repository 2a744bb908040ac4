//! PS130

use super::emptiness::{REMOVE_STATEMENT, empty_list, removal_of};

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;
use crate::text::json::Value;

pub(super) static RULE: Rule = Rule {
    code: "PS130",
    name: "empty-array-principal",
    issue_code: Some("EMPTY_ARRAY_PRINCIPAL"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST).and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `Principal` or `NotPrincipal` with an empty list, or with an empty list under each of its \
            kinds. The places are the lists. One that names someone under another kind is passed over.",
    matters: "A `Principal` that names nobody makes the statement do nothing; what a `NotPrincipal` does that \
              leaves nobody out, AWS does not say.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": ⟦[]⟧ },
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
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-array-principal",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(principal) =
        statement.statement.principal.as_ref().filter(|principal| principal.entries.is_empty())
    else {
        return;
    };
    let name = if principal.negated { "NotPrincipal" } else { "Principal" };
    let Some(member) = statement.member(name) else { return };
    let mut lists: Vec<_> = empty_list(Some(member)).into_iter().collect();
    if let Value::Object(kinds) = &member.value.value {
        lists.extend(kinds.iter().filter_map(|kind| empty_list(Some(kind))));
    }
    let Some((first, others)) = lists.split_first() else { return };
    let finding = report.at(first.span, format!("`{name}` lists nobody"));
    finding.help("list principals, or remove the statement");
    others.iter().for_each(|list| {
        finding.also(list.span);
    });
    if !principal.negated {
        finding.fix(REMOVE_STATEMENT, Safety::Safe, removal_of(statement, subject));
    }
}

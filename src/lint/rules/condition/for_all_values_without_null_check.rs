//! PS284

use super::blocks::asks_for_presence;
use crate::condition::{SetOperator, Test};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS284",
    name: "for-all-values-without-null-check",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with `ForAllValues:` on a multivalued key that tells who calls, for whom, or what \
            is touched (`aws:PrincipalOrgPaths`, `aws:ResourceOrgPaths`, `aws:SourceOrgPaths`, \
            `aws:VpceOrgPaths`, `aws:CalledVia`, `aws:PrincipalServiceNamesList`, \
            `dynamodb:LeadingKeys`), in a statement that does not also ask for the key to be there. \
            Keys that list what a request brings along, such as `aws:TagKeys`, are let through: none of \
            them is no danger.",
    matters: "`ForAllValues:` holds when the request does not have the key at all.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": ⟦"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"⟧}}
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
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"}, "Null": {"aws:PrincipalOrgPaths": "false"}}
  }
}"#,
        also: &[],
    },
    fix: "Adds `\"Null\": {\"key\": \"false\"}`. Unsafe: requests without the key are no longer \
          allowed, which is the point.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
    ],
};

fn check(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let operator = facts.operator();
    let for_all = operator.set == Some(SetOperator::ForAllValues) && operator.test != Test::Null;
    if !for_all || !statement.allows() || !KEYS.iter().any(|key| facts.is_key(key)) {
        return;
    }
    let key = facts.key();
    if asks_for_presence(statement, key) {
        return;
    }
    let finding = report.at(facts.values_span(), format!("a request without `{key}` passes this test"));
    finding.help(format!("add `\"Null\": {{\"{key}\": \"false\"}}`"));
    let Some(condition) = statement.member("Condition").map(|member| &member.value) else { return };
    let edit = match condition.member("Null") {
        Some(block) if block.value.member(key).is_none() => {
            edits::add_first_member(subject.text, &block.value, key, "\"false\"")
        }
        Some(_) => None,
        None => {
            let block = format!("{{{}: \"false\"}}", edits::quoted(key));
            edits::add_first_member(subject.text, condition, "Null", &block)
        }
    };
    finding.fix("ask for the key to be there", Safety::Unsafe, edit);
}

const KEYS: &[&str] = &[
    "aws:PrincipalOrgPaths",
    "aws:ResourceOrgPaths",
    "aws:SourceOrgPaths",
    "aws:VpceOrgPaths",
    "aws:CalledVia",
    "aws:PrincipalServiceNamesList",
    "dynamodb:LeadingKeys",
];

//! PS289

use crate::condition::ValueType;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS289",
    name: "value-that-never-occurs",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A value that the key never has: of `aws:PrincipalAccount`, `aws:ResourceAccount`, \
            `aws:SourceAccount` or `aws:VpceAccount` one that is not twelve digits, of \
            `aws:PrincipalOrgID`, `aws:ResourceOrgID`, `aws:SourceOrgID` or `aws:VpceOrgID` one that is \
            not `o-` and 10 to 32 letters and digits, of `aws:PrincipalType` one that AWS does not \
            list. Values with wildcards or policy variables are let through.",
    matters: "A test for it never holds, and a negated one always does.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {"aws:PrincipalAccount": ⟦"1111-2222-3333"⟧}}
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
    "Condition": {"StringEquals": {"aws:PrincipalAccount": "111122223333"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the policy does not tell the right value.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let is_global = facts.is_global() && facts.operator().test.value_type() == ValueType::String;
    let form = is_global.then(|| FORMS.iter().find(|(keys, ..)| keys.iter().any(|key| facts.is_key(key))));
    let Some(Some((_, what, occurs))) = form else { return };
    for value in &facts.entry.values {
        let text = &*value.text;
        if text.contains(['*', '?', '$']) || occurs(text) {
            continue;
        }
        let message = format!("`{}` never is `{text}`", facts.key());
        report.at(value.span, message).help(format!("its value is {what}"));
    }
}

type Form = (&'static [&'static str], &'static str, fn(&str) -> bool);

const FORMS: &[Form] = &[
    (
        &["aws:PrincipalAccount", "aws:ResourceAccount", "aws:SourceAccount", "aws:VpceAccount"],
        "an account ID of twelve digits",
        |text| {
            let is_id = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
            is_id || text == "anonymous"
        },
    ),
    (
        &["aws:PrincipalOrgID", "aws:ResourceOrgID", "aws:SourceOrgID", "aws:VpceOrgID"],
        "`o-` and 10 to 32 lower-case letters and digits",
        |text| {
            let is_id = |id: &str| {
                (10..=32).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
            };
            text.strip_prefix("o-").is_some_and(is_id)
        },
    ),
    (&["aws:PrincipalType"], "`Account`, `User`, `FederatedUser`, `AssumedRole` or `Anonymous`", |text| {
        ["Account", "User", "FederatedUser", "AssumedRole", "Anonymous", "AWSService"]
            .iter()
            .any(|kind| kind.eq_ignore_ascii_case(text))
    }),
];

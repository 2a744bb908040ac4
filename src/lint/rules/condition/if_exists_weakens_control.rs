//! PS286

use super::blocks::{asks_for_presence, move_key};
use super::mfa::tests_for;
use crate::condition::Operator;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS286",
    name: "if-exists-weakens-control",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with an `IfExists` operator that is not negated, on a key that guards who calls \
            from where (`aws:SourceIp`, `aws:SourceVpc`, `aws:SourceVpce`, `aws:VpcSourceIp`, \
            `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID`, `aws:PrincipalOrgID`, \
            `aws:PrincipalOrgPaths`, `aws:PrincipalArn`, `aws:MultiFactorAuthPresent` with `true`), \
            where the statement does not also ask for the key to be there.",
    matters: "Requests without the key pass. Which requests have it is often up to the caller: by \
              another network path, or with long-term access keys, they do not.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEqualsIfExists": {"aws:SourceVpce": ⟦"vpce-0abc1234567890def"⟧}}
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
    "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-0abc1234567890def"}}
  }
}"#,
        also: &[],
    },
    fix: "Removes `IfExists`. Unsafe: requests without the key are no longer allowed, which is the \
          point.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let operator = facts.operator();
    if !operator.if_exists || operator.test.is_negated() || operator.set.is_some() || !statement.allows() {
        return;
    }
    let asks_for_mfa = || facts.is_key("aws:MultiFactorAuthPresent") && !tests_for(facts, false);
    let key = facts.key();
    if !KEYS.iter().any(|guard| facts.is_key(guard)) && !asks_for_mfa() || asks_for_presence(statement, key) {
        return;
    }
    let finding = report.at(facts.values_span(), format!("a request without `{key}` passes this test"));
    let to = Operator { if_exists: false, ..operator };
    finding.help(format!("use `{}`, or ask with `Null` for the key to be there", to.name()));
    let edits = move_key(subject.text, facts, statement, to, None);
    finding.fix("remove `IfExists`", Safety::Unsafe, edits);
}

const KEYS: &[&str] = &[
    "aws:SourceIp",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpcSourceIp",
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalArn",
];

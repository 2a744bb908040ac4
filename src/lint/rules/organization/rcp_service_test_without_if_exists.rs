//! PS221

use crate::condition::Test;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS221",
    name: "rcp-service-test-without-if-exists",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::RESOURCE_CONTROL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A statement that denies where `aws:PrincipalIsAWSService` is false and asks that with `Bool` \
            instead of `BoolIfExists`. The place is the name of the operator.",
    matters: "Requests that nobody signed do not have the key, so `Bool` does not hold for them: everyone is \
              held back but the anonymous.",
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
      "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
      ⟦"Bool"⟧: { "aws:PrincipalIsAWSService": "false" }
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
    fix: "Writes `BoolIfExists`, if the operator has no other key and the condition no such operator. Unsafe: \
          requests without the key are then denied.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice",
    ],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    _: &Subject<'_>,
    report: &mut Report,
) {
    let is_false = |value: &str| value.eq_ignore_ascii_case("false");
    let asks = condition.operator().test == Test::Bool
        && !condition.operator().if_exists
        && condition.is_key("aws:PrincipalIsAWSService")
        && condition.entry.values.iter().any(|value| is_false(&value.text));
    if !asks || !statement.denies() {
        return;
    }
    let place = condition.entry.operator_span;
    let finding = report
        .at(place, "`Bool` does not hold for anonymous requests, which have no `aws:PrincipalIsAWSService`");
    finding.help("write `BoolIfExists`");
    let block = statement.member("Condition").map(|member| &member.value);
    let is_free = block.is_some_and(|block| block.member("BoolIfExists").is_none());
    let keys_of_operator =
        statement.conditions.iter().filter(|other| other.entry.operator_span == place).count();
    if is_free && keys_of_operator == 1 {
        let edit = edits::replace_string(place, "BoolIfExists");
        finding.fix("write `BoolIfExists`", Safety::Unsafe, [edit]);
    }
}

//! PS132

use super::emptiness::empty_object;

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
    edits,
};
use crate::policy::PolicyType;
use crate::text::json::Value;

pub(super) static RULE: Rule = Rule {
    code: "PS132",
    name: "empty-object-condition",
    issue_code: Some("EMPTY_OBJECT_CONDITION"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `Condition`, or an operator in one, with an object that has no members.",
    matters: "It asks for nothing. AWS says that it has no effect, and leaves open whether the statement then \
              counts.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": ⟦{}⟧
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
    fix: "Removes the condition. Unsafe: AWS does not say whether the statement counts with an empty one.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-object-condition",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if statement.statement.condition.is_none() {
        return;
    }
    let Some(condition) = statement.member("Condition") else { return };
    if let Some(object) = empty_object(Some(condition)) {
        let removal = edits::remove_members(statement.node, |name| name == "Condition");
        let finding = report.at(object.span, "the condition is empty");
        finding.help("add an operator, or remove the condition");
        finding.fix("remove the condition", Safety::Unsafe, removal);
        return;
    }
    let Value::Object(operators) = &condition.value.value else { return };
    for operator in operators {
        if let Some(object) = empty_object(Some(operator)) {
            let removal = edits::remove_members(&condition.value, |name| name == operator.name);
            let finding = report.at(object.span, format!("`{}` has no condition key", operator.name));
            finding.help("add a condition key, or remove the operator");
            finding.fix(format!("remove `{}`", operator.name), Safety::Unsafe, removal);
        }
    }
}

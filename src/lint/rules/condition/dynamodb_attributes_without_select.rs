//! PS122

use crate::condition::{Test, ValueType};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS122",
    name: "dynamodb-attributes-without-select",
    issue_code: Some("DYNAMODB_ATTRIBUTES_WITHOUT_SELECT"),
    severity: Severity::Security,
    applies_to: AppliesTo::IDENTITY.and(AppliesTo::RESOURCE),
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of a reading DynamoDB action that tests `dynamodb:Attributes` but not that \
            `dynamodb:Select` is `SPECIFIC_ATTRIBUTES`.",
    matters: "The key lists the attributes that a request asks for. A read that names none returns the \
              whole item and passes.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "dynamodb:Query",
    "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/Games",
    "Condition": {"ForAllValues:StringEquals": {"dynamodb:Attributes": ⟦["Id", "Score"]⟧}, "Null": {"dynamodb:Attributes": "false"}}
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
    "Action": "dynamodb:Query",
    "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/Games",
    "Condition": {"ForAllValues:StringEquals": {"dynamodb:Attributes": ["Id", "Score"]}, "Null": {"dynamodb:Attributes": "false"}, "StringEquals": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"}}
  }
}"#,
        also: &[],
    },
    fix: "Adds the test. Unsafe: reads that name no attributes are then refused, which is the point.",
    actions: &["dynamodb:Query", "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Scan"],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-dynamodb-attributes-without-select",
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html",
    ],
};

fn check(
    facts: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    if !statement.allows() || !facts.is_key("dynamodb:Attributes") || facts.operator().test == Test::Null {
        return;
    }
    let is_select = |other: &ConditionFacts<'_>| {
        let asks = other.entry.values.iter().any(|value| value.text == "SPECIFIC_ATTRIBUTES");
        asks && other.operator().test.value_type() == ValueType::String && !other.operator().test.is_negated()
    };
    let reads = || READS.iter().any(|action| statement.is_about(action));
    if statement.conditions_on("dynamodb:Select").any(is_select) || !reads() {
        return;
    }
    let message = "a read that names no attributes returns all of them in spite of `dynamodb:Attributes`";
    let finding = report.at(facts.values_span(), message);
    finding.help("ask for `dynamodb:Select` to be `SPECIFIC_ATTRIBUTES` too");
    let Some(condition) = statement.member("Condition").map(|member| &member.value) else { return };
    let (key, value) = ("dynamodb:Select", "\"SPECIFIC_ATTRIBUTES\"");
    let edit = match condition.member("StringEquals") {
        Some(block) => edits::add_first_member(subject.text, &block.value, key, value),
        None => {
            let block = format!("{{\"{key}\": {value}}}");
            edits::add_first_member(subject.text, condition, "StringEquals", &block)
        }
    };
    finding.fix("ask for specific attributes", Safety::Unsafe, edit);
}

/// The actions of which a request can leave out the attributes.
const READS: &[&str] = &["dynamodb:Query", "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Scan"];

//! PS353

use crate::lint::rules::principals::{asks_for_a_value, everybody, limits_caller};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS353",
    name: "function-url-without-authentication",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::RESOURCE_GRANT,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow for `*` with `NONE` as `lambda:FunctionUrlAuthType` and no other condition that \
          limits who calls.",
    matters: "Everybody on the internet can call the function, and each call costs. What the function \
          does with a request is all that protects it.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::Lambda::Function"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "lambda:InvokeFunctionUrl",
    "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:orders",
    "Condition": {
      "StringEquals": {"lambda:FunctionUrlAuthType": ⟦"NONE"⟧}
    }
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::Lambda::Function"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::444455556666:role/Shop"},
    "Action": "lambda:InvokeFunctionUrl",
    "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:orders",
    "Condition": {
      "StringEquals": {"lambda:FunctionUrlAuthType": "AWS_IAM"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: to sign in with IAM, the function URL itself has to be changed too.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    _: &Subject<'_>,
    report: &mut Report,
) {
    if !condition.is_key("lambda:FunctionUrlAuthType")
        || !statement.allows()
        || everybody(statement).is_none()
    {
        return;
    }
    let none = condition.entry.values.iter().find(|value| value.text == "NONE");
    if let Some(value) = none.filter(|_| asks_for_a_value(condition) && !limits_caller(statement)) {
        let message = "everybody on the internet can call the function by its URL";
        report
            .at(value.span, message)
            .help("use `AWS_IAM` and name the callers, unless the function is meant to be public");
    }
}

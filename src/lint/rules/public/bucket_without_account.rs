//! PS352

use crate::lint::rules::principals::{account_of_resources, add_condition, asks_for_a_value, services};
use crate::lint::{
    AppliesTo, ArnFields, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety,
    Severity, StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS352",
    name: "bucket-without-account",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::RESOURCE_GRANT,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow for `s3.amazonaws.com` with the ARN of a bucket in `aws:SourceArn` and no \
          condition on `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`.",
    matters: "The ARN of a bucket has no account in it. Whoever makes a bucket of that name after \
          yours is deleted can call through S3.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::SNS::Topic"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": "s3.amazonaws.com"},
    "Action": "sns:Publish",
    "Resource": "arn:aws:sns:eu-west-1:111122223333:uploads",
    "Condition": {
      "ArnLike": {"aws:SourceArn": ⟦"arn:aws:s3:::amzn-s3-demo-bucket"⟧}
    }
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::SNS::Topic"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": "s3.amazonaws.com"},
    "Action": "sns:Publish",
    "Resource": "arn:aws:sns:eu-west-1:111122223333:uploads",
    "Condition": {
      "ArnLike": {"aws:SourceArn": "arn:aws:s3:::amzn-s3-demo-bucket"},
      "StringEquals": {"aws:SourceAccount": "111122223333"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Asks for the account of the resource in `aws:SourceAccount`, where its ARN tells the \
          account. Unsafe: the bucket may be in another account.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html"],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    if !condition.is_key("aws:SourceArn") || !statement.allows() || !asks_for_a_value(condition) {
        return;
    }
    let is_bucket = |text: &str| {
        let arn = ArnFields::split(text);
        arn.is_some_and(|arn| arn.service == Some("s3") && arn.account == Some("") && arn.resource.is_some())
    };
    let Some(bucket) = condition.entry.values.iter().find(|value| is_bucket(&value.text)) else { return };
    let keys = ["aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"];
    let tells_account = keys.iter().any(|key| statement.conditions_on(key).next().is_some());
    if tells_account || !services(statement).any(|entry| entry.value.text == "s3.amazonaws.com") {
        return;
    }
    let finding = report.at(bucket.span, "the ARN of a bucket does not tell whose bucket it is");
    finding.help("add a condition on `aws:SourceAccount`");
    if let Some(account) = account_of_resources(statement) {
        let edit =
            add_condition(statement, subject, "StringEquals", "aws:SourceAccount", &edits::quoted(account));
        finding.fix(format!("ask for the account `{account}`"), Safety::Unsafe, edit);
    }
}

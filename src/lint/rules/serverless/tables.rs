//! PS450

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS450",
    name: "every-table",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of reading or writing items or streams of DynamoDB, under no condition and on every table: \
          by `*` or by an ARN with a wildcard in the place of the name. `dynamodb:*` is reported as all \
          actions of a service.",
    matters: "A function or a service works with few of them. With all of them a fault in it, or its leaked \
          credentials, reaches what belongs to the others.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"dynamodb:GetItem"⟧,
    "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/*"
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
    "Action": "dynamodb:GetItem",
    "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders"
  }
}"#,
        also: &[],
    },
    fix: "Name the tables. Which one that is only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &[
        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/using-identity-based-policies.html",
    ],
};

action_list! {
    "dynamodb" =>
        "BatchGetItem" "BatchWriteItem" "DeleteItem" "GetItem" "GetRecords" "PartiQLDelete"
        "PartiQLInsert" "PartiQLSelect" "PartiQLUpdate" "PutItem" "Query" "Scan" "UpdateItem";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("every table is open to {actions}");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the tables in `Resource`");
    }
}

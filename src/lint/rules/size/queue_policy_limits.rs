//! PS212

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceKind, Rule, Severity, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS212",
    name: "queue-policy-limits",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "The policy of an SQS queue with more than 20 statements, more than 50 principals, more than 7 \
            actions in one statement or more than 10 condition keys in one statement. AWS does not say \
            whether the 10 conditions are those of a statement or of the policy; only those of a statement \
            are counted here.",
    matters: "SQS refuses a policy beyond its limits.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::SQS::Queue"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": ⟦[
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
      "sqs:ListDeadLetterSourceQueues",
      "sqs:ListQueueTags",
      "sqs:ReceiveMessage",
      "sqs:SendMessage"
    ]⟧,
    "Resource": "arn:aws:sqs:us-east-1:111122223333:orders"
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::SQS::Queue"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": [
      "sqs:DeleteMessage",
      "sqs:ReceiveMessage",
      "sqs:SendMessage"
    ],
    "Resource": "arn:aws:sqs:us-east-1:111122223333:orders"
  }
}"#,
        also: &[],
    },
    fix: "There is none: it has to name fewer things. One entry with a wildcard counts as one action.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html",
    ],
};

const STATEMENTS: usize = 20;
const PRINCIPALS: usize = 50;
const ACTIONS: usize = 7;
const CONDITIONS: usize = 10;

fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.document_type.resource != Some(ResourceKind::SqsQueue) {
        return;
    }
    let statements = &subject.statements;
    if statements.len() > STATEMENTS {
        report.at(subject.root.span, too_many(statements.len(), "statements", STATEMENTS));
    }
    let principals = statements.iter().filter_map(|statement| statement.statement.principal.as_ref());
    let principals: usize = principals.map(|principal| principal.entries.len()).sum();
    if principals > PRINCIPALS {
        report.at(subject.root.span, too_many(principals, "principals", PRINCIPALS));
    }
    for statement in statements {
        let actions = statement.actions.len();
        let list = statement.value_span(if statement.has_not_action() { "NotAction" } else { "Action" });
        if let Some(list) = list.filter(|_| actions > ACTIONS) {
            let finding = report.at(list, too_many(actions, "actions in a statement", ACTIONS));
            finding.help("use a wildcard, or another statement");
        }
        let conditions = statement.conditions.len();
        if let Some(list) = statement.value_span("Condition").filter(|_| conditions > CONDITIONS) {
            report.at(list, too_many(conditions, "conditions in a statement", CONDITIONS));
        }
    }
}

fn too_many(count: usize, what: &str, most: usize) -> String {
    format!("there are {count} {what}; SQS takes at most {most}")
}

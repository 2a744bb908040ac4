//! PS459

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS459",
    name: "every-stream",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of reading or writing records, under no condition and on every stream: by `*` or by an ARN \
          with a wildcard in the place of the name.",
    matters: "A function or a service works with few of them. With all of them a fault in it, or its leaked \
          credentials, reaches what belongs to the others.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"kinesis:PutRecord"⟧,
    "Resource": "arn:aws:kinesis:eu-west-1:111122223333:stream/*"
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
    "Action": "kinesis:PutRecord",
    "Resource": "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks"
  }
}"#,
        also: &[],
    },
    fix: "Name the streams. Which one that is only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &["https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html"],
};

action_list! {
    "firehose" => "PutRecord" "PutRecordBatch";
    "kinesis" => "GetRecords" "PutRecord" "PutRecords" "SubscribeToShard";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("every stream is open to {actions}");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the streams in `Resource`");
    }
}

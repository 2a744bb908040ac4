//! PS451

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS451",
    name: "every-topic",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of publishing messages, under no condition and on every topic: by `*` or by an ARN with a \
          wildcard in the place of the name. `sns:*` is reported as all actions of a service.",
    matters: "A function or a service works with few of them. With all of them a fault in it, or its leaked \
          credentials, reaches what belongs to the others.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"sns:Publish"⟧,
    "Resource": "arn:aws:sns:eu-west-1:111122223333:*"
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
    "Action": "sns:Publish",
    "Resource": "arn:aws:sns:eu-west-1:111122223333:news"
  }
}"#,
        also: &[],
    },
    fix: "Name the topics. Which one that is only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &["https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html"],
};

action_list! {
    "sns" => "Publish";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("every topic is open to {actions}");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the topics in `Resource`; only text messages to telephone numbers need `*`");
    }
}

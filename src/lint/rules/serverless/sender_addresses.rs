//! PS463

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS463",
    name: "mail-from-every-identity",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of sending mail, under no condition and on every identity: by `*` or by an ARN with a \
          wildcard in the place of the name.",
    matters: "A fault in one function is then enough to send mail in the name of every address that the account \
          has verified.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"ses:SendEmail"⟧,
    "Resource": "arn:aws:ses:eu-west-1:111122223333:identity/*"
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
    "Action": "ses:SendEmail",
    "Resource": "arn:aws:ses:eu-west-1:111122223333:identity/example.com"
  }
}"#,
        also: &[],
    },
    fix: "Name the identity. Which one that is only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &["https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html"],
};

action_list! {
    "ses" => "SendBulkEmail" "SendBulkTemplatedEmail" "SendEmail" "SendRawEmail" "SendTemplatedEmail";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("every identity is open to {actions}");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the identity in `Resource`, or add a condition on `ses:FromAddress`");
    }
}

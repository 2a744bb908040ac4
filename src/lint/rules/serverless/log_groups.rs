//! PS454

use crate::lint::rules::breadth::action_list::Allowed;
use crate::lint::rules::breadth::reach::{allows_always, unbounded_resource_for};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS454",
    name: "every-log-group",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of creating log streams or writing to them under no condition in every log group, also as \
          `logs:*`. Creating log groups alone is not reported.",
    matters: "A function writes to one log group. With all of them it can write false entries into the logs of \
          others, and `logs:*` lets it delete them.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"logs:PutLogEvents"⟧,
    "Resource": "arn:aws:logs:*:*:*"
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
    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
    "Resource": "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/resize:*"
  }
}"#,
        also: &[],
    },
    fix: "Name the log group; that of a function is `/aws/lambda/` and its name. Which one that is only you \
          can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &[
        "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
        "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html",
    ],
};

static ACTIONS: &[&str] = &["logs:CreateLogStream", "logs:PutLogEvents"];
const HELP: &str = "name the log group: for a Lambda function \
     `arn:aws:logs:REGION:ACCOUNT:log-group:/aws/lambda/FUNCTION:*`";

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if statement.has_not_action() || !allows_always(statement) {
        return;
    }
    let mut allowed = Allowed::default();
    for entry in &statement.actions {
        if !entry.service.eq_ignore_ascii_case("logs") {
            continue;
        }
        let mut covered = ACTIONS.iter().filter(|action| entry.covers(action));
        let Some(resource) = covered.find_map(|action| unbounded_resource_for(statement, action, subject))
        else {
            continue;
        };
        allowed.add(entry, resource);
        allowed.name(entry.text.text.to_string());
    }
    if let Some(finding) = allowed.report(report, |actions| format!("every log group is open to {actions}")) {
        finding.help(HELP);
    }
}

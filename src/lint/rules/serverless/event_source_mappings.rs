//! PS458

use crate::lint::rules::breadth::reach::{allows_always, is_whole_service, unbounded_resource_for};
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS458",
    name: "event-sources-of-every-function",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of making event source mappings without a condition on `lambda:FunctionArn`.",
    matters: "The action takes no resource, so that without the condition its holder can feed every function of \
          the account with records of his own.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"lambda:CreateEventSourceMapping"⟧,
    "Resource": "*"
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
    "Action": "lambda:CreateEventSourceMapping",
    "Resource": "*",
    "Condition": { "ArnLike": { "lambda:FunctionArn": "arn:aws:lambda:eu-west-1:111122223333:function:resize" } }
  }
}"#,
        also: &[],
    },
    fix: "Add a condition on `lambda:FunctionArn`. Which functions those are only you can know, so there is no \
          fix to apply.",
    actions: &[CREATE],
    sources: &["https://docs.aws.amazon.com/lambda/latest/dg/access-control-identity-based.html"],
};

const CREATE: &str = "lambda:CreateEventSourceMapping";

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if statement.has_not_action() || !allows_always(statement) {
        return;
    }
    let makes = |entry: &&ActionFacts<'_>| {
        entry.service.eq_ignore_ascii_case("lambda") && !is_whole_service(entry) && entry.covers(CREATE)
    };
    let Some(entry) = statement.actions.iter().find(makes) else { return };
    if unbounded_resource_for(statement, CREATE, subject).is_some() {
        let finding = report
            .at(entry.text.span, format!("`{}` can feed every function of the account", entry.text.text));
        finding.help("add a condition on `lambda:FunctionArn`");
    }
}

//! PS455

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS455",
    name: "every-function-invocable",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of invoking functions, under no condition and on every function: by `*` or by an ARN with a \
          wildcard in the place of the name.",
    matters: "Functions trust their callers: whoever can invoke all of them can do whatever any of them does, with \
          their roles' permissions.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"lambda:InvokeFunction"⟧,
    "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:*"
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
    "Action": "lambda:InvokeFunction",
    "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:resize"
  }
}"#,
        also: &[],
    },
    fix: "Name the functions. Which one that is only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &["https://docs.aws.amazon.com/lambda/latest/dg/access-control-identity-based.html"],
};

action_list! {
    "lambda" => "InvokeAsync" "InvokeFunction" "InvokeFunctionUrl";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("every function is open to {actions}");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the functions in `Resource`");
    }
}

//! PS464

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS464",
    name: "every-model-invocable",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of invoking models, under no condition and on every model: by `*` or by an ARN with a \
          wildcard in the place of the name.",
    matters: "Models differ in price by a factor of a hundred, and in what they may be used for. An open list \
          invites both surprises.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"bedrock:InvokeModel"⟧,
    "Resource": "arn:aws:bedrock:eu-west-1::foundation-model/*"
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
    "Action": "bedrock:InvokeModel",
    "Resource": "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0"
  }
}"#,
        also: &[],
    },
    fix: "Name the models. Which one that is only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &[
        "https://docs.aws.amazon.com/bedrock/latest/userguide/security_iam_id-based-policy-examples.html",
    ],
};

action_list! {
    "bedrock" => "InvokeModel" "InvokeModelWithResponseStream";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("every model is open to {actions}");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the models in `Resource`");
    }
}

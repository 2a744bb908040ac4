//! PS457

use crate::lint::rules::breadth::reach::{allows_always, is_star, is_unbounded};
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS457",
    name: "api-without-stage-and-method",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of `execute-api:Invoke` under no condition on an ARN that names neither a stage nor a \
          method.",
    matters: "It allows every call to the API in every stage: also those that delete, and those of stages that are \
          made for tests.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "execute-api:Invoke",
    "Resource": ⟦"arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*"⟧
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
    "Action": "execute-api:Invoke",
    "Resource": "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/orders/*"
  }
}"#,
        also: &[],
    },
    fix: "Write the stage, the method and the path after the API's id. Which ones those are only you can know, \
          so there is no fix to apply.",
    actions: &["execute-api:Invoke"],
    sources: &[
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html",
    ],
};

fn check(entry: &ResourceFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if statement.has_not_action() || statement.has_not_resource() || !allows_always(statement) {
        return;
    }
    let invokes = |entry: &ActionFacts<'_>| {
        entry.service.eq_ignore_ascii_case("execute-api") && entry.covers("execute-api:Invoke")
    };
    if is_open(entry) && statement.actions.iter().any(invokes) {
        let finding = report.at(entry.text.span, "every method in every stage of the API may be called");
        finding.help("write `API/STAGE/METHOD/PATH` after the account, as in `a1b2c3d4e5/prod/GET/orders/*`");
    }
}

/// Whether the entry is about calls of APIs and leaves stage and method open.
fn is_open(entry: &ResourceFacts<'_>) -> bool {
    let Some(arn) = &entry.arn else {
        return entry.is_everything();
    };
    let Some(resource) = arn.resource.filter(|_| arn.service == Some("execute-api")) else {
        return is_unbounded(entry, "execute-api");
    };
    resource.split('/').skip(1).take(2).all(is_star) && resource.ends_with('*')
}

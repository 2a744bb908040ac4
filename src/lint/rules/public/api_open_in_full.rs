//! PS355

use super::exposure::is_guarded;
use crate::lint::rules::principals::{everybody, limits_caller};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, ResourceKind, Rule, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS355",
    name: "api-open-in-full",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Resource),
    needs: Needs::Nothing,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "In the policy of an API of API Gateway, an Allow for `*` on an entry that names neither \
          stage nor method (`execute-api:/*`, `*`, or an ARN whose part behind the API is a \
          wildcard alone), where no condition limits who calls and no Deny statement takes it \
          back.",
    matters: "Every stage and method of the API is open to everybody, those too that are added later \
          or meant for tests.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::ApiGateway::RestApi"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "execute-api:Invoke",
    "Resource": ⟦"execute-api:/*"⟧
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::ApiGateway::RestApi"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "execute-api:Invoke",
    "Resource": "execute-api:/prod/GET/pets"
  }
}"#,
        also: &[],
    },
    fix: "Not offered: which stages and methods are public only the author knows.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html",
    ],
};

fn names_all(resource: &ResourceFacts<'_>) -> bool {
    let text: &str = &resource.text.text;
    let is_open =
        |path: &str| path.contains('*') && path.bytes().all(|byte| matches!(byte, b'*' | b'?' | b'/'));
    let of_arn = || {
        let resource = resource.arn.filter(|arn| arn.service == Some("execute-api"))?.resource?;
        Some(resource.split_once('/').map_or(resource, |(_, path)| path))
    };
    let path = text.strip_prefix("execute-api:").map(Some).unwrap_or_else(of_arn);
    resource.is_everything() || path.is_some_and(is_open)
}

fn check(
    entry: &ResourceFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let is_api = subject.document_type.resource == Some(ResourceKind::ApiGatewayRestApi);
    if !is_api || !statement.allows() || statement.has_not_resource() || everybody(statement).is_none() {
        return;
    }
    if names_all(entry) && !limits_caller(statement) && !is_guarded(statement, subject) {
        let message = format!("`{}` opens every stage and method of the API to everybody", entry.text.text);
        report
            .at(entry.text.span, message)
            .help("name the stage and the method, as in `execute-api:/prod/GET/pets`");
    }
}

//! PS145

use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, ServiceSet, Severity,
    StatementFacts, Subject, edits,
};
use crate::matching::has_wildcard;
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS145",
    name: "wildcard-in-service-name",
    issue_code: Some("WILDCARD_IN_SERVICE_NAME"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A wildcard in the service prefix of an action or in the service field of a resource ARN. A plain \
            `*` is no such entry.",
    matters: "The pattern also covers services with a similar name that AWS adds later.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": ⟦"code*:DeleteRepository"⟧,
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
    "Effect": "Deny",
    "Action": ["codeartifact:DeleteRepository", "codecommit:DeleteRepository"],
    "Resource": "*"
  }
}"#,
        also: &[],
    },
    fix: "Writes `*` instead of `*:*`. Unsafe, as AWS does not say what a wildcard in the prefix means. \
          Anything else has to be written as one entry for each service.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-wildcard-in-service-name",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let is_open = |entry: &&ActionFacts<'_>| entry.services == ServiceSet::ALL && has_wildcard(entry.service);
    for entry in statement.actions.iter().filter(is_open) {
        let finding = report.at(entry.text.span, message(entry.service));
        finding.help("write one entry for each service");
        if entry.is_everything() {
            let edit = edits::replace_string(entry.text.span, "*");
            finding.fix("write `*`", Safety::Unsafe, [edit]);
        }
    }
    for entry in &statement.resources {
        let service = entry.arn.and_then(|arn| arn.service).unwrap_or_default();
        if has_wildcard(service) && !service.contains('$') {
            report.at(entry.text.span, message(service)).help("write one ARN for each service");
        }
    }
}

fn message(service: &str) -> String {
    format!("the service `{service}` has a wildcard and covers services of the future too")
}

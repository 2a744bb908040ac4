//! PS356

use crate::lint::rules::principals::services;
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS356",
    name: "edge-function-role",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A trust policy that trusts `edgelambda.amazonaws.com` and not `lambda.amazonaws.com`.",
    matters: "A function for Lambda@Edge is made in Lambda, which has to be able to assume the role \
          too: the function cannot be associated with a distribution otherwise.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": ⟦"edgelambda.amazonaws.com"⟧},
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {
      "Service": ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]
    },
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    fix: "Not offered: add `lambda.amazonaws.com` beside it.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let allowing = subject.statements.iter().filter(|statement| statement.allows());
    let mut edge = None;
    for entry in allowing.flat_map(services) {
        match &*entry.value.text {
            "edgelambda.amazonaws.com" => edge = edge.or(Some(entry)),
            "lambda.amazonaws.com" => return,
            _ => {}
        }
    }
    if let Some(entry) = edge {
        let message = "a role for Lambda@Edge has to trust `lambda.amazonaws.com` too";
        report.at(entry.value.span, message).help("add `lambda.amazonaws.com`");
    }
}

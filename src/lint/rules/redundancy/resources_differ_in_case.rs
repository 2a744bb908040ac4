//! PS271

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS271",
    name: "resources-differ-in-case",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Two resources of one element, written without wildcards and variables, that differ in the case of \
            letters only.",
    matters: "ARNs are compared letter by letter, so these are two resources, of which most likely only one \
              exists.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "sqs:SendMessage",
    "Resource": [
      "arn:aws:sqs:eu-west-1:111122223333:orders",
      ⟦"arn:aws:sqs:eu-west-1:111122223333:Orders"⟧
    ]
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
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
  }
}"#,
        also: &[],
    },
    fix: "Remove the one that does not exist.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html"],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let is_literal = |resource: &&ResourceFacts<'_>| !resource.text.text.contains(['*', '?', '$']);
    let mut literal: Vec<&ResourceFacts<'_>> = Vec::new();
    if statement.resources.len() > 1 {
        literal.extend(statement.resources.iter().filter(is_literal));
    }
    let lower = |resource: &ResourceFacts<'_>| resource.text.text.to_ascii_lowercase();
    literal.sort_by_cached_key(|resource| (lower(resource), resource.text.span));
    for pair in literal.windows(2) {
        let [first, second] = pair else { continue };
        let (one, other) = (&first.text.text, &second.text.text);
        if one != other && one.eq_ignore_ascii_case(other) {
            let message = format!("`{other}` differs from another resource in the case of letters only");
            let finding = report.at(second.text.span, message);
            finding.also(first.text.span).help("ARNs are compared letter by letter: keep the right one");
        }
    }
}

//! PS018

use crate::catalogue::nearest_of;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::PolicyType;
use crate::text::Diagnostic;

pub(super) static RULE: Rule = Rule {
    code: "PS018",
    name: "invalid-policy-element",
    issue_code: Some("INVALID_POLICY_ELEMENT"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Diagnostic(&["unknown-element"], check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An element that a policy document or a statement does not have. The names of elements count \
            letter for letter.",
    matters: "AWS refuses the document.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    ⟦"Conditions"⟧: { "Bool": { "aws:MultiFactorAuthPresent": "true" } }
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
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } }
  }
}"#,
        also: &[],
    },
    fix: "Writes the element that is near in spelling, unless the object has that already. Unsafe: what the \
          element says then counts.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-policy-element",
    ],
};

const ELEMENTS: &[&str] = &[
    "Version",
    "Id",
    "Statement",
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

fn check(diagnostic: &Diagnostic, subject: &Subject<'_>, report: &mut Report) {
    let finding = report.take_over(diagnostic);
    let object = subject
        .statements
        .iter()
        .map(|statement| statement.node)
        .find(|node| node.span.contains(diagnostic.span));
    let (object, known) = match object {
        Some(statement) => (statement, ELEMENTS.get(3..)),
        None => (subject.root, ELEMENTS.get(..3)),
    };
    let written = diagnostic.span.slice(subject.text).trim_matches('"');
    let nearest = nearest_of(known.unwrap_or_default().iter().copied(), written);
    if let Some(element) = nearest.filter(|element| object.member(element).is_none()) {
        finding.help(format!("did you mean `{element}`?"));
        let edit = edits::replace_string(diagnostic.span, element);
        finding.fix(format!("write `{element}`"), Safety::Unsafe, [edit]);
    }
}

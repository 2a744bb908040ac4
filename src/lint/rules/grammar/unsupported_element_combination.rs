//! PS041

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;
use crate::text::Diagnostic;

pub(super) static RULE: Rule = Rule {
    code: "PS041",
    name: "unsupported-element-combination",
    issue_code: Some("UNSUPPORTED_ELEMENT_COMBINATION"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Diagnostic(&["element-and-complement", "duplicate-element"], check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A statement with both `Action` and `NotAction`, `Resource` and `NotResource`, or `Principal` and \
            `NotPrincipal`. The places are the names of the two.",
    matters: "AWS refuses the document: the two say opposite things.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    ⟦"Action"⟧: "s3:GetObject",
    "NotAction": "s3:PutObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
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
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "There is none: which of the two is meant is not known.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-element-combination",
    ],
};

const PAIRS: &[(&str, &str)] =
    &[("Action", "NotAction"), ("Resource", "NotResource"), ("Principal", "NotPrincipal")];

fn check(diagnostic: &Diagnostic, subject: &Subject<'_>, report: &mut Report) {
    for statement in
        subject.statements.iter().filter(|statement| statement.node.span.contains(diagnostic.span))
    {
        for (plain, negated) in PAIRS {
            let (Some(first), Some(second)) = (statement.member(plain), statement.member(negated)) else {
                continue;
            };
            let (first, second) =
                (first.name_span.min(second.name_span), first.name_span.max(second.name_span));
            // One that is there twice is for another rule.
            if second == diagnostic.span {
                let message = format!("a statement cannot have both `{plain}` and `{negated}`");
                report.at(first, message).also(second).help("remove one of the two");
            }
        }
    }
}

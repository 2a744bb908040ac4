//! PS078

use super::super::values::too_permissive::{TooPermissive, is_sensitive, judge, takes_patterns};
use crate::lint::references::{Form, Reference, references};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS078",
    name: "variable-usage-too-permissive",
    issue_code: Some("VARIABLE_USAGE_TOO_PERMISSIVE"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A policy variable in a value of a `StringLike` or ARN operator where it lets more through \
            (in an Allow, or in a Deny with a negated operator), under a key that says whose the \
            caller, the resource or the network is; under `aws:PrincipalOrgPaths` and its like with \
            less than six characters before it; under `aws:userid` left of the colon together with \
            other characters. A value that is nothing but a variable of one of the keys of the first \
            kind, which AWS sets itself, is let through.",
    matters: "Whoever can set what the variable stands for, such as a tag, may set a wildcard.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringLike": {"aws:PrincipalOrgID": ⟦"${aws:PrincipalTag/org}"⟧}}
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
    "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the exact values are not in the policy.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-variable-usage-too-permissive",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if !takes_patterns(facts, statement) {
        return;
    }
    for value in &facts.entry.values {
        let text = &*value.text;
        let is_variable = |reference: &Reference<'_>| matches!(reference.form, Form::Variable { .. });
        let Some(reference) = references(text).find(is_variable) else { continue };
        let is_whole = reference.range == (0..text.len());
        let is_set_by_aws = matches!(reference.form, Form::Variable { key, .. } if is_sensitive(key));
        if is_whole && is_set_by_aws {
            continue;
        }
        let Some(fault) = judge(facts, text, reference.range.start) else { continue };
        let key = facts.key();
        let (message, help) = match fault {
            TooPermissive::Sensitive => {
                (format!("a policy variable in `{key}` may stand for a wildcard"), "write the exact value")
            }
            TooPermissive::ShortBeginning => (
                format!("too little stands before the policy variable in `{key}`"),
                "write at least six characters before it",
            ),
            TooPermissive::PartOfIdentifier => (
                format!("a policy variable in `{key}` stands for a part of the identifier"),
                "write it right of the colon, or alone left of it",
            ),
        };
        report.at(value.span, message).help(help);
    }
}

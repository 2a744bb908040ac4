//! PS051

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS051",
    name: "variable-unsupported-in-element",
    issue_code: Some("VARIABLE_UNSUPPORTED_IN_ELEMENT"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `${…}` in an entry of `Action`, `NotAction`, `Principal` or `NotPrincipal`.",
    matters: "Variables work in resources and condition values only; elsewhere the text is taken as it \
              stands, or AWS refuses the policy.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": ⟦"arn:aws:iam::111122223333:user/${aws:username}"⟧},
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::111122223333:user/alice"},
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: what the variable was to stand for has to be written out.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-variable-unsupported-in-element",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.may_have_variables {
        return;
    }
    for statement in &subject.statements {
        let actions = statement.actions.iter().map(|entry| ("an action", entry.text));
        let principals = statement.principals().map(|entry| ("a principal", &entry.value));
        for (what, text) in actions.chain(principals).filter(|(_, text)| text.text.contains("${")) {
            let finding = report.at(text.span, format!("policy variables do not work in {what}"));
            finding.help("they work in `Resource`, `NotResource` and the values of conditions");
        }
    }
}

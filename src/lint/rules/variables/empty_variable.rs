//! PS050

use super::places::places;
use crate::lint::references::Form;
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS050",
    name: "empty-variable",
    issue_code: Some("EMPTY_VARIABLE"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `${}` or `${ }` in a resource or a condition value.",
    matters: "AWS refuses the policy, or takes the text as it stands, which no request matches.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": ⟦"arn:aws:s3:::amzn-s3-demo-bucket/${}/*"⟧
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
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/${aws:userid}/*"
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: the policy does not tell which key is meant.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-empty-variable",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for place in places(subject) {
        if place.references.iter().any(|reference| reference.form == Form::Empty) {
            let finding = report.at(place.text.span, "a policy variable has no name");
            finding.help("write the name of a condition key, as in `${aws:userid}`, or remove the variable");
        }
    }
}

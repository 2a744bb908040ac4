//! PS052

use super::places::places;
use crate::lint::references::{Form, Reference};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::{PolicyType, Version};

pub(super) static RULE: Rule = Rule {
    code: "PS052",
    name: "variable-unsupported-in-version",
    issue_code: Some("VARIABLE_UNSUPPORTED_IN_VERSION"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A policy variable in a resource or a condition value of a document whose `Version` is \
            missing or `2008-10-17`.",
    matters: "Such a document has no variables: the text is taken as it stands, which no request \
              matches.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2008-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": ⟦"arn:aws:s3:::amzn-s3-demo-bucket/${aws:userid}/*"⟧
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
    fix: "Sets `Version` to `2012-10-17`. Unsafe: the text then stands for another one.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-variable-unsupported-in-version",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.policy.version == Version::V2012 {
        return;
    }
    let is_variable =
        |reference: &Reference<'_>| matches!(reference.form, Form::Variable { .. } | Form::Escape);
    for place in places(subject).filter(|place| place.references.iter().any(is_variable)) {
        let finding = report.at(place.text.span, "policy variables need the version `2012-10-17`");
        finding.help("set `Version` to `2012-10-17`");
        let edit = match subject.root.member("Version") {
            Some(version) => Some(edits::replace_string(version.value.span, "2012-10-17")),
            None => edits::add_first_member(subject.text, subject.root, "Version", "\"2012-10-17\""),
        };
        finding.fix("set the version", Safety::Unsafe, edit);
    }
}

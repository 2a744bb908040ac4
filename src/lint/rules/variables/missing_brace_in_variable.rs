//! PS047

use super::places::places;
use crate::catalogue::embedded::global_condition_key;
use crate::lint::references::{Form, Reference};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS047",
    name: "missing-brace-in-variable",
    issue_code: Some("MISSING_BRACE_IN_VARIABLE"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A `${` in a resource or a condition value whose closing brace is missing.",
    matters: "AWS refuses the policy, or takes the text as it stands, which no request matches.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": ⟦"arn:aws:s3:::amzn-s3-demo-bucket/${aws:userid/*"⟧
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
    fix: "Adds the brace behind the name of a global key. Unsafe: the text then stands for another one.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-brace-in-variable",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for place in places(subject) {
        let text = &*place.text.text;
        let fault = place.references.iter().find(|reference| matches!(reference.form, Form::NoBrace));
        let Some(Reference { range, .. }) = fault else { continue };
        let finding = report.at(place.text.span, "the closing brace of a policy variable is missing");
        finding.help("write `}` behind the name of the variable");
        let is_name = |character: char| character.is_ascii_alphanumeric() || character == ':';
        let name_start = range.start + 2;
        let rest = text.get(name_start..).unwrap_or_default();
        let name =
            rest.get(..rest.find(|character| !is_name(character)).unwrap_or(rest.len())).unwrap_or_default();
        if global_condition_key(name).is_some() {
            let end = name_start + name.len();
            let edit = edits::replace_in_string(subject.text, place.text.span, end..end, "}");
            finding.fix(format!("write `${{{name}}}`"), Safety::Unsafe, edit);
        }
    }
}

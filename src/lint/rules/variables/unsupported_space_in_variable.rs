//! PS049

use super::places::places;
use crate::lint::references::{Form, Reference};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS049",
    name: "unsupported-space-in-variable",
    issue_code: Some("UNSUPPORTED_SPACE_IN_VARIABLE"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "White space in the name of a policy variable. The key of a tag may hold spaces.",
    matters: "AWS refuses the policy, or takes the text as it stands, which no request matches.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": ⟦"arn:aws:s3:::amzn-s3-demo-bucket/${ aws:userid }/*"⟧
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
    fix: "Removes the white space. Unsafe: the text then stands for another one.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-space-in-variable",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for place in places(subject) {
        let text = &*place.text.text;
        let fault = place.references.iter().find(|reference| matches!(reference.form, Form::Space));
        let Some(Reference { range, .. }) = fault else { continue };
        let finding = report.at(place.text.span, "the name of a policy variable has white space in it");
        finding.help("remove the white space");
        let reference = text.get(range.clone()).unwrap_or_default();
        if !reference.contains('/') && !reference.contains('\'') {
            let plain: String = reference.chars().filter(|character| !character.is_whitespace()).collect();
            let edit = edits::replace_in_string(subject.text, place.text.span, range.clone(), &plain);
            finding.fix(format!("write `{plain}`"), Safety::Unsafe, edit);
        }
    }
}

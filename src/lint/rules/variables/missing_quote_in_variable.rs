//! PS048

use super::places::places;
use crate::lint::references::{Form, Reference};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS048",
    name: "missing-quote-in-variable",
    issue_code: Some("MISSING_QUOTE_IN_VARIABLE"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A default value of a policy variable that is not in single quotes.",
    matters: "AWS refuses the policy, or takes the text as it stands, which no request matches.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": ⟦"arn:aws:s3:::amzn-s3-demo-bucket/${aws:PrincipalTag/team, common}/*"⟧
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
    fix: "Writes the quotes. Unsafe: the text then stands for another one.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-quote-in-variable",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for place in places(subject) {
        let fault = place.references.iter().find(|reference| matches!(reference.form, Form::NoQuote { .. }));
        let Some(Reference { range, form }) = fault else { continue };
        let finding =
            report.at(place.text.span, "the default value of a policy variable is not in single quotes");
        finding.help("write it as in `${aws:PrincipalTag/team, 'common'}`");
        if let Form::NoQuote { key, default } = form {
            let variable = format!("${{{key}, '{default}'}}");
            let edit = edits::replace_in_string(subject.text, place.text.span, range.clone(), &variable);
            finding.fix(format!("write `{variable}`"), Safety::Unsafe, edit);
        }
    }
}

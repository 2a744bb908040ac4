//! PS411

use super::paths::{Family, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS411",
    name: "escalation-by-function-code",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of changing the code or the configuration of any function. The ways count when the document \
          allows each action under no condition on every resource of its type, and nothing on all of that is \
          denied.",
    matters: "The code runs with the permissions of the function's role.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"lambda:UpdateFunctionCode"⟧,
    "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:*"
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
    "Action": "lambda:UpdateFunctionCode",
    "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:resize"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder the permissions of every function",
    "name the functions in `Resource`",
    &[
        Path::new(
            &["lambda:UpdateFunctionCode"],
            &[],
            "replace the code of a function whose role has more rights and wait until it is invoked",
        ),
        Path::new(
            &["lambda:UpdateFunctionConfiguration"],
            &[],
            "add a layer with own code, or another handler, to a function whose role has more rights",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

//! PS400

use super::paths::{Family, Path, report_family};
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS400",
    name: "escalation-by-policy-version",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of writing or choosing versions of any managed policy. The ways count when the document \
          allows each action under no condition on every resource of its type, and nothing on all of that is \
          denied.",
    matters: "The holder rewrites a policy of his own and is an administrator.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"iam:CreatePolicyVersion"⟧,
    "Resource": "arn:aws:iam::111122223333:policy/*"
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
    "Action": "iam:CreatePolicyVersion",
    "Resource": "arn:aws:iam::111122223333:policy/reports/weekly"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources, add a condition or leave one of the actions out. Which is right only you can \
          know, so there is no fix to apply.",
    actions: &["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
};

pub(super) static FAMILY: Family = Family::new(
    "can give the holder every permission",
    "limit the resources to policies that nobody with less rights has",
    &[
        Path::new(
            &["iam:CreatePolicyVersion"],
            &[],
            "write a new version of a policy that is attached to oneself, make it the default one and have what \
          it says",
        ),
        Path::new(
            &["iam:SetDefaultPolicyVersion"],
            &[],
            "make an older, wider version of a policy that is attached to oneself the default one",
        ),
    ],
);

fn check(subject: &Subject<'_>, report: &mut Report) {
    report_family(&FAMILY, subject, report);
}

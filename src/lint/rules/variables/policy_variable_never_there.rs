//! PS302

use super::super::condition::callers::callers;
use super::places::places;
use crate::catalogue::embedded::{Presence, global_condition_key};
use crate::lint::references::Form;
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::{PolicyType, Version};

pub(super) static RULE: Rule = Rule {
    code: "PS302",
    name: "policy-variable-never-there",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A policy variable without default value whose key no caller has that the statement can be \
            about: `${aws:username}` in a session policy, whose sessions belong to roles or federated \
            users, or in a resource-based or trust policy whose principals are all roles or services.",
    matters: "A resource with the variable matches nothing, and neither does a condition value.",
    example: Example {
        policy_type: PolicyType::Session,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": ⟦"arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}/*"⟧
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Session,
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
    fix: "No automatic fix: `${aws:userid}` or `${aws:PrincipalTag/…}` may say what is meant.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.policy.version != Version::V2012 {
        return;
    }
    for place in places(subject) {
        for reference in place.references {
            let Form::Variable { key, has_default } = reference.form else { continue };
            let Some(known) = global_condition_key(key).filter(|_| !has_default) else { continue };
            let Some(callers) = callers(place.statement, subject) else { continue };
            if callers.iter().all(|caller| known.presence(*caller) == Presence::Never) {
                let message = format!("no caller that this is about has `{key}`");
                report.at(place.text.span, message).help("roles and services have no such key");
            }
        }
    }
}

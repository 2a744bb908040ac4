//! PS301

use super::places::places;
use crate::catalogue::embedded::global_condition_key;
use crate::lint::references::Form;
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::{PolicyType, Version};

pub(super) static RULE: Rule = Rule {
    code: "PS301",
    name: "multivalued-policy-variable",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A policy variable whose condition key can have several values, such as `${aws:TagKeys}`.",
    matters: "Only keys with one value can stand in for a text; with several AWS does not say what the \
              variable is.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"StringEquals": {"aws:ResourceTag/service": ⟦"${aws:CalledVia}"⟧}}
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
    "Action": "ec2:StopInstances",
    "Resource": "arn:aws:ec2:eu-west-1:111122223333:instance/*",
    "Condition": {"StringEquals": {"aws:ResourceTag/service": "${aws:CalledViaLast}"}}
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: a key with one value has to be found that says the same.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.policy.version != Version::V2012 {
        return;
    }
    for place in places(subject) {
        for reference in place.references {
            let Form::Variable { key, .. } = reference.form else { continue };
            let is_multivalued = match global_condition_key(key) {
                Some(known) => known.key_type.multivalued,
                None => subject
                    .detailed()
                    .and_then(|details| details.condition_key(key))
                    .is_some_and(|known| known.types().all(|key_type| key_type.multivalued)),
            };
            if is_multivalued {
                let message = format!("`{key}` can have several values and cannot be a variable");
                report.at(place.text.span, message).help("use a key that has one value");
            }
        }
    }
}

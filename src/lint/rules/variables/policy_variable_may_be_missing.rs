//! PS303

use super::super::condition::blocks::{asks_for_presence, denies_absence};
use super::places::{Place, places};
use crate::catalogue::embedded::{CallerKind, GlobalConditionKey, Presence, global_condition_key};
use crate::lint::references::Form;
use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::{PolicyType, Version};

pub(super) static RULE: Rule = Rule {
    code: "PS303",
    name: "policy-variable-may-be-missing",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A policy variable without default value, of a global condition key that not every signed \
            request has, where a missing key lets more through: in `Resource` or a condition value of a \
            Deny, in `NotResource` of an Allow, or under a negated operator in an Allow. Statements \
            that ask for the key to be there, and policies that deny requests without it, are let \
            through.",
    matters: "Without the key the text matches nothing, so the Deny is no Deny and the exception \
              excepts nothing.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "s3:GetObject",
    "Resource": ⟦"arn:aws:s3:::amzn-s3-demo-bucket/${aws:PrincipalTag/blocked}/*"⟧
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
    "Effect": "Deny",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/${aws:PrincipalTag/blocked, 'none'}/*"
  }
}"#,
        also: &[],
    },
    fix: "No automatic fix: a default value (`${aws:PrincipalTag/team, 'none'}`) that no resource has \
          shows what to do without the key.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.policy.version != Version::V2012 {
        return;
    }
    for place in places(subject) {
        for reference in place.references {
            let Form::Variable { key, has_default } = reference.form else { continue };
            let Some(known) = global_condition_key(key).filter(|_| !has_default) else { continue };
            if is_there(known) || !widens_when_missing(&place) {
                continue;
            }
            if asks_for_presence(place.statement, key) || denies_absence(subject, key) {
                continue;
            }
            let message =
                format!("a request without `{key}` slips by, because the text then matches nothing");
            let finding = report.at(place.text.span, message);
            finding
                .help(format!("deny requests without it too, or give a default value: `${{{key}, 'none'}}`"));
            break;
        }
    }
}

/// Whether all signed requests have the key.
fn is_there(key: &GlobalConditionKey) -> bool {
    let callers = CallerKind::ALL
        .iter()
        .filter(|caller| !matches!(caller, CallerKind::Anonymous | CallerKind::Service));
    callers.into_iter().all(|caller| key.presence(*caller) == Presence::Always)
}

fn widens_when_missing(place: &Place<'_, '_>) -> bool {
    let statement = place.statement;
    match place.condition {
        None if statement.has_not_resource() => statement.allows(),
        None => statement.denies(),
        // Of several values the others may match.
        Some(facts) if facts.entry.values.len() > 1 => false,
        Some(facts) if facts.operator().test.is_negated() => statement.allows(),
        Some(_) => statement.denies(),
    }
}

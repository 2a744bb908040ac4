//! PS300

use super::places::places;
use crate::catalogue::embedded::{
    global_condition_key, global_condition_keys, is_undocumented_global_condition_key, service_prefix,
};
use crate::catalogue::nearest_of;
use crate::lint::references::Form;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::{PolicyType, Version};

pub(super) static RULE: Rule = Rule {
    code: "PS300",
    name: "unknown-policy-variable",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A policy variable that begins with `aws:` and is no documented global condition key, or one \
            without a service, or of a service that does not exist. Variables of identity providers, \
            whose prefix is a domain name, and of existing services are let through: services set some \
            that are not documented as condition keys.",
    matters: "No request has the key: a resource with the variable matches nothing, and neither does a \
              condition value.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": ⟦"arn:aws:s3:::amzn-s3-demo-bucket/${aws:usrname}/*"⟧
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
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}/*"
  }
}"#,
        also: &[],
    },
    fix: "Writes the nearest global key. Unsafe: the text then stands for another one.",
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
            let Form::Variable { key, .. } = reference.form else { continue };
            let (prefix, name) = key.split_once(':').unwrap_or(("", key));
            let is_global = prefix.eq_ignore_ascii_case("aws");
            let may_exist = !is_global
                && (prefix.contains(['.', '/']) || prefix == "saml" || service_prefix(prefix).is_some());
            if may_exist || is_known(key, subject) {
                continue;
            }
            let finding = report.at(place.text.span, format!("no request has the variable `{key}`"));
            let (start, tag) = key.split_once('/').map_or((key, None), |(start, tag)| (start, Some(tag)));
            let sought = if prefix.is_empty() { format!("aws:{name}") } else { start.to_owned() };
            let names = global_condition_keys().map(|known| known.name);
            let names = names.filter_map(|known| match known.split_once("/$") {
                Some((start, _)) => tag.is_some().then_some(start),
                None => tag.is_none().then_some(known),
            });
            if let Some(nearest) = subject.meant(|| nearest_of(names, &sought)) {
                let nearest = tag.map_or(nearest.to_owned(), |tag| format!("{nearest}/{tag}"));
                finding.help(format!("did you mean `{nearest}`?"));
                let start = reference.range.start + 2;
                let range = start..start + key.len();
                let edit = edits::replace_in_string(subject.text, place.text.span, range, &nearest);
                finding.fix(format!("write `{nearest}`"), Safety::Unsafe, edit);
            }
        }
    }
}

fn is_known(key: &str, subject: &Subject<'_>) -> bool {
    global_condition_key(key).is_some()
        || is_undocumented_global_condition_key(key)
        || subject.detailed().is_some_and(|details| details.condition_key(key).is_some())
}

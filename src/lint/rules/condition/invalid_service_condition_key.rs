//! PS023

use crate::catalogue::{embedded::service_prefix, nearest_of};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS023",
    name: "invalid-service-condition-key",
    issue_code: Some("INVALID_SERVICE_CONDITION_KEY"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition key with the prefix of a service that does not document such a key.",
    matters: "No request ever has the key: a test for a value never holds, a negated one always does.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:ListBucket",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket",
    "Condition": {"StringLike": {⟦"s3:prefx"⟧: "photos/*"}}
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
    "Action": "s3:ListBucket",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket",
    "Condition": {"StringLike": {"s3:prefix": "photos/*"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes the nearest key of the service. Unsafe: the condition then begins to work.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-service-condition-key",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
};

/// Keys that AWS uses in policies of its own and lists in no documentation.
const UNDOCUMENTED: [&str; 1] = ["lakeformation:GlueARN"];

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let key = facts.key();
    let Some(prefix) = service_prefix(facts.prefix) else { return };
    let is_undocumented = || UNDOCUMENTED.iter().any(|undocumented| undocumented.eq_ignore_ascii_case(key));
    if facts.name.is_empty() || facts.known().is_some() || key.contains("${") || is_undocumented() {
        return;
    }
    let (Some(catalogue), Some(details)) = (subject.catalogue, subject.detailed()) else { return };
    // A tag key without the tag is another rule's finding.
    if details.condition_key(&format!("{}/tag", key.trim_end_matches('/'))).is_some() {
        return;
    }
    let span = facts.entry.key.span;
    let finding = report.at(span, format!("the service `{prefix}` has no condition key `{key}`"));
    let (start, rest) = match key.split_once('/') {
        Some((start, rest)) => (start, Some(rest)),
        None => (key, None),
    };
    let Some(service) = catalogue.service(prefix) else { return };
    let names = details.condition_keys_of_service(service).filter_map(|known| {
        let name = known.name();
        match name.find(['$', '<']) {
            Some(end) => name.get(..end)?.strip_suffix('/').filter(|_| rest.is_some()),
            None => rest.is_none().then_some(name),
        }
    });
    if let Some(nearest) = subject.meant(|| nearest_of(names, start)) {
        let nearest = rest.map_or(nearest.to_owned(), |rest| format!("{nearest}/{rest}"));
        finding.help(format!("did you mean `{nearest}`?"));
        finding.fix(format!("write `{nearest}`"), Safety::Unsafe, [edits::replace_string(span, &nearest)]);
    }
}

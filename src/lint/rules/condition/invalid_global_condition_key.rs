//! PS016

use crate::catalogue::embedded::{
    global_condition_key, global_condition_keys, is_undocumented_global_condition_key,
};
use crate::catalogue::nearest_of;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS016",
    name: "invalid-global-condition-key",
    issue_code: Some("INVALID_GLOBAL_CONDITION_KEY"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Details,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition key that begins with `aws:` and is neither a documented global key nor a key of \
            any service. Keys that AWS itself uses without documenting them are let through.",
    matters: "No request ever has the key: a test for a value never holds, a negated one always does.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {⟦"aws:PrincipleOrgID"⟧: "o-a1b2c3d4e5"}}
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
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes the nearest key. Unsafe: the condition then begins to work.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-global-condition-key",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let key = facts.key();
    if !facts.is_global() || facts.name.is_empty() || facts.known().is_some() {
        return;
    }
    // `aws:ARN` and tag keys without the tag are other rules' findings.
    if facts.is_key("aws:ARN") || is_undocumented_global_condition_key(key) || misses_tag(key) {
        return;
    }
    let span = facts.entry.key.span;
    let finding = report.at(span, format!("there is no global condition key `{key}`"));
    let (start, tag) = key.split_once('/').map_or((key, None), |(start, tag)| (start, Some(tag)));
    let names = global_condition_keys().filter_map(|known| match known.name.split_once("/$") {
        Some((name, _)) => tag.is_some().then_some(name),
        None => tag.is_none().then_some(known.name),
    });
    if let Some(nearest) = subject.meant(|| nearest_of(names, start)) {
        let nearest = tag.map_or(nearest.to_owned(), |tag| format!("{nearest}/{tag}"));
        finding.help(format!("did you mean `{nearest}`?"));
        finding.fix(format!("write `{nearest}`"), Safety::Unsafe, [edits::replace_string(span, &nearest)]);
    }
}

fn misses_tag(key: &str) -> bool {
    let with_tag = format!("{}/tag", key.trim_end_matches('/'));
    global_condition_key(&with_tag).is_some()
}

//! PS029

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::matching::ARN_FIELDS;
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS029",
    name: "missing-arn-field",
    issue_code: Some("MISSING_ARN_FIELD"),
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY
        .and(AppliesTo::RESOURCE)
        .and(AppliesTo::SERVICE_CONTROL)
        .and(AppliesTo::RESOURCE_CONTROL),
    needs: Needs::Nothing,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A resource ARN with fewer than six fields, unless the last one ends in `*`, which may stand for \
            the rest, or there is a variable in it.",
    matters: "What AWS does with it depends on the kind of policy: some refuse it, and some take the missing \
              fields for `*`, which is more than is written.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "sqs:SendMessage",
    "Resource": ⟦"arn:aws:sqs:eu-west-1:111122223333"⟧
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
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:*"
  }
}"#,
        also: &["PS452"],
    },
    fix: "Writes `*` in each missing field. Unsafe, since AWS may have read the entry otherwise.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-arn-field",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns",
    ],
};

fn check(resource: &ResourceFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(arn) = &resource.arn else { return };
    let (text, span) = (&resource.text.text, resource.text.span);
    if arn.resource.is_some() || text.ends_with('*') || text.contains('$') {
        return;
    }
    let fields = text.split(':').count();
    let missing = ":*".repeat(ARN_FIELDS.saturating_sub(fields));
    let finding = report.at(span, format!("an ARN has {ARN_FIELDS} fields, and `{text}` has {fields}"));
    finding.help(format!("write `{text}{missing}` for all of these"));
    let end = text.len();
    let edit = edits::replace_in_string(subject.text, span, end..end, &missing);
    finding.fix("write `*` in each missing field", Safety::Unsafe, edit);
}

//! PS205

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::matching::ARN_FIELDS;
use crate::policy::PolicyType;
use crate::text::Diagnostic;

pub(super) static RULE: Rule = Rule {
    code: "PS205",
    name: "short-arn-in-session-policy",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::only(PolicyType::Session),
    needs: Needs::Nothing,
    check: Check::Diagnostic(&["short-arn"], check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An ARN with fewer than six fields in the `Resource` or `NotResource` of a session policy.",
    matters: "AWS refuses to make a session with such a policy. Other identity-based policies are stored, and \
              the missing fields stand for anything.",
    example: Example {
        policy_type: PolicyType::Session,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "sqs:SendMessage",
    "Resource": ⟦"arn:aws:sqs:us-east-1"⟧
  }
}"#,
        also: &["PS029"],
    },
    instead: Example {
        policy_type: PolicyType::Session,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:us-east-1:111122223333:orders"
  }
}"#,
        also: &[],
    },
    fix: "Adds `*` for each missing field, as in other policies. Unsafe: sessions can be made then.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"],
};

fn check(diagnostic: &Diagnostic, subject: &Subject<'_>, report: &mut Report) {
    let finding = report.take_over(diagnostic);
    let entries = subject.statements.iter().flat_map(|statement| &statement.resources);
    let entry = entries.map(|entry| entry.text).find(|text| text.span == diagnostic.span);
    if let Some(text) = entry.map(|entry| &entry.text) {
        let missing = ARN_FIELDS.saturating_sub(text.split(':').count());
        let whole = format!("{text}{}", ":*".repeat(missing));
        let edit = edits::replace_string(diagnostic.span, &whole);
        finding.fix(format!("write `{whole}`"), Safety::Unsafe, [edit]);
    }
}

//! PS036

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::PolicyType;
use crate::text::Diagnostic;

pub(super) static RULE: Rule = Rule {
    code: "PS036",
    name: "null-with-if-exists",
    issue_code: Some("NULL_WITH_IF_EXISTS"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Diagnostic(&["null-if-exists"], check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "The operator `NullIfExists`.",
    matters: "AWS refuses the document: `Null` asks whether a key is there, so it means nothing to ask it of \
              keys that are there.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": { ⟦"NullIfExists"⟧: { "aws:TokenIssueTime": "false" } }
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
    "Condition": { "Null": { "aws:TokenIssueTime": "false" } }
  }
}"#,
        also: &[],
    },
    fix: "Writes `Null`, where the condition has no such operator yet. Unsafe: the statement is then decided \
          by it.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-null-with-if-exists",
    ],
};

fn check(diagnostic: &Diagnostic, subject: &Subject<'_>, report: &mut Report) {
    let name = diagnostic.span.slice(subject.text).trim_matches('"').trim_end_matches("IfExists");
    let finding = report.take_over(diagnostic);
    finding.help(format!("write `{name}`"));
    let statement = subject.statements.iter().find(|statement| statement.node.span.contains(diagnostic.span));
    let condition = statement.and_then(|statement| statement.member("Condition"));
    if condition.is_some_and(|condition| condition.value.member(name).is_none()) {
        let edit = edits::replace_string(diagnostic.span, name);
        finding.fix(format!("write `{name}`"), Safety::Unsafe, [edit]);
    }
}

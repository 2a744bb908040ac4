//! PS035

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;
use crate::text::json::{Member, Node, Value};

pub(super) static RULE: Rule = Rule {
    code: "PS035",
    name: "missing-statement",
    issue_code: Some("MISSING_STATEMENT"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A document without `Statement`, or with an empty list of statements.",
    matters: "AWS refuses the document.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"⟦{
  "Version": "2012-10-17"
}⟧"#,
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
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "There is none: what the policy should say is not known.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-statement",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let Value::Object(_) = &subject.root.value else { return };
    let (span, message) = match subject.root.member("Statement") {
        None => (subject.root.span, "the document has no `Statement`"),
        Some(Member { value: Node { span, value: Value::Array(list) }, .. }) if list.is_empty() => {
            (*span, "the list of statements is empty")
        }
        Some(_) => return,
    };
    report.at(span, message).help("add at least one statement");
}

//! PS202

use crate::lint::{AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, Subject};
use crate::policy::PolicyType;
use crate::text::Span;
use crate::text::json::{Node, Value};

pub(super) static RULE: Rule = Rule {
    code: "PS202",
    name: "unsupported-character",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::IDENTITY.and(AppliesTo::TRUST),
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A string of an IAM policy with a character beyond U+00FF in it, such as a typographic quotation \
            mark or a dash. One written as an escape is passed over.",
    matters: "IAM takes tabs, line breaks and the characters from U+0020 to U+00FF, and refuses the document \
              for any other.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "Read",
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": ⟦"arn:aws:s3:::amzn-s3-demo–bucket/*"⟧
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
    "Sid": "Read",
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "There is none: what should stand there is not known.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.text.is_ascii() {
        look_through(subject.root, subject.text, report);
    }
}

fn look_through(node: &Node<'_>, text: &str, report: &mut Report) {
    match &node.value {
        Value::Object(members) => {
            for member in members {
                look_at(member.name_span, text, report);
                look_through(&member.value, text, report);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| look_through(element, text, report)),
        Value::String(_) => look_at(node.span, text, report),
        _ => {}
    }
}

fn look_at(token: Span, text: &str, report: &mut Report) {
    let token_text = token.slice(text);
    // Other marks around a string are for the rule about JSON.
    let content = token_text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
    if let Some(character) = content.chars().find(|character| *character > '\u{ff}') {
        let message = format!("IAM takes no `{character}` (U+{:04X}) in a policy", u32::from(character));
        report.at(token, message).help("it takes the characters up to U+00FF");
    }
}

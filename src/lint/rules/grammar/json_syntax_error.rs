//! PS027

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::PolicyType;
use crate::text::Diagnostic;

pub(super) static RULE: Rule = Rule {
    code: "PS027",
    name: "json-syntax-error",
    issue_code: Some("JSON_SYNTAX_ERROR"),
    severity: Severity::Error,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Diagnostic(CODES, check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Text that is not JSON: a comma too many, a missing bracket, a comment. Each mistake is a finding; \
            what can be read of the document is linted all the same.",
    matters: "AWS refuses a document that is not JSON, and names the first mistake alone.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["s3:GetObject"⟦,⟧],
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
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
    "Action": ["s3:GetObject"],
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Removes a comma or a comment that may not stand there, and puts quotation marks around a word that \
          needs them. Safe: nothing else is read than before.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-json-syntax-error",
        "https://www.rfc-editor.org/rfc/rfc8259",
    ],
};

const CODES: &[&str] = &[
    "text-too-long",
    "invalid-utf8",
    "empty-document",
    "text-after-document",
    "too-deep",
    "unlisted-problems",
    "comment",
    "invalid-space",
    "single-quotes",
    "typographic-quotes",
    "unterminated-string",
    "line-break-in-string",
    "control-character",
    "invalid-escape",
    "lone-surrogate",
    "invalid-number",
    "invalid-literal",
    "unquoted-string",
    "unquoted-name",
    "missing-name",
    "missing-colon",
    "extra-colon",
    "missing-value",
    "missing-comma",
    "extra-comma",
    "trailing-comma",
    "unclosed-bracket",
    "mismatched-bracket",
    "stray-bracket",
];

fn check(diagnostic: &Diagnostic, subject: &Subject<'_>, report: &mut Report) {
    let finding = report.take_over(diagnostic);
    let written = diagnostic.span.slice(subject.text);
    let is_word = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match diagnostic.code {
        "extra-comma" | "trailing-comma" => {
            finding.fix("remove the comma", Safety::Safe, [edits::replace(diagnostic.span, "")]);
        }
        // One that is not closed may hide the end of the document.
        "comment"
            if written.starts_with(['/', '#']) && (!written.starts_with("/*") || written.ends_with("*/")) =>
        {
            // A space keeps its neighbours apart.
            finding.fix("remove the comment", Safety::Safe, [edits::replace(diagnostic.span, " ")]);
        }
        "unquoted-name" | "unquoted-string" if is_word => {
            let edit = edits::replace_string(diagnostic.span, written);
            finding.fix("put it in quotation marks", Safety::Safe, [edit]);
        }
        _ => {}
    }
}

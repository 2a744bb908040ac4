//! PS090

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, Subject, edits,
};
use crate::policy::PolicyType;
use crate::text::json::Value;

pub(super) static RULE: Rule = Rule {
    code: "PS090",
    name: "missing-version",
    issue_code: Some("MISSING_VERSION"),
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A document without `Version`.",
    matters: "It is then read in the language of 2008, in which `${aws:username}` is plain text and no \
              variable.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"⟦{
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
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
    fix: "Adds `2012-10-17`. Safe if no `${` stands in the document; otherwise unsafe, as what was plain text \
          becomes a variable.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-missing-version",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !matches!(subject.root.value, Value::Object(_)) || subject.root.member("Version").is_some() {
        return;
    }
    let finding = report.at(subject.root.span, "the document has no `Version`");
    finding.help("add \"Version\": \"2012-10-17\"");
    let safety = if subject.text.contains("${") { Safety::Unsafe } else { Safety::Safe };
    let edit = edits::add_first_member(subject.text, subject.root, "Version", "\"2012-10-17\"");
    finding.fix("add the version `2012-10-17`", safety, edit);
}

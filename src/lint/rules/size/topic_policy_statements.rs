//! PS213

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceKind, Rule, Severity, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS213",
    name: "topic-policy-statements",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "The policy of an SNS topic with more than 100 statements. The place is the whole document.",
    matters: "SNS refuses a policy with more.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::SNS::Topic"),
        text: concat!(
            r#"⟦{ "Version": "2012-10-17", "Statement": ["#,
            times_eight!(times_eight!(statement!())),
            times_eight!(statement!()),
            times_eight!(statement!()),
            times_eight!(statement!()),
            times_eight!(statement!()),
            times_eight!(statement!()),
            r#"{ "Effect": "Deny", "Principal": "*", "Action": "sns:Publish", "Resource": "arn:aws:sns:us-east-1:111122223333:orders", "Condition": { "Bool": { "aws:SecureTransport": "false" } } }] }⟧"#
        ),
        also: &["PS144"],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::SNS::Topic"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": "sns:Publish",
    "Resource": "arn:aws:sns:us-east-1:111122223333:orders"
  }
}"#,
        also: &[],
    },
    fix: "There is none: statements have to be put together.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/general/latest/gr/sns.html"],
};

const STATEMENTS: usize = 100;

fn check(subject: &Subject<'_>, report: &mut Report) {
    let count = subject.statements.len();
    if subject.document_type.resource == Some(ResourceKind::SnsTopic) && count > STATEMENTS {
        let message = format!("there are {count} statements; SNS takes at most {STATEMENTS}");
        report.at(subject.root.span, message).help("put statements together that differ in one element");
    }
}

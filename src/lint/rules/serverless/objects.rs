//! PS453

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS453",
    name: "objects-writable-in-every-bucket",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of writing or deleting objects, under no condition and on every bucket: by `*` or by an ARN \
          with a wildcard in the place of the name. `s3:*` is reported as all actions of a service, reading by \
          the rule on data.",
    matters: "A function or a service works with few of them. With all of them a fault in it, or its leaked \
          credentials, reaches what belongs to the others.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"s3:PutObject"⟧,
    "Resource": "arn:aws:s3:::*"
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
    "Action": "s3:PutObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/uploads/*"
  }
}"#,
        also: &[],
    },
    fix: "Name the bucket and the prefix. Which ones those are only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &[
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_id-based-policy-examples.html",
    ],
};

action_list! {
    "s3" => "DeleteObject" "DeleteObjectVersion" "PutObject" "ReplicateDelete" "RestoreObject";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("every bucket is open to {actions}");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the bucket, and the prefix if there is one, in `Resource`");
    }
}

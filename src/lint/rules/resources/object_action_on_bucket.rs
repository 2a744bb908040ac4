//! PS243

use super::edits_of_lists;
use super::fit::{Misfit, report_misfits};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Safety, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS243",
    name: "object-action-on-bucket",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::IDENTITY.and(AppliesTo::RESOURCE).and(AppliesTo::SERVICE_CONTROL),
    needs: Needs::Details,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Actions of S3 that work on objects in a statement that names buckets but no objects.",
    matters: "Such a request names another resource, so the statement never matches it: an Allow does not grant \
              the action, and a Deny does not forbid it.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["s3:ListBucket", ⟦"s3:GetObject"⟧],
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket"
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
    "Action": ["s3:ListBucket", "s3:GetObject"],
    "Resource": [
      "arn:aws:s3:::amzn-s3-demo-bucket",
      "arn:aws:s3:::amzn-s3-demo-bucket/*"
    ]
  }
}"#,
        also: &[],
    },
    fix: "Adds the objects of the buckets to the resources. Unsafe: requests for objects match afterwards.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("{actions} works on objects, and the statement names buckets only");
    let Some(finding) = report_misfits(Misfit::ObjectActionOnBucket, statement, subject, report, message)
    else {
        return;
    };
    finding.help("add the objects, as in `arn:aws:s3:::amzn-s3-demo-bucket/*`");
    let is_bucket = |resource: &&ResourceFacts<'_>| {
        resource.arn.is_some_and(|arn| arn.service == Some("s3") && arn.resource.is_some())
    };
    let buckets = statement.resources.iter().filter(is_bucket);
    let objects: Vec<String> = buckets.map(|bucket| format!("{}/*", bucket.text.text)).collect();
    let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
    if let Some(member) = statement.member("Resource") {
        let edit = edits_of_lists::add(subject.text, &member.value, &objects);
        finding.fix("add the objects", Safety::Unsafe, edit);
    }
}

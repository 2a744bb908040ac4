//! PS244

use super::edits_of_lists;
use super::fit::{Misfit, report_misfits};
use crate::lint::{
    AppliesTo, ArnFields, Check, Documentation, Example, Needs, Report, ResourceFacts, Rule, Safety,
    Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS244",
    name: "bucket-action-on-objects",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::IDENTITY.and(AppliesTo::RESOURCE).and(AppliesTo::SERVICE_CONTROL),
    needs: Needs::Details,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "Actions of S3 that work on buckets in a statement that names objects but no buckets.",
    matters: "Such a request names another resource, so the statement never matches it: an Allow does not grant \
              the action, and a Deny does not forbid it.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["s3:GetObject", ⟦"s3:ListBucket"⟧],
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
    "Action": ["s3:GetObject", "s3:ListBucket"],
    "Resource": [
      "arn:aws:s3:::amzn-s3-demo-bucket/*",
      "arn:aws:s3:::amzn-s3-demo-bucket"
    ]
  }
}"#,
        also: &[],
    },
    fix: "Adds the buckets of the objects to the resources. Unsafe: requests for the buckets match \
          afterwards.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message = |actions: &str| format!("{actions} works on buckets, and the statement names objects only");
    let Some(finding) = report_misfits(Misfit::BucketActionOnObjects, statement, subject, report, message)
    else {
        return;
    };
    finding.help("add the bucket, as in `arn:aws:s3:::amzn-s3-demo-bucket`");
    let mut buckets: Vec<&str> = statement.resources.iter().filter_map(bucket_of_objects).collect();
    buckets.sort_unstable();
    buckets.dedup();
    if let Some(member) = statement.member("Resource").filter(|_| !buckets.is_empty()) {
        let edit = edits_of_lists::add(subject.text, &member.value, &buckets);
        finding.fix("add the buckets", Safety::Unsafe, edit);
    }
}

/// The ARN of the bucket of `arn:aws:s3:::bucket/key`, where the bucket's name has no variable.
fn bucket_of_objects<'r>(resource: &'r ResourceFacts<'_>) -> Option<&'r str> {
    let arn = resource.arn.filter(|arn| arn.service == Some("s3"))?;
    let (bucket, _) = arn.resource?.split_once('/')?;
    let place = ArnFields::range_in(&resource.text.text, bucket)?;
    resource.text.text.get(..place.end).filter(|_| !bucket.contains('$'))
}

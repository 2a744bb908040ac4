//! PS118

use crate::lint::rules::principals::{account_of_resources, add_condition, limits_source, services};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS118",
    name: "restrict-access-to-service-principal",
    issue_code: Some("RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL"),
    severity: Severity::Security,
    applies_to: AppliesTo::RESOURCE,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A resource policy that allows something to a service without saying on whose behalf: \
          none of `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` and `aws:SourceOrgPaths` \
          asks for a value. Statements with an encryption context, which ties a key to one \
          resource, are let through; for those limited by a weaker key there is another rule.",
    matters: "The service acts for all its customers, so any of them can make it use your resource: \
          the problem of the confused deputy.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": ⟦"cloudtrail.amazonaws.com"⟧},
    "Action": "s3:GetBucketAcl",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket"
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Service": "cloudtrail.amazonaws.com"},
    "Action": "s3:GetBucketAcl",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket",
    "Condition": {
      "StringEquals": {
        "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit"
      }
    }
  }
}"#,
        also: &[],
    },
    fix: "Asks for the account of the resource in `aws:SourceAccount`, where its ARN tells the \
          account. Unsafe: what the service does for other accounts is refused then.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-restrict-access-to-service-principal",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let mut places = services(statement).map(|entry| entry.value.span);
    let Some(first) = places.next() else { return };
    if !statement.allows() || limits_source(statement) {
        return;
    }
    let is_limited_otherwise = |condition: &ConditionFacts<'_>| {
        super::weak_source::is_weak_source(condition) || condition.key_begins_with("kms:EncryptionContext")
    };
    if statement.conditions.iter().any(is_limited_otherwise) {
        return;
    }
    let message = "the service may do this on behalf of every customer of AWS";
    let finding = report.at(first, message);
    places.for_each(|place| {
        finding.also(place);
    });
    finding.help("name the source with `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`");
    if let Some(account) = account_of_resources(statement) {
        let edit =
            add_condition(statement, subject, "StringEquals", "aws:SourceAccount", &edits::quoted(account));
        finding.fix(format!("allow it for the account `{account}` alone"), Safety::Unsafe, edit);
    }
}

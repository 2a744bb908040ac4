//! PS094

use super::limits::{Limit, Unit, report_document_too_long, report_longer};

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceKind, Rule, Severity, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS094",
    name: "policy-size-exceeds-resource-policy-quota",
    issue_code: Some("POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA"),
    severity: Severity::Warning,
    applies_to: AppliesTo::RESOURCE,
    needs: Needs::Nothing,
    check: Check::Document(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "The policy of a resource that is longer than its service takes: 20,480 bytes for S3 and Lambda, \
            8,192 bytes for SQS, 30,720 bytes for SNS, 8,192 characters for API Gateway, 20,480 characters \
            for Secrets Manager and VPC endpoints, 32,768 bytes for a KMS key. Where the resource is not \
            known, or its limit, 30,720 bytes. The place is the whole document.",
    matters: "The service refuses a longer policy.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: concat!(
            r#"⟦{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": ""#,
            times_eight!(times_eight!(times_eight!(long_name!()))),
            times_eight!(times_eight!(times_eight!(long_name!()))),
            r#"",
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}⟧"#
        ),
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "There is none: it has to be split, or to name fewer things.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-policy-size-exceeds-resource-policy-quota",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html",
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html",
    ],
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let most = |most, unit| Some(Limit { most, unit });
    let (limit, policy) = match subject.document_type.resource {
        Some(
            ResourceKind::S3Bucket
            | ResourceKind::S3AccessPoint
            | ResourceKind::S3MultiRegionAccessPoint
            | ResourceKind::S3ObjectLambdaAccessPoint,
        ) => (most(20_480, Unit::Bytes), "bucket or access point policy"),
        Some(ResourceKind::LambdaFunction) => (most(20_480, Unit::Bytes), "function policy"),
        Some(ResourceKind::SqsQueue) => (most(8_192, Unit::Bytes), "queue policy"),
        Some(ResourceKind::ApiGatewayRestApi) => {
            (most(8_192, Unit::Characters), "resource policy of API Gateway")
        }
        Some(ResourceKind::SecretsManagerSecret) => (most(20_480, Unit::Characters), "policy of a secret"),
        _ => (None, ""),
    };
    match limit {
        Some(limit) => {
            report_longer(limit, policy, subject, report);
        }
        None => report_document_too_long(subject, report),
    }
}

//! PS044

use crate::catalogue::embedded::service_prefix;
use crate::lint::rules::arn::fields::is_fixed;
use crate::lint::{
    AppliesTo, ArnFields, Check, Documentation, Example, Needs, Report, ResourceFacts, ResourceKind, Rule,
    Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS044",
    name: "unsupported-resource-arn-in-policy",
    issue_code: Some("UNSUPPORTED_RESOURCE_ARN_IN_POLICY"),
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE,
    needs: Needs::Nothing,
    check: Check::Resource(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A resource ARN of another service, or of another kind of resource, than that to which the policy \
            belongs.",
    matters: "AWS refuses most such policies; where it does not, the entry never matches.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/Reports" },
    "Action": "s3:GetObject",
    "Resource": ["arn:aws:s3:::amzn-s3-demo-bucket/*", ⟦"arn:aws:sqs:eu-west-1:111122223333:orders"⟧]
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
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/Reports" },
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "Write the ARN of the resource to which the policy is attached.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-resource-arn-in-policy",
    ],
};

fn check(resource: &ResourceFacts<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let (Some(kind), Some(arn)) = (subject.document_type.resource, &resource.arn) else { return };
    let Some(service) = arn.service.filter(|service| is_fixed(service)) else { return };
    if kind.service().is_empty() || service_prefix(service).is_none() {
        return;
    }
    let is_other_service = !service.eq_ignore_ascii_case(kind.service());
    if is_other_service || !can_be(kind, arn) {
        let message = format!(
            "`{}` is no ARN of an `{}`, to which the policy belongs",
            resource.text.text,
            kind.name()
        );
        report.at(resource.text.span, message).help("write the ARN of the resource that has the policy");
    }
}

/// Whether an ARN of the kind's service can be of the kind.
fn can_be(kind: ResourceKind, arn: &ArnFields<'_>) -> bool {
    let resource = arn.resource.unwrap_or("*");
    let begins = |start: &str| {
        let end = resource.find(['*', '?', '$']).unwrap_or(resource.len());
        resource.starts_with(start) || resource.get(..end).is_some_and(|fixed| start.starts_with(fixed))
    };
    match kind {
        ResourceKind::S3Bucket => {
            arn.region.is_none_or(str::is_empty) || !resource.starts_with("accesspoint/")
        }
        ResourceKind::S3AccessPoint
        | ResourceKind::S3MultiRegionAccessPoint
        | ResourceKind::S3ObjectLambdaAccessPoint => begins("accesspoint/"),
        ResourceKind::DynamoDbTable | ResourceKind::DynamoDbStream => begins("table/"),
        ResourceKind::LambdaFunction => begins("function:"),
        ResourceKind::LambdaLayer => begins("layer:"),
        ResourceKind::SecretsManagerSecret => begins("secret:"),
        ResourceKind::KmsKey => begins("key/"),
        _ => true,
    }
}

//! What a new document says before anybody has written in it: something valid that does little.

use crate::policy::PolicyType;
use crate::workspace::model::PolicyDocument;

/// A document of that type. `subject` is the caller for a trust policy and the resource for a policy of one.
pub(super) fn starting_text(policy_type: PolicyType, subject: &str) -> PolicyDocument {
    let subject = serde_json::Value::from(subject).to_string();
    let (name, statement) = match policy_type {
        PolicyType::Identity => (
            "identity-policy",
            r#""Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::example-bucket/*""#
                .to_owned(),
        ),
        PolicyType::PermissionsBoundary => ("boundary", allow_everything()),
        PolicyType::Session => ("session-policy", allow_everything()),
        PolicyType::VpcEndpoint => ("endpoint-policy", principal("\"*\"", "Allow", "*", "\"*\"")),
        PolicyType::ServiceControl => (
            "service-control-policy",
            r#""Effect": "Deny",
      "Action": "organizations:LeaveOrganization",
      "Resource": "*""#
                .to_owned(),
        ),
        PolicyType::ResourceControl => (
            "resource-control-policy",
            r#""Effect": "Deny",
      "Principal": "*",
      "Action": "s3:*",
      "Resource": "*",
      "Condition": {
        "Bool": {
          "aws:SecureTransport": "false"
        }
      }"#
            .to_owned(),
        ),
        PolicyType::RoleTrust => {
            let caller = match subject.contains(".amazonaws.com") {
                true => format!("{{\n        \"Service\": {subject}\n      }}"),
                false => format!("{{\n        \"AWS\": {subject}\n      }}"),
            };
            let statement = format!(
                "\"Effect\": \"Allow\",\n      \"Principal\": {caller},\n      \"Action\": \"sts:AssumeRole\""
            );
            ("trust-policy", statement)
        }
        PolicyType::Resource => ("resource-policy", principal("\"*\"", "Deny", "*", &subject)),
        PolicyType::Key => ("key-policy", principal("\"*\"", "Deny", "kms:*", "\"*\"")),
    };
    let statement = match policy_type {
        // A Deny to everybody would be a poor start: it applies only to requests without encryption.
        PolicyType::Resource | PolicyType::Key => format!(
            "{statement},\n      \"Condition\": {{\n        \"Bool\": {{\n          \"aws:SecureTransport\": \"false\"\n        }}\n      }}"
        ),
        _ => statement,
    };
    document(name, &statement)
}

/// The policy that AWS attaches everywhere in an organization.
pub(super) fn full_aws_access() -> PolicyDocument {
    document("FullAWSAccess", &allow_everything())
}

fn document(name: &str, statement: &str) -> PolicyDocument {
    let text = format!(
        "{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {{\n      {statement}\n    }}\n  ]\n}}"
    );
    PolicyDocument::new(name, text)
}

fn allow_everything() -> String {
    "\"Effect\": \"Allow\",\n      \"Action\": \"*\",\n      \"Resource\": \"*\"".to_owned()
}

fn principal(principal: &str, effect: &str, action: &str, resource: &str) -> String {
    format!(
        "\"Effect\": \"{effect}\",\n      \"Principal\": {principal},\n      \"Action\": \"{action}\",\n      \"Resource\": {resource}"
    )
}

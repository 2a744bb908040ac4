//! PS105

use crate::condition::Test;
use crate::lint::{
    ActionFacts, AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity,
    StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS105",
    name: "use-condition-key-only-with-supported-services",
    issue_code: Some("USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES"),
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A condition on `aws:VpceAccount`, `aws:VpceOrgID` or `aws:VpceOrgPaths` in a statement about all \
            services, about all but some, or about a service that does not have these keys.",
    matters: "Requests to other services never have the key: a Deny with a negated operator then forbids them \
              altogether, and an Allow does not grant them.",
    example: Example {
        policy_type: PolicyType::ServiceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": ["s3:PutObject", "ec2:CreateSnapshot"],
    "Resource": "*",
    "Condition": {
      "StringNotEqualsIfExists": { ⟦"aws:VpceAccount"⟧: "111122223333" },
      "BoolIfExists": { "aws:ViaAWSService": "false" }
    }
  }
}"#,
        also: &["PS287"],
    },
    instead: Example {
        policy_type: PolicyType::ServiceControl,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Action": "s3:PutObject",
    "Resource": "*",
    "Condition": {
      "StringNotEqualsIfExists": { "aws:VpceAccount": "111122223333" },
      "BoolIfExists": { "aws:ViaAWSService": "false" }
    }
  }
}"#,
        also: &["PS287"],
    },
    fix: "Name actions of services that have the key.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-use-condition-key-only-with-supported-services",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpceaccount",
    ],
};

const KEYS: [&str; 3] = ["aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths"];

/// The services that have at least one of the keys, as the IAM User Guide lists them.
const SERVICES: &[&str] = &[
    "acm-pca",
    "applicationinsights",
    "apprunner",
    "athena",
    "b2bi",
    "cassandra",
    "cloudformation",
    "cognito-identity",
    "comprehendmedical",
    "compute-optimizer",
    "datasync",
    "discovery",
    "dms",
    "ds-data",
    "dynamodb",
    "ebs",
    "ecr",
    "ecs",
    "firehose",
    "gamelift",
    "healthlake",
    "iam",
    "identitystore",
    "iotfleetwise",
    "iottwinmaker",
    "iotwireless",
    "kinesisanalytics",
    "kms",
    "lambda",
    "medical-imaging",
    "network-firewall",
    "omics",
    "payment-cryptography",
    "polly",
    "pricing",
    "rbin",
    "rekognition",
    "route53",
    "s3",
    "scheduler",
    "servicediscovery",
    "servicequotas",
    "ses",
    "shield",
    "sms-voice",
    "sqs",
    "ssm-contacts",
    "storagegateway",
    "textract",
    "transcribe",
    "transfer",
    "workmail",
];

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    if !KEYS.iter().any(|key| condition.is_key(key)) || condition.operator().test == Test::Null {
        return;
    }
    // The policy of a resource is about the service of the resource.
    let is_of_resource = AppliesTo::RESOURCE.contains(subject.policy_type());
    let lacks_keys = |entry: &&ActionFacts<'_>| match entry.service {
        "" => !is_of_resource,
        service if service.contains(['*', '?']) => !is_of_resource,
        service => SERVICES.binary_search(&&*service.to_ascii_lowercase()).is_err(),
    };
    let scope = if statement.has_not_action() && !is_of_resource {
        "the statement is about all services but some".to_owned()
    } else {
        match statement.actions.iter().find(lacks_keys) {
            Some(entry) if entry.service.is_empty() => "the statement is about all services".to_owned(),
            Some(entry) => format!("requests to `{}` do not have it", entry.service),
            None => return,
        }
    };
    let message = format!("only some services have the condition key `{}`, and {scope}", condition.key());
    let finding = report.at(condition.entry.key.span, message);
    finding.help("name only actions of services that have the key");
}

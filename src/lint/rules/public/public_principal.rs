//! PS330

use super::exposure::{is_guarded, who};
use crate::lint::rules::principals::everybody;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, ResourceKind, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS330",
    name: "public-principal",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::RESOURCE_GRANT,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow for `*` without a condition in the policy of a resource or a key, unless a Deny \
          statement takes it back from all but the callers that its conditions name. API Gateway, \
          whose APIs are public by nature, has a rule of its own.",
    matters: "Everybody can do it: with S3, SNS, SQS and OpenSearch without signing in, elsewhere from \
          any account of AWS.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": ⟦"*"⟧,
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
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
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {
      "StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: who is meant only the author knows.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let is_api = subject.document_type.resource == Some(ResourceKind::ApiGatewayRestApi);
    if !statement.allows() || is_api || statement.has_condition() {
        return;
    }
    let Some(entry) = everybody(statement).filter(|_| !is_guarded(statement, subject)) else { return };
    let message = format!("{} can do this", who(subject));
    report
        .at(entry.value.span, message)
        .help("name accounts or roles, or add a condition such as `aws:PrincipalOrgID`");
}

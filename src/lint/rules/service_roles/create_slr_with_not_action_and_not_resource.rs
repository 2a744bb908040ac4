//! PS082

use super::grant::{self, By, On};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS082",
    name: "create-slr-with-not-action-and-not-resource",
    issue_code: Some("CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE"),
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow that covers `iam:CreateServiceLinkedRole` because its `NotAction` does not \
          exclude it and has `NotResource`.",
    matters: "Each service gets its role the moment anybody asks for it, with the permissions that AWS \
          chose for it, whether the account wants the service or not.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "NotAction": ⟦"iam:PassRole"⟧,
    "NotResource": "arn:aws:iam::*:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport"
  }
}"#,
        also: &["PS379"],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "iam:CreateServiceLinkedRole",
    "Resource": "arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
    "Condition": {
      "StringEquals": {"iam:AWSServiceName": "ecs.amazonaws.com"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Adds `iam:CreateServiceLinkedRole` to `NotAction`. Unsafe: the statement no longer \
          allows it.",
    actions: &["iam:CreateServiceLinkedRole"],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-create-slr-with-not-action-and-not-resource",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    grant::check(&grant::CREATE_SERVICE_LINKED_ROLE, By::NotAction, On::NotResource, statement, report);
}

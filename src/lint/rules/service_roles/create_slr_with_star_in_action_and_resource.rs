//! PS084

use super::grant::{self, By, On};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS084",
    name: "create-slr-with-star-in-action-and-resource",
    issue_code: Some("CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE"),
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow that covers `iam:CreateServiceLinkedRole` with a pattern on all roles: `*`, \
          or an ARN whose name of the role behind `aws-service-role/` is made of wildcards \
          alone. A name with any fixed part is let through, and so is a statement with a \
          condition on `iam:AWSServiceName` whose values do not begin with a wildcard. A test \
          with `…IfExists` does not count.",
    matters: "Each service gets its role the moment anybody asks for it, with the permissions that AWS \
          chose for it, whether the account wants the service or not.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"iam:CreateServiceLinked*"⟧,
    "Resource": "*"
  }
}"#,
        also: &["PS375"],
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
    fix: "Not offered: which roles are meant only the author knows.",
    actions: &["iam:CreateServiceLinkedRole"],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-create-slr-with-star-in-action-and-resource",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    grant::check(&grant::CREATE_SERVICE_LINKED_ROLE, By::Pattern, On::Pattern, statement, report);
}

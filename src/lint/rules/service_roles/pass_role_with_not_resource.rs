//! PS109

use super::grant::{self, By, On};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS109",
    name: "pass-role-with-not-resource",
    issue_code: Some("PASS_ROLE_WITH_NOT_RESOURCE"),
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow that names `iam:PassRole` and has `NotResource`.",
    matters: "Who passes a role to a service acts with that role through it: whoever may pass every \
          role has the permissions of all of them.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"iam:PassRole"⟧,
    "NotResource": "arn:aws:iam::111122223333:role/Administrator"
  }
}"#,
        also: &["PS378"],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "iam:PassRole",
    "Resource": "arn:aws:iam::111122223333:role/OrdersFunction",
    "Condition": {
      "StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: which roles are meant only the author knows.",
    actions: &["iam:PassRole"],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-pass-role-with-not-resource",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    grant::check(&grant::PASS_ROLE, By::Name, On::NotResource, statement, report);
}

//! PS112

use super::grant::{self, By, On};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS112",
    name: "pass-role-with-star-in-resource",
    issue_code: Some("PASS_ROLE_WITH_STAR_IN_RESOURCE"),
    severity: Severity::Security,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow that names `iam:PassRole` on all roles: `*`, or an ARN whose name of the role \
          is made of wildcards alone. A name with any fixed part is let through, and so is a \
          statement with a condition on `iam:PassedToService` whose values do not begin with a \
          wildcard. A test with `…IfExists` does not count.",
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
    "Resource": "arn:aws:iam::111122223333:role/*"
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
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-pass-role-with-star-in-resource",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    grant::check(&grant::PASS_ROLE, By::Name, On::Pattern, statement, report);
}

//! PS350

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS350",
    name: "deny-with-not-principal",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::RESOURCE,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A Deny with `NotPrincipal` in the policy of a resource.",
    matters: "It denies everybody whom the list does not name exactly: the sessions of a role that is \
          listed, the account of a user that is listed, and services. Mistakes lock everybody out.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::SQS::Queue"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "NotPrincipal": ⟦{"AWS": "arn:aws:iam::111122223333:role/Shop"}⟧,
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::SQS::Queue"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders",
    "Condition": {
      "ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Shop"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: AWS advises `Principal` `*` with a condition such as `ArnNotEquals` on \
          `aws:PrincipalArn`.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let is_negated = statement.statement.principal.as_ref().is_some_and(|principal| principal.negated);
    if !is_negated || !statement.denies() {
        return;
    }
    if let Some(place) = statement.value_span("NotPrincipal") {
        let message = "a Deny with `NotPrincipal` also denies the sessions of a role that it lists";
        let finding = report.at(place, message);
        finding.help("deny `*` with a condition such as `ArnNotEquals` on `aws:PrincipalArn`");
    }
}

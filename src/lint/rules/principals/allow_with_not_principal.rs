//! PS107

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS107",
    name: "allow-with-not-principal",
    issue_code: Some("ALLOW_WITH_NOT_PRINCIPAL"),
    severity: Severity::Security,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with `NotPrincipal`.",
    matters: "It allows everybody who is not listed: all principals of all other accounts, and callers \
          who are not signed in at all.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::SQS::Queue"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "NotPrincipal": ⟦{"AWS": "arn:aws:iam::111122223333:role/Intern"}⟧,
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
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::111122223333:role/Shop"},
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
  }
}"#,
        also: &[],
    },
    fix: "Not offered: whom to allow only the author knows.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-allow-with-not-principal",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let is_negated = statement.statement.principal.as_ref().is_some_and(|principal| principal.negated);
    if !is_negated || !statement.allows() {
        return;
    }
    if let Some(place) = statement.value_span("NotPrincipal") {
        let finding = report
            .at(place, "an Allow with `NotPrincipal` allows everybody but those listed, the anonymous too");
        finding.help("list those who may in `Principal`");
    }
}

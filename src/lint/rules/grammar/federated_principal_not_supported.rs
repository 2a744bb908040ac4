//! PS060

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::{PolicyType, PrincipalEntry, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    code: "PS060",
    name: "federated-principal-not-supported",
    issue_code: Some("FEDERATED_PRINCIPAL_NOT_SUPPORTED"),
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE,
    needs: Needs::Nothing,
    check: Check::Principal(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A principal under `Federated` in a policy other than the trust policy of a role.",
    matters: "AWS refuses the document: the users of an identity provider call AWS as sessions of a role, and \
              never under the name of the provider.",
    example: Example {
        policy_type: PolicyType::Resource,
        resource_type: Some("AWS::S3::Bucket"),
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "Federated": ⟦"arn:aws:iam::111122223333:saml-provider/example"⟧ },
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
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"
  }
}"#,
        also: &[],
    },
    fix: "There is none: the role that the users assume is not known.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-federated-principal-not-supported",
    ],
};

fn check(entry: &PrincipalEntry<'_>, _: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if entry.kind == PrincipalKind::Federated {
        let policy = subject.policy_type().name_with_article();
        let finding = report.at(
            entry.value.span,
            format!("{policy} cannot name the identity provider `{}`", entry.value.text),
        );
        finding.help("name the role that the provider's users assume");
    }
}

//! PS089

use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::{PolicyType, PrincipalEntry, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    code: "PS089",
    name: "invalid-user-reference",
    issue_code: Some("INVALID_USER_REFERENCE"),
    severity: Severity::Warning,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST),
    needs: Needs::Nothing,
    check: Check::Principal(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "The unique ID of a user (`AIDA…`) as a principal: of such an entry the whole is the ID, \
          in capitals and digits.",
    matters: "The ID says nothing to a reader. It is what AWS puts in place of the ARN of a user that \
          was deleted, so the entry may name nobody any more.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": ⟦"AIDADBQP57FF2AEXAMPLE"⟧},
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::111122223333:user/Deployer"},
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    fix: "Not offered: which user has the ID only its account knows. Write its ARN, or remove the \
          entry when the user is gone.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-invalid-user-reference",
    ],
};

fn check(entry: &PrincipalEntry<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if entry.kind == PrincipalKind::Aws && super::unique_id::is_unique_id(&entry.value.text, "AIDA") {
        let message = format!("`{}` is the unique ID of a user", entry.value.text);
        report
            .at(entry.value.span, message)
            .help("write the user's ARN, or remove the entry if the user was deleted");
    }
}

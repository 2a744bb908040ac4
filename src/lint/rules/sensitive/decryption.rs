//! PS390

use crate::lint::rules::breadth::action_list::{action_list, report_listed};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS390",
    name: "decrypt-with-every-key",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of decryption under no condition with every key, whether by `*` or by `key/*`.",
    matters: "Access to encrypted data then rests on the permission for the data alone; the key protects nothing \
          any more.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"kms:Decrypt"⟧,
    "Resource": "arn:aws:kms:eu-west-1:111122223333:key/*"
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
    "Action": "kms:Decrypt",
    "Resource": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}"#,
        also: &[],
    },
    fix: "Name the keys, or limit them with `kms:ViaService` or `kms:ResourceAliases` in a condition. Which \
          keys those are only you can know, so there is no fix to apply.",
    actions: ACTIONS,
    sources: &["https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1"],
};

action_list! {
    "kms" => "Decrypt" "ReEncryptFrom";
}

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let message =
        |actions: &str| format!("every key that leaves it to this account's policies is open to {actions}");
    if let Some(finding) = report_listed(&LIST, statement, subject, report, message) {
        finding.help("name the keys, or add a condition on `kms:ViaService` or `kms:ResourceAliases`");
    }
}

//! PS339

use crate::lint::rules::principals::{add_condition, named};
use crate::lint::rules::trust::{Provider, WITH_SAML, provider};
use crate::lint::{
    AppliesTo, ArnFields, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS339",
    name: "saml-without-audience",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of `sts:AssumeRoleWithSAML` for a SAML provider without a condition on \
          `SAML:aud` or `SAML:recipient`.",
    matters: "An assertion that the provider made for another application then opens the role too.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Federated": ⟦"arn:aws:iam::111122223333:saml-provider/Company"⟧},
    "Action": "sts:AssumeRoleWithSAML"
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
    "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/Company"},
    "Action": "sts:AssumeRoleWithSAML",
    "Condition": {
      "StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}
    }
  }
}"#,
        also: &[],
    },
    fix: "Asks for AWS's own address in `SAML:aud`. Unsafe: assertions for other addresses are \
          refused then.",
    actions: &["sts:AssumeRoleWithSAML"],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html"],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if !statement.allows() || !statement.is_about(WITH_SAML) {
        return;
    }
    let keys = ["SAML:aud", "SAML:recipient"];
    let mut providers = named(statement).iter().filter(|entry| provider(entry) == Some(Provider::Saml));
    let Some(first) = providers.next() else { return };
    if keys.iter().any(|key| statement.conditions_on(key).next().is_some()) {
        return;
    }
    let message = "assertions that were made for other applications open the role too";
    let finding = report.at(first.value.span, message);
    providers.for_each(|entry| {
        finding.also(entry.value.span);
    });
    finding.help("add a condition on `SAML:aud`");
    let address = edits::quoted(match ArnFields::split(&first.value.text).map(|arn| arn.partition) {
        Some("aws-cn") => "https://signin.amazonaws.cn/saml",
        Some("aws-us-gov") => "https://signin.amazonaws-us-gov.com/saml",
        _ => "https://signin.aws.amazon.com/saml",
    });
    let edit = add_condition(statement, subject, "StringEquals", "SAML:aud", &address);
    finding.fix("ask for the address of AWS in `SAML:aud`", Safety::Unsafe, edit);
}

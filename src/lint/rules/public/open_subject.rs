//! PS347

use super::subjects::{is_known_provider, is_open_subject};
use crate::condition::Relation;
use crate::lint::rules::principals::asks_for_a_value;
use crate::lint::rules::trust::{claim_of, openid_providers};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS347",
    name: "open-subject",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with a value of the `:sub` key of one of these providers in which nothing but \
          the kind of the subject stands before the first wildcard, as in `project_path:*` or \
          `system:serviceaccount:*`.",
    matters: "The pattern fits all that the provider has: every project, workspace or pod.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {"gitlab.com:aud": "https://gitlab.com"},
      "StringLike": {"gitlab.com:sub": ⟦"project_path:*"⟧}
    }
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
    "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {
        "gitlab.com:aud": "https://gitlab.com",
        "gitlab.com:sub": "project_path:octo-group/app:ref_type:branch:ref:main"
      }
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: which subject is meant only the author knows.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html"],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    _: &Subject<'_>,
    report: &mut Report,
) {
    let is_subject = condition.key().ends_with(":sub") && asks_for_a_value(condition);
    if !is_subject || condition.operator().test.relation() != Relation::Like || !statement.allows() {
        return;
    }
    let of_known = |name: &str| is_known_provider(name) && claim_of(condition, name).is_some();
    if !openid_providers(statement).any(|(_, name)| of_known(name)) {
        return;
    }
    for value in &condition.entry.values {
        if is_open_subject(&value.text) {
            let message = format!("every subject of the provider fits `{}`", value.text);
            report.at(value.span, message).help("write the project, the workspace or the service account");
        }
    }
}

//! PS344

use super::github::is_subject;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS344",
    name: "github-pull-requests",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with a value of `token.actions.githubusercontent.com:sub` that ends in \
          `:pull_request`.",
    matters: "The workflow of a pull request is what its author wrote, and it runs before anybody has \
          looked at it.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {
      "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
    },
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": ⟦"repo:octo-org/octo-repo:pull_request"⟧
      }
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
    "Principal": {
      "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
    },
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main"
      }
    }
  }
}"#,
        also: &[],
    },
    fix: "Not offered: which branch is meant only the author knows.",
    actions: &[],
    sources: &["https://docs.github.com/en/actions/reference/security/oidc"],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    _: &Subject<'_>,
    report: &mut Report,
) {
    if !is_subject(condition) || !statement.allows() {
        return;
    }
    for value in &condition.entry.values {
        if value.text.ends_with(":pull_request") {
            let message = "workflows of pull requests can assume the role before anybody reviewed them";
            report.at(value.span, message).help("trust a branch or an environment instead");
        }
    }
}

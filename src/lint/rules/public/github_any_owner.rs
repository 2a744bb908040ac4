//! PS342

use super::github::{Breadth, breadth, is_subject_pattern, names_repository_otherwise};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS342",
    name: "github-any-owner",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with a value of `token.actions.githubusercontent.com:sub` in which a wildcard \
          stands in the place of the owner, as in `repo:*` or `repo:octo*/app`. It is let through \
          where another condition names the repository or its owner.",
    matters: "Anybody can make a repository whose subject fits, and so assume the role.",
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
      "StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
      "StringLike": {
        "token.actions.githubusercontent.com:sub": ⟦"repo:*/octo-repo:ref:refs/heads/main"⟧
      }
    }
  }
}"#,
        also: &["PS100"],
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
    fix: "Not offered: which repository is meant only the author knows.",
    actions: &[],
    sources: &[
        "https://docs.github.com/en/actions/reference/security/oidc",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
    ],
};

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    _: &Subject<'_>,
    report: &mut Report,
) {
    if !is_subject_pattern(condition) || !statement.allows() {
        return;
    }
    for value in &condition.entry.values {
        if breadth(&value.text) == Breadth::AnyOwner
            && !names_repository_otherwise(statement, Breadth::AnyOwner)
        {
            report
                .at(value.span, format!("repositories of strangers fit `{}`", value.text))
                .help("write the owner in full, as in `repo:octo-org/octo-repo:*`");
        }
    }
}

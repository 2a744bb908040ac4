//! PS120

use super::federation::{GITHUB, claim_of, is_github, openid_providers};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS120",
    name: "missing-github-repo-condition-key",
    issue_code: Some("MISSING_GITHUB_REPO_CONDITION_KEY"),
    severity: Severity::Security,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of `sts:AssumeRoleWithWebIdentity` for GitHub's provider without a condition on \
          `token.actions.githubusercontent.com:sub`.",
    matters: "All repositories of all people on GitHub have the same provider: without the subject \
          each of them can assume the role.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {
      "Federated": ⟦"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"⟧
    },
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}
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
    fix: "Not offered: which repository is meant only the author knows.",
    actions: &["sts:AssumeRoleWithWebIdentity"],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-missing-github-repo-condition-key",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let is_subject = |condition: &ConditionFacts<'_>| {
        claim_of(condition, GITHUB).is_some_and(|claim| claim.eq_ignore_ascii_case("sub"))
    };
    for (entry, name) in openid_providers(statement) {
        if is_github(name) && !statement.conditions.iter().any(is_subject) {
            let message =
                "every repository on GitHub can assume the role: there is no condition on the subject";
            let help = format!(
                "add `{name}:sub` with a value such as `repo:octo-org/octo-repo:ref:refs/heads/main`"
            );
            report.at(entry.value.span, message).help(help);
        }
    }
}

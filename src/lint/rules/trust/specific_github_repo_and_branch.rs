//! PS100

use super::federation::{GITHUB, claim_of, github_conditions};
use crate::condition::Relation;
use crate::lint::rules::principals::asks_for_a_value;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;
use crate::policy::Text;

pub(super) static RULE: Rule = Rule {
    code: "PS100",
    name: "specific-github-repo-and-branch-recommended",
    issue_code: Some("SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED"),
    severity: Severity::Warning,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with a wildcard in a value of `token.actions.githubusercontent.com:sub` under \
          an operator that takes wildcards. Where a condition names the `ref`, a wildcard behind \
          the name of the repository is let through.",
    matters: "Every run on GitHub whose subject fits the pattern can assume the role: of other \
          branches, of pull requests, or of the repositories of strangers.",
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
        "token.actions.githubusercontent.com:sub": ⟦"repo:octo-org/octo-repo:ref:refs/heads/release-*"⟧
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
    fix: "Not offered: which repositories and branches are meant only the author knows.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-specific-github-repo-and-branch-recommended",
    ],
};

/// Whether `start`, what stands before the first wildcard, ends behind the name of a repository.
fn names_repository(start: &str) -> bool {
    start
        .strip_prefix("repo:")
        .and_then(|name| name.split_once(':'))
        .is_some_and(|(name, _)| name.contains('/'))
}

fn check(
    condition: &ConditionFacts<'_>,
    statement: &StatementFacts<'_>,
    _: &Subject<'_>,
    report: &mut Report,
) {
    let is_subject = claim_of(condition, GITHUB).is_some_and(|claim| claim.eq_ignore_ascii_case("sub"));
    let takes_wildcards = condition.operator().test.relation() == Relation::Like;
    if !is_subject || !takes_wildcards || !statement.allows() || !asks_for_a_value(condition) {
        return;
    }
    let is_fixed =
        |other: &ConditionFacts<'_>| !other.entry.values.iter().any(|value| value.text.contains(['*', '?']));
    let names_ref = github_conditions(statement, "ref").any(is_fixed);
    let is_loose = |value: &&Text<'_>| {
        let wildcard = value.text.find(['*', '?']);
        wildcard.is_some_and(|at| !names_ref || !names_repository(value.text.get(..at).unwrap_or_default()))
    };
    let mut loose = condition.entry.values.iter().filter(is_loose);
    let Some(first) = loose.next() else { return };
    let message = format!("`{}` leaves open which repository or branch of GitHub it is", first.text);
    let finding = report.at(first.span, message);
    loose.for_each(|value| {
        finding.also(value.span);
    });
    finding.help("write the whole subject, as `repo:octo-org/octo-repo:ref:refs/heads/main`");
}

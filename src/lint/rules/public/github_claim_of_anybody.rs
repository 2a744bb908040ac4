//! PS345

use super::github::{Breadth, is_subject, names_repository_otherwise};
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS345",
    name: "github-claim-of-anybody",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow with a value of `token.actions.githubusercontent.com:sub` that begins with a \
          claim which every repository can have as it likes (`environment`, `ref`, `workflow`, \
          `context`, `head_ref`, `base_ref`, `event_name`, `actor`) and names no repository or \
          owner, and no other condition does.",
    matters: "A stranger names a branch or an environment of a repository of theirs the same and \
          assumes the role.",
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
        "token.actions.githubusercontent.com:sub": ⟦"environment:production"⟧
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
    fix: "Not offered: which repository is meant only the author knows.",
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
    let claims =
        ["environment:", "ref:", "workflow:", "context:", "head_ref:", "base_ref:", "event_name:", "actor:"];
    for value in &condition.entry.values {
        let text = &value.text;
        let begins = claims.iter().any(|claim| text.starts_with(claim));
        let names_repository = ["repo:", "repository", "enterprise"].iter().any(|name| text.contains(name));
        if begins && !names_repository && !names_repository_otherwise(statement, Breadth::AnyOwner) {
            let message = format!("every repository on GitHub can have the subject `{text}`");
            report
                .at(value.span, message)
                .help("put the repository into the subject, as in `repo:octo-org/octo-repo:…`");
        }
    }
}

//! PS346

use super::subjects::is_known_provider;
use crate::lint::rules::trust::{claim_of, openid_providers};
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS346",
    name: "provider-without-subject",
    issue_code: None,
    severity: Severity::Security,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow for GitLab, Bitbucket, Buildkite, CircleCI, HCP Terraform, Spacelift, Vercel or \
          an EKS cluster whose conditions on the keys of that provider are about the audience \
          alone.",
    matters: "The audience says for whom a token was made and not whose it is: with the shared \
          providers the jobs of all their customers fit, with a cluster all its pods.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"Federated": ⟦"arn:aws:iam::111122223333:oidc-provider/gitlab.com"⟧},
    "Action": "sts:AssumeRoleWithWebIdentity",
    "Condition": {
      "StringEquals": {"gitlab.com:aud": "https://gitlab.com"}
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
    actions: &["sts:AssumeRoleWithWebIdentity"],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html"],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    for (entry, name) in openid_providers(statement) {
        if !is_known_provider(name) {
            continue;
        }
        let mut claims =
            statement.conditions.iter().filter_map(|condition| claim_of(condition, name)).peekable();
        let is_of_audience =
            |claim: &str| ["aud", "iss", "azp"].iter().any(|of| claim.eq_ignore_ascii_case(of));
        if claims.peek().is_some() && claims.all(is_of_audience) {
            let message = format!(
                "whoever gets a token of `{name}` can assume the role: there is no condition on the subject"
            );
            report.at(entry.value.span, message).help(format!("add a condition on `{name}:sub`"));
        }
    }
}

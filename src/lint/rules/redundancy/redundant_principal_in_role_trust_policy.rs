//! PS151

use crate::lint::rules::resources::edits_of_lists;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity, StatementFacts, Subject,
};
use crate::matching::split_arn;
use crate::policy::{PolicyType, PrincipalEntry};
use crate::text::json::Value;

pub(super) static RULE: Rule = Rule {
    code: "PS151",
    name: "redundant-principal-in-role-trust-policy",
    issue_code: Some("REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY"),
    severity: Severity::Suggestion,
    applies_to: AppliesTo::TRUST,
    needs: Needs::Nothing,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A session of a role among the principals of a trust policy, in a statement that names the role \
            itself too.",
    matters: "The role covers all its sessions, so the entry for one of them allows nothing more.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": [
      "arn:aws:iam::111122223333:role/Deploy",
      ⟦"arn:aws:sts::111122223333:assumed-role/Deploy/saanvi"⟧
    ] },
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
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/Deploy" },
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    fix: "Removes the session. Unsafe: an explicit grant to a session is not held back by the session's own \
          policies as one to its role is.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-principal-in-role-trust-policy",
    ],
};

fn check(statement: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let Some(principal) = statement.statement.principal.as_ref().filter(|principal| !principal.negated)
    else {
        return;
    };
    for entry in &principal.entries {
        let Some((account, role)) = role_of_session(&entry.value.text) else { continue };
        let is_parent =
            |other: &&PrincipalEntry<'_>| role_of_role(&other.value.text) == Some((account, role));
        let Some(parent) = principal.entries.iter().find(is_parent) else { continue };
        let message = format!("the role `{}` covers this session of it", parent.value.text);
        let finding = report.at(entry.value.span, message);
        finding.also(parent.value.span).help("remove the session");
        let lists = statement.member("Principal").map(|member| &member.value.value);
        if let Some(Value::Object(kinds)) = lists
            && let Some(list) = kinds.iter().find(|kind| kind.value.span.contains(entry.value.span))
        {
            let edits = edits_of_lists::remove(&list.value, &[entry.value.span]);
            finding.fix("remove the session", Safety::Unsafe, edits);
        }
    }
}

/// The account and the name of the role of `arn:aws:sts::111122223333:assumed-role/name/session`.
fn role_of_session(arn: &str) -> Option<(&str, &str)> {
    let [.., account, resource] = split_arn(arn)?;
    let (role, _) = resource.strip_prefix("assumed-role/")?.split_once('/')?;
    Some((account, role))
}

/// The account and the name of the role of `arn:aws:iam::111122223333:role/path/name`.
fn role_of_role(arn: &str) -> Option<(&str, &str)> {
    let [.., account, resource] = split_arn(arn)?;
    resource.strip_prefix("role/")?.rsplit('/').next().map(|role| (account, role))
}

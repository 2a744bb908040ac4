//! PS386

use super::{audit, credentials, guardrails};
use crate::catalogue::{AccessLevel, Action};
use crate::lint::rules::breadth::action_list::Allowed;
use crate::lint::rules::breadth::reach::{allows_always, is_whole_service, unbounded_resource};
use crate::lint::rules::escalation::escalates;
use crate::lint::{
    AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts, Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS386",
    name: "permissions-management-everywhere",
    issue_code: None,
    severity: Severity::Warning,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Actions,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow of actions of the access level *Permissions management* under no condition, on every \
          resource of the service or of a type. Those for which another rule has a finding, such as all \
          actions of a service or the ways to more permissions, are left out.",
    matters: "They decide who gets at resources: whoever has them can open every one of them, to the public or to \
          another account.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ⟦"sns:AddPermission"⟧,
    "Resource": "arn:aws:sns:eu-west-1:111122223333:*"
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
    "Action": "sns:AddPermission",
    "Resource": "arn:aws:sns:eu-west-1:111122223333:news"
  }
}"#,
        also: &[],
    },
    fix: "Name the resources. Which ones those are only you can know, so there is no fix to apply.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    let Some(catalogue) = subject.catalogue else { return };
    if statement.has_not_action() || !allows_always(statement) {
        return;
    }
    let mut allowed = Allowed::default();
    for entry in &statement.actions {
        if entry.is_everything() || is_whole_service(entry) {
            continue;
        }
        let granting: Vec<Action<'_>> = match entry.has_wildcard {
            true => {
                catalogue.selected(entry.expansion()).filter(|action| grants_permissions(*action)).collect()
            }
            false => entry.action().filter(|action| grants_permissions(*action)).into_iter().collect(),
        };
        if granting.is_empty() {
            continue;
        }
        if let Some(resource) = unbounded_resource(statement, entry.service) {
            granting.iter().for_each(|action| allowed.name(action.to_string()));
            allowed.add(entry, resource);
        }
    }
    let message =
        |actions: &str| format!("{actions} can manage permissions on everything of that kind in the account");
    if let Some(finding) = allowed.report(report, message) {
        finding.help("name the resources whose permissions are to be managed, or leave these actions out");
    }
}

/// Whether the action manages permissions and no other rule has it in a list.
fn grants_permissions(action: Action<'_>) -> bool {
    if !action.access_levels().contains(AccessLevel::PermissionsManagement) {
        return false;
    }
    let (service, name) = (action.service().prefix(), action.name());
    let lists = [&audit::LIST, &credentials::LIST, &guardrails::LIST];
    !lists.iter().any(|list| list.contains(service, name)) && !escalates(service, name)
}

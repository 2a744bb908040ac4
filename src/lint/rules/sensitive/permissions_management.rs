//! PS386

use super::{audit, credentials, guardrails};
use crate::catalogue::{AccessLevel, Action};
use crate::lint::rules::breadth::action_list::Allowed;
use crate::lint::rules::breadth::reach::{allows_always, is_whole_service, unbounded_resource_for};
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
          resource of the service or of a type on which they work. Those that change nothing are left \
          out, and so are those for which another rule has a finding, such as all actions of a service or the \
          ways to more permissions.",
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
        let mut resource = None;
        let mut name = |action: Action<'_>| {
            if grants_permissions(action) {
                let action = action.to_string();
                if let Some(token) = unbounded_resource_for(statement, &action, subject) {
                    allowed.name(action);
                    resource = Some(token);
                }
            }
        };
        if entry.has_wildcard {
            catalogue.selected(entry.expansion()).for_each(name);
        } else if let Some(action) = entry.action() {
            name(action);
        }
        if let Some(resource) = resource {
            allowed.add(entry, resource);
        }
    }
    let message =
        |actions: &str| format!("{actions} can manage permissions on everything of that kind in the account");
    if let Some(finding) = allowed.report(report, message) {
        finding.help("name the resources whose permissions are to be managed, or leave these actions out");
    }
}

/// Whether the name is that of an action that changes nothing, to which some services give this access level too.
fn changes_nothing(name: &str) -> bool {
    let begins_with =
        |verb: &str| name.get(..verb.len()).is_some_and(|start| start.eq_ignore_ascii_case(verb));
    ["Get", "List", "Describe", "Search", "BatchGet", "Test", "Use"].into_iter().any(begins_with)
}

/// Whether the action changes who may do what.
pub(super) fn manages_permissions(action: Action<'_>) -> bool {
    action.access_levels().contains(AccessLevel::PermissionsManagement) && !changes_nothing(action.name())
}

/// Whether the action manages permissions and no other rule has it in a list.
fn grants_permissions(action: Action<'_>) -> bool {
    if !manages_permissions(action) {
        return false;
    }
    let (service, name) = (action.service().prefix(), action.name());
    let lists = [&audit::LIST, &credentials::LIST, &guardrails::LIST];
    !lists.iter().any(|list| list.contains(service, name)) && !escalates(service, name)
}

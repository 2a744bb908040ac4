//! PS375

use super::reach::{allows_always, is_whole_service};
use crate::catalogue::{AccessLevel, Action, DetailedCatalogue};
use crate::lint::rules::{sensitive, serverless};
use crate::lint::{
    ActionFacts, AppliesTo, Check, Documentation, Example, Needs, Report, Rule, Severity, StatementFacts,
    Subject,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS375",
    name: "resource-wildcard",
    issue_code: None,
    severity: Severity::Suggestion,
    applies_to: AppliesTo::only(PolicyType::Identity),
    needs: Needs::Details,
    check: Check::Statement(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "An Allow under no condition with the resource `*` of which every action could be limited to \
          resources. At least one of the actions changes something or reads more than a description. \
          Statements with all actions of a service, and those about whose actions another rule says the same, \
          are left out.",
    matters: "The statement reaches everything of that kind in the account, what other applications and teams have \
          included.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "codecommit:MergeBranchesByFastForward",
    "Resource": ⟦"*"⟧
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
    "Action": "codecommit:MergeBranchesByFastForward",
    "Resource": "arn:aws:codecommit:eu-west-1:111122223333:website"
  }
}"#,
        also: &[],
    },
    fix: "Write the ARNs of the resources. Which ones those are only you can know, so there is no fix to \
          apply.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
};

fn check(statement: &StatementFacts<'_>, subject: &Subject<'_>, report: &mut Report) {
    if statement.has_not_action() || statement.has_not_resource() || !allows_always(statement) {
        return;
    }
    let Some(everything) = statement.resources.iter().find(|entry| entry.is_everything()) else { return };
    let is_named_elsewhere = |entry: &ActionFacts<'_>| entry.is_everything() || is_whole_service(entry);
    if statement.actions.iter().any(is_named_elsewhere) {
        return;
    }
    let Some(details) = subject.detailed() else { return };
    let mut matters = false;
    for entry in &statement.actions {
        if let Some(action) = entry.action() {
            if is_for_others(details, action) {
                return;
            }
            matters |= is_worth_limiting(action);
        } else {
            for action in details.catalogue().selected(entry.expansion()) {
                if is_for_others(details, action) {
                    return;
                }
                matters |= is_worth_limiting(action);
            }
        }
    }
    let is_told = |entry: &ActionFacts<'_>| {
        sensitive::LISTS.iter().chain(serverless::LISTS).any(|list| list.covered(entry).next().is_some())
    };
    if matters && !statement.actions.iter().any(is_told) {
        let finding =
            report.at(everything.text.span, "every action of the statement could be limited to resources");
        finding.help("write the ARNs of the resources that are meant");
    }
}

/// Whether the action takes `*` only, or manages permissions, about which there are other rules.
fn is_for_others(details: DetailedCatalogue<'_>, action: Action<'_>) -> bool {
    details.resource_types(action).len() == 0
        || action.access_levels().contains(AccessLevel::PermissionsManagement)
}

fn is_worth_limiting(action: Action<'_>) -> bool {
    let levels = action.access_levels();
    let only_describes = || ["Describe", "List"].iter().any(|start| action.name().starts_with(start));
    levels.changes_something() || (levels.contains(AccessLevel::Read) && !only_describes())
}

//! Statements that grant the passing of roles or the making of service-linked roles too widely.

use crate::lint::rules::principals::{asks_for_a_value, is_only_wildcards};
use crate::lint::rules::trust::add_actions;
use crate::lint::{ActionFacts, ConditionFacts, Report, ResourceFacts, Safety, SoughtAction, StatementFacts};

/// An action that hands something over to a service, and what says to which.
pub(super) struct Grant {
    action: SoughtAction<'static>,
    service_key: &'static str,
    /// What a role's name begins with whatever its service.
    path: &'static str,
    what: &'static str,
}

/// `iam:PassRole`.
pub(super) static PASS_ROLE: Grant = Grant {
    action: SoughtAction::new("iam:PassRole"),
    service_key: "iam:PassedToService",
    path: "",
    what: "lets any role be passed to any service",
};

/// `iam:CreateServiceLinkedRole`.
pub(super) static CREATE_SERVICE_LINKED_ROLE: Grant = Grant {
    action: SoughtAction::new("iam:CreateServiceLinkedRole"),
    service_key: "iam:AWSServiceName",
    path: "aws-service-role/",
    what: "lets service-linked roles be made for any service",
};

/// How the action is in the statement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Under its name.
    Name,
    /// Covered by a pattern.
    Pattern,
    /// Not excluded by `NotAction`.
    NotAction,
}

/// How the roles are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    /// All of them, by a pattern in `Resource`.
    Pattern,
    /// Those that `NotResource` does not exclude.
    NotResource,
}

/// Reports the statement when it grants in this way.
pub(super) fn check(grant: &Grant, by: By, on: On, statement: &StatementFacts<'_>, report: &mut Report) {
    if !statement.allows()
        || !statement.may_have(&grant.action)
        || statement.has_not_action() != (by == By::NotAction)
        || statement.has_not_resource() != (on == On::NotResource)
    {
        return;
    }
    let mut wide = statement.resources.iter().filter(|entry| covers_any_role(entry, grant)).peekable();
    if on == On::Pattern && wide.peek().is_none() {
        return;
    }
    let is_such = |entry: &&ActionFacts<'_>| {
        by != By::NotAction && entry.has_wildcard == (by == By::Pattern) && entry.covers(grant.action.text)
    };
    let is_named =
        || statement.actions.iter().any(|entry| !entry.has_wildcard && entry.covers(grant.action.text));
    let mut actions = statement.actions.iter().filter(is_such).map(|entry| entry.text.span);
    let first = match by {
        By::NotAction => statement.value_span("NotAction").filter(|_| statement.is_about(grant.action.text)),
        By::Pattern if is_named() => None,
        By::Name | By::Pattern => actions.next(),
    };
    let Some(first) = first else { return };
    if on == On::Pattern && statement.conditions.iter().any(|condition| names_service(condition, grant)) {
        return;
    }
    let finding = report.at(first, message(grant, by, on));
    let not_resource = statement.value_span("NotResource").filter(|_| on == On::NotResource);
    let wide = wide.filter(|_| on == On::Pattern).map(|entry| entry.text.span);
    actions.chain(not_resource).chain(wide).for_each(|place| {
        finding.also(place);
    });
    finding.help(match on {
        On::NotResource => "name the roles in `Resource`".to_owned(),
        On::Pattern => format!("name the roles in `Resource`, or the services with `{}`", grant.service_key),
    });
    if by == By::NotAction {
        let title = format!("add `{}` to `NotAction`", grant.action.text);
        finding.fix(title, Safety::Unsafe, add_actions(statement, &[grant.action.text]));
    }
}

fn message(grant: &Grant, by: By, on: On) -> String {
    let Grant { action: SoughtAction { text: action, .. }, what, .. } = grant;
    let by = match by {
        By::Name => format!("`{action}`"),
        By::Pattern => format!("a pattern that covers `{action}`"),
        By::NotAction => format!("`NotAction` without `{action}`"),
    };
    match on {
        On::Pattern => format!("{by} on all roles {what}"),
        On::NotResource => format!("{by} with `NotResource` {what} but for those roles"),
    }
}

/// Whether the entry stands for the roles of all services: a name with any letter in it is of one.
fn covers_any_role(resource: &ResourceFacts<'_>, grant: &Grant) -> bool {
    let text = &resource.text.text;
    if !text.ends_with(['*', '?']) {
        return false;
    }
    let Some(arn) = resource.arn else {
        return is_only_wildcards(text);
    };
    let is_iam = |service: &str| service.eq_ignore_ascii_case("iam") || is_only_wildcards(service);
    let Some(name) = arn.resource.filter(|_| arn.service.is_some_and(is_iam)) else {
        // Too few fields: `arn:aws:iam::*`.
        return arn.service.is_none_or(is_iam);
    };
    let name = name.strip_prefix("role/").unwrap_or(name);
    let name = name.strip_prefix(grant.path).unwrap_or(name);
    name.bytes().all(|byte| matches!(byte, b'*' | b'?' | b'/'))
}

/// Whether the condition says which services: a value that begins with a wildcard does not, nor does a test that
/// passes without the key, which not every service sends.
fn names_service(condition: &ConditionFacts<'_>, grant: &Grant) -> bool {
    let begins_open = |value: &str| value.starts_with(['*', '?']);
    condition.is_key(grant.service_key)
        && asks_for_a_value(condition)
        && !condition.entry.values.iter().any(|value| begins_open(&value.text))
}

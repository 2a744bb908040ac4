//! What the policies of a role allow, by service and access level.

use std::collections::BTreeMap;

use super::role_policies::{PolicyGroup, RolePolicies, RoleStatement};
use super::templates::Templates;
use super::view::{Access, GrantView, LevelAccess, Limit, ServiceAccess, StatementRef};
use crate::catalogue::{AccessLevel, Action, ActionSelection, Catalogue};
use crate::explanation::quoted;
use crate::policy::Effect;
use crate::scenario::Slot;
use crate::workspace::account_of;
use crate::workspace::model::Workspace;

/// A statement about more services than these is shown as one about many.
const MANY_SERVICES: usize = 12;

/// What stands for statements about many services.
const MANY: &str = "*";

/// Grants by service and access level; actions without a level come last.
type Sorted = BTreeMap<String, BTreeMap<(bool, Option<AccessLevel>), Vec<GrantView>>>;

/// What `policies` allow, of the principal with that ARN.
pub(super) fn access(
    workspace: &Workspace,
    templates: &Templates,
    arn: &str,
    policies: &RolePolicies,
    catalogue: Option<&Catalogue>,
) -> Access {
    let mut found = Access::default();
    let reference = |statement: &RoleStatement| {
        let named = (statement.title.clone(), statement.span);
        templates.statement(workspace, statement.document, named)
    };
    found.limits = limits(workspace, templates, arn, policies, &reference);
    let groups = [Some(&policies.identity), policies.boundary.as_ref()];
    for group in groups.into_iter().flatten() {
        for unknown in &group.unknown {
            let statement = unknown.document.map(|id| whole(workspace, templates, id));
            found.unknown.push(Limit { message: unknown.reason.clone(), statement });
        }
        for statement in &group.statements {
            // What is missing of a resource is seen where the resource is named.
            let is_clear = statement.effect.is_some() && statement.has_known_actions();
            if let Some(reason) = statement.unknown.as_ref().filter(|_| !is_clear) {
                let message = format!("a part of {} is not known: {reason}", quoted(&statement.title));
                found.unknown.push(Limit { message, statement: Some(reference(statement)) });
            }
        }
    }
    let ceiling = catalogue.map(|catalogue| Ceiling::of(policies, catalogue));
    let mut sorted = Sorted::new();
    for statement in &policies.identity.statements {
        let may_allow = statement.effect != Some(Effect::Deny) && !statement.covers_nothing();
        if may_allow && statement.has_known_actions() {
            let sort = catalogue.zip(ceiling.as_ref());
            add(statement, &reference(statement), sort, &mut sorted);
        }
    }
    found.services = sorted.into_iter().map(|(prefix, levels)| service(prefix, levels, catalogue)).collect();
    found
}

/// A document as a whole.
pub(super) fn whole(
    workspace: &Workspace,
    templates: &Templates,
    id: crate::workspace::DocumentId,
) -> StatementRef {
    let length = crate::workspace::edit::document(workspace, id).map_or(0, |found| found.text.len());
    let span = crate::text::Span::new(0, u32::try_from(length).unwrap_or(u32::MAX));
    templates.statement(workspace, id, (String::new(), span))
}

/// The actions that may be allowed as far as Denies of everything and a boundary let them.
struct Ceiling {
    denied: ActionSelection,
    /// What a boundary that is wholly known may allow.
    boundary: Option<ActionSelection>,
}

impl Ceiling {
    fn of(policies: &RolePolicies, catalogue: &Catalogue) -> Self {
        let all = policies.identity.statements.iter();
        let all = all.chain(policies.boundary.iter().flat_map(|boundary| &boundary.statements));
        let denied = all
            .filter(|statement| statement.is_full_deny())
            .fold(ActionSelection::default(), |sum, statement| sum.union(&selection(statement, catalogue)));
        let is_known = |boundary: &&PolicyGroup| {
            let mut statements = boundary.statements.iter();
            boundary.unknown.is_empty() && statements.all(RoleStatement::has_known_actions)
        };
        let boundary = policies.boundary.as_ref().filter(is_known).map(|boundary| {
            let allows =
                boundary.statements.iter().filter(|statement| statement.effect != Some(Effect::Deny));
            let each = allows.map(|statement| selection(statement, catalogue));
            each.fold(ActionSelection::default(), |sum, one| sum.union(&one))
        });
        Self { denied, boundary }
    }

    fn below(&self, allowed: &ActionSelection) -> ActionSelection {
        let left = allowed.difference(&self.denied);
        self.boundary.as_ref().map_or(left.clone(), |boundary| left.intersection(boundary))
    }
}

fn selection(statement: &RoleStatement, catalogue: &Catalogue) -> ActionSelection {
    catalogue.expand_list(statement.actions.iter().map(String::as_str), statement.has_not_action)
}

/// Adds what a statement allows.
fn add(
    statement: &RoleStatement,
    reference: &StatementRef,
    sort: Option<(&Catalogue, &Ceiling)>,
    sorted: &mut Sorted,
) {
    let mut conditions = statement.conditions.clone();
    if statement.effect.is_none() {
        conditions.push("whether it allows or denies is not known".to_owned());
    }
    let grant = |actions: Vec<String>, count: usize, example: String| GrantView {
        actions,
        count,
        example,
        resources: statement.resources.iter().map(|pattern| pattern.entry.shown.clone()).collect(),
        is_all_but: statement.has_not_resource,
        conditions: conditions.clone(),
        statement: reference.clone(),
    };
    let mut put = |prefix: &str, level: Option<AccessLevel>, grant: GrantView| {
        let levels = sorted.entry(prefix.to_owned()).or_default();
        levels.entry((level.is_none(), level)).or_default().push(grant);
    };
    let Some((catalogue, ceiling)) = sort else {
        let prefix =
            |entry: &str| entry.split_once(':').map_or(MANY, |(prefix, _)| prefix).to_ascii_lowercase();
        let mut by_prefix: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for entry in &statement.actions {
            let prefix = if statement.has_not_action { MANY.to_owned() } else { prefix(entry) };
            by_prefix.entry(prefix).or_default().push(entry.clone());
        }
        for (prefix, mut actions) in by_prefix {
            if statement.has_not_action {
                actions = vec![format!("all but {}", actions.join(", "))];
            }
            put(&prefix, None, grant(actions, 0, String::new()));
        }
        return;
    };
    let allowed = ceiling.below(&selection(statement, catalogue));
    let mut parts: BTreeMap<(String, AccessLevel), Vec<Action<'_>>> = BTreeMap::new();
    let mut services: Vec<&str> =
        catalogue.selected(&allowed).map(|action| action.service().prefix()).collect();
    services.dedup();
    let is_many = services.len() > MANY_SERVICES;
    for action in catalogue.selected(&allowed) {
        let prefix = if is_many { MANY } else { action.service().prefix() };
        let level = action.access_levels().iter().max().unwrap_or(AccessLevel::Write);
        parts.entry((prefix.to_owned(), level)).or_default().push(action);
    }
    for ((prefix, level), actions) in parts {
        let example = actions.first().map(ToString::to_string).unwrap_or_default();
        let count = actions.len();
        let patterns = match is_many {
            true if statement.has_not_action => vec![format!("all but {}", statement.actions.join(", "))],
            true => statement.actions.clone(),
            false => catalogue.cover(&actions.into_iter().collect()),
        };
        put(&prefix, Some(level), grant(patterns, count, example));
    }
    // Names that the catalogue does not list may be actions all the same.
    for entry in statement.actions.iter().filter(|_| !statement.has_not_action) {
        let is_listed = !catalogue.expand_list([entry.as_str()], false).is_empty();
        let prefix = entry.split_once(':').map_or(MANY, |(prefix, _)| prefix);
        if !is_listed {
            put(&prefix.to_ascii_lowercase(), None, grant(vec![entry.clone()], 0, String::new()));
        }
    }
}

fn service(
    prefix: String,
    levels: BTreeMap<(bool, Option<AccessLevel>), Vec<GrantView>>,
    catalogue: Option<&Catalogue>,
) -> ServiceAccess {
    let name = match prefix.as_str() {
        MANY => "Many services".to_owned(),
        other => catalogue
            .and_then(|catalogue| catalogue.service(other))
            .map_or_else(|| other.to_owned(), |found| found.name().to_owned()),
    };
    let levels = levels.into_iter().map(|((_, level), grants)| LevelAccess {
        level: level.map(|level| level.name().to_owned()),
        grants,
    });
    ServiceAccess { name, levels: levels.collect(), prefix }
}

/// What may take away from what the policies allow.
fn limits(
    workspace: &Workspace,
    templates: &Templates,
    arn: &str,
    policies: &RolePolicies,
    reference: &impl Fn(&RoleStatement) -> StatementRef,
) -> Vec<Limit> {
    let mut limits = Vec::new();
    for statement in &policies.identity.statements {
        if statement.effect == Some(Effect::Deny) {
            let message = match statement.is_full_deny() {
                true => format!(
                    "{} denies its actions on everything; they are taken out",
                    quoted(&statement.title)
                ),
                false => format!("{} denies some of it", quoted(&statement.title)),
            };
            limits.push(Limit { message, statement: Some(reference(statement)) });
        }
    }
    if policies.boundary.is_some() {
        let statement = policies.boundary_document.map(|id| whole(workspace, templates, id));
        let message = match &statement {
            Some(found) => {
                format!("the permissions boundary {} lets no more than its own pass", quoted(&found.policy))
            }
            None => "a permissions boundary that is not known may take away from it".to_owned(),
        };
        limits.push(Limit { message, statement });
    }
    if has_service_control(workspace, arn) {
        let message = "service control policies of the organization may take away from it".to_owned();
        limits.push(Limit { message, statement: None });
    }
    limits
}

/// Whether service control policies are attached anywhere above the account of `arn`, or nobody knows.
pub(super) fn has_service_control(workspace: &Workspace, arn: &str) -> bool {
    let is_some = |slot: &Slot<Vec<_>>| !matches!(slot, Slot::Known(documents) if documents.is_empty());
    let account = workspace.accounts.iter().find(|account| Some(account.id.as_str()) == account_of(arn));
    let units = workspace.organization.iter().flat_map(|organization| &organization.units);
    account.is_some_and(|account| {
        is_some(&account.scps) || account.unit.is_some() && units.into_iter().any(|unit| is_some(&unit.scps))
    })
}

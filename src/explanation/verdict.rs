//! The answer in sentences.

use super::names::{check_title, named_policy, policy_type_of, statement_in_policy};
use super::phrase::{capitalised, join, quoted};
use crate::evaluation::{
    Check, CheckEffect, CheckTrace, DecidedBy, Decision, Dependency, EffectName, Passage, StatementTrace,
    Supplied, Trace, Truth,
};
use crate::policy::PolicyType;
use crate::reading::{Reading, Readings};
use crate::scenario::{Principal, Request};

/// One sentence: what AWS would do, and what made it so; a denial in the words of AWS's own messages (clauses 6.4 to 6.6).
#[must_use]
pub fn headline(trace: &Trace, request: &Request<'_>) -> String {
    let evaluation = &trace.evaluation;
    match (evaluation.decision, evaluation.decided_by) {
        (Decision::Allowed, Some(by)) => {
            let statement =
                by.statement.and_then(|place| statement_in_policy(trace, by.check, place, request));
            let Some(statement) = statement else {
                return "An Allow applies, and nothing denies it.".to_owned();
            };
            let crosses = !trace.same_account && request.principal.account().is_some();
            let of_account = if crosses { ", the caller's own account allows it too" } else { "" };
            let of_limits =
                limits_passed(trace, request).map_or_else(String::new, |limits| format!(", {limits}"));
            capitalised(&format!("{statement} allows it{of_account}{of_limits}, and nothing denies it."))
        }
        (Decision::Allowed, None) if trace.needs_no_permission => {
            format!("{} needs no permission, and no policy can take it away.", quoted(&request.action))
        }
        (Decision::Allowed, None) => "The root user needs no policy in its own account.".to_owned(),
        (Decision::ExplicitlyDenied, by) => {
            let place = by.and_then(|by| {
                let statement = statement_in_policy(trace, by.check, by.statement?, request)?;
                Some((policy_type_of(by.check, request).name_with_article(), statement))
            });
            match place {
                Some((kind, statement)) => {
                    format!(
                        "Not authorized, with an explicit deny in {kind}: {statement} denies it, and a Deny always wins."
                    )
                }
                None => "Not authorized, with an explicit deny.".to_owned(),
            }
        }
        (Decision::ImplicitlyDenied, Some(by)) => implicit_denial(trace, by, request),
        (Decision::ImplicitlyDenied, None) => "Nothing allows it.".to_owned(),
        (Decision::Unknown, _) => {
            let on = join(&dependencies(trace, request), "and");
            if evaluation.possible.contains(&Decision::Allowed) {
                format!("It depends on {on}.")
            } else {
                format!("Denied either way: whether a Deny applies or no Allow does depends on {on}.")
            }
        }
    }
}

/// The limits of the caller that let an allowed request pass: "the permissions boundary `name` lets it pass".
fn limits_passed(trace: &Trace, request: &Request<'_>) -> Option<String> {
    let let_it_pass = |check: &&CheckTrace| {
        matches!(check.check, Check::PermissionsBoundary | Check::Session)
            && check.supplied == Supplied::Yes
            && check.effect == CheckEffect::Allow
            && trace.route.passage(check.check) == Passage::Passed
    };
    let allows = |statement: &StatementTrace| {
        statement.effect == Some(EffectName::Allow) && statement.applies == Truth::True
    };
    let policy = |check: &CheckTrace| {
        let mut policies = check.levels.iter().flat_map(|level| &level.policies);
        let policy = policies.find(|policy| policy.statements.iter().any(allows))?;
        Some(format!("the {}", named_policy(check.check, &policy.name, request)))
    };
    let limits: Vec<String> = trace.checks.iter().filter(let_it_pass).filter_map(policy).collect();
    let verb = if limits.len() == 1 { "lets" } else { "let" };
    (!limits.is_empty()).then(|| format!("{} {verb} it pass", join(&limits, "and")))
}

pub(super) fn implicit_denial(trace: &Trace, by: DecidedBy, request: &Request<'_>) -> String {
    let action = quoted(&request.action);
    let policy_type = policy_type_of(by.check, request);
    let kind = policy_type.name();
    let level = by
        .level
        .and_then(|level| trace.checks.iter().find(|check| check.check == by.check)?.levels.get(level));
    let (place, why) = match (by.check, level) {
        (Check::ServiceControlPolicy | Check::ResourceControlPolicy, Some(level))
            if !level.name.is_empty() =>
        {
            (format!(" at {}", quoted(&level.name)), "every level has to let it pass".to_owned())
        }
        (Check::Resource, _) => {
            let why = match policy_type {
                PolicyType::RoleTrust => "only the role's own can let a caller in",
                PolicyType::Key => "no other kind of policy can let a caller use the key",
                _ if !trace.same_account && request.principal.account().is_some() => {
                    "the resource is in another account, and both accounts have to allow it"
                }
                _ => "this caller has no other way",
            };
            (String::new(), why.to_owned())
        }
        (Check::Principal, _) if !trace.same_account => {
            (String::new(), "across accounts the caller's own account has to allow it too".to_owned())
        }
        (Check::Principal, _) => (String::new(), "nothing is allowed by default".to_owned()),
        (Check::Session, _) if matches!(request.principal, Principal::FederatedUser { .. }) => {
            (String::new(), "a federated session has only what its session policy allows".to_owned())
        }
        _ => {
            let limit = policy_type.name_with_article();
            (String::new(), format!("{limit} lets only those requests pass that it allows itself"))
        }
    };
    format!("Not authorized because no {kind}{place} allows the {action} action: {why}.")
}

/// What an unknown answer depends on, as noun phrases.
#[must_use]
pub fn dependencies(trace: &Trace, request: &Request<'_>) -> Vec<String> {
    let depends_on = &trace.evaluation.depends_on;
    let layer = |dependency: &Dependency| match dependency {
        Dependency::Layer(check) => Some(format!("the {}", lower(check_title(*check)))),
        _ => None,
    };
    let phrase = |dependency: &Dependency| match dependency {
        Dependency::Layer(_) => None,
        Dependency::ContextKey(key) => Some(format!("the context key {}", quoted(key))),
        Dependency::UnreadablePolicy(check, name) => {
            let kind = policy_type_of(*check, request).name();
            Some(format!("the {kind} {}, which cannot be read as it stands", quoted(name)))
        }
        Dependency::CanonicalUser(id) => {
            Some(format!("the account behind the canonical user id {}", quoted(id)))
        }
    };
    let layers: Vec<String> = depends_on.iter().filter_map(layer).collect();
    let unknown_layers =
        (!layers.is_empty()).then(|| format!("{}, which you don't know", join(&layers, "and")));
    unknown_layers.into_iter().chain(depends_on.iter().filter_map(phrase)).collect()
}

/// `VPC endpoint policy` stays as it is; `Service control policies` becomes lower case.
fn lower(title: &str) -> String {
    let mut characters = title.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => title.to_owned(),
    }
}

/// Sentences that go with the answer: the open questions that it rests on, and limits of the answer.
#[must_use]
pub fn notes(trace: &Trace, readings: Readings) -> Vec<String> {
    let on_reading = |reading: &Reading| {
        let (taken, other) = readings.taken_and_other(*reading);
        format!(
            "AWS's documents leave this open: {taken}. On the other reading, {other}, the decision would be another."
        )
    };
    trace.rests_on.iter().map(on_reading).collect()
}

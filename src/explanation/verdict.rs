//! The answer in sentences.

use super::names::{check_title, policy_type_of, statement_in_policy};
use super::phrase::{capitalised, join, quoted};
use crate::evaluation::{Check, CheckEffect, CheckTrace, DecidedBy, Decision, Dependency, Supplied, Trace};
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
            match statement {
                Some(statement) if !trace.same_account && request.principal.account().is_some() => {
                    capitalised(&format!(
                        "{statement} allows it, the caller's own account allows it too, and nothing denies it."
                    ))
                }
                Some(statement) => capitalised(&format!("{statement} allows it, and nothing denies it.")),
                None => "An Allow applies, and nothing denies it.".to_owned(),
            }
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
            (format!(" at {}", quoted(&level.name)), "every level has to allow it")
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
            (String::new(), why)
        }
        (Check::Principal, _) if !trace.same_account => {
            (String::new(), "across accounts the caller's own account has to allow it too")
        }
        (Check::Principal, _) => (String::new(), "nothing is allowed by default"),
        (Check::Session, _) if matches!(request.principal, Principal::FederatedUser { .. }) => {
            (String::new(), "a federated session has only what its session policy allows")
        }
        _ => (String::new(), "it limits everything else"),
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

/// One sentence on what a check does to the request.
#[must_use]
pub fn check_summary(check: &CheckTrace, request: &Request<'_>) -> String {
    let policy_type = policy_type_of(check.check, request);
    match check.supplied {
        Supplied::Unknown => return "Not known: evaluated both ways.".to_owned(),
        Supplied::ExemptServiceLinkedRole => {
            return "Does not bind service-linked roles.".to_owned();
        }
        Supplied::ExemptNoAccount => {
            return "Binds callers of the organization's accounts only.".to_owned();
        }
        Supplied::ExemptUnsupported => return "Does not support this service or call.".to_owned(),
        Supplied::Nothing => {
            return match check.check {
                Check::Principal => "Nothing attached, so nothing is allowed here.".to_owned(),
                Check::Resource => "The resource has no policy here.".to_owned(),
                Check::VpcEndpoint => "The request takes no VPC endpoint, or one without limits.".to_owned(),
                _ => "Nothing attached, so nothing is limited.".to_owned(),
            };
        }
        Supplied::Yes => {}
    }
    match check.effect {
        CheckEffect::ExplicitDeny => "A Deny applies.".to_owned(),
        CheckEffect::Unknown => "Depends on something unknown.".to_owned(),
        CheckEffect::NoImpact => format!("No statement of the {} applies.", policy_type.name()),
        CheckEffect::ImplicitDeny => format!("No Allow of {} applies.", policy_type.name_with_article()),
        CheckEffect::Allow => "An Allow applies.".to_owned(),
    }
}

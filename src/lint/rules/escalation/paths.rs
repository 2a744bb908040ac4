//! Ways from the permissions of a document to more permissions, and whether a document allows them.
//!
//! A document-only reader cannot know which roles, users and functions there are. So a way counts when the document
//! allows each of its actions under no condition: `iam:PassRole` on every role, what works on things that exist on
//! every one of them, and what only makes something new, beside `iam:PassRole`, on anything.

use crate::condition::Test;
use crate::lint::rules::breadth::action_list::in_words;
use crate::lint::rules::breadth::reach::{
    administration, can_work_on, denies_always, is_administrative, is_unbounded, is_whole_service,
};
use crate::lint::rules::logic::cover::resource_covers;
use crate::lint::{
    ActionFacts, ActionSet, ConditionFacts, Report, ResourceFacts, ServiceSet, SoughtAction, StatementFacts,
    Subject,
};
use crate::matching::{Syntax, Template, Wildcards, matches_ignoring_case, split_at_colon};
use crate::text::Span;

pub(super) const PASS_ROLE: &str = "iam:PassRole";
const SEND_COMMAND: &str = "ssm:SendCommand";

/// Documents of AWS that run a command, a script or a playbook of the caller's.
const OBEDIENT_DOCUMENTS: &[&str] = &[
    "AWS-ApplyAnsiblePlaybooks",
    "AWS-ApplyChefRecipes",
    "AWS-ApplyDSCMofs",
    "AWS-ConfigureAWSPackage",
    "AWS-RunAnsiblePlaybook",
    "AWS-RunDocument",
    "AWS-RunPowerShellScript",
    "AWS-RunRemoteScript",
    "AWS-RunSaltState",
    "AWS-RunShellScript",
];

/// How many ways a message tells at most.
const TOLD: usize = 3;

/// A smallest set of actions that gives more than the actions themselves.
pub(super) struct Path {
    /// The actions, `iam:PassRole` last.
    pub(super) actions: &'static [&'static str],
    /// The service principals to which the role is passed, with `iam:PassRole`.
    passed_to: &'static [&'static str],
    /// What one does with them, step by step.
    steps: &'static str,
    /// The actions together.
    all: ActionSet,
}

impl Path {
    pub(super) const fn new(
        actions: &'static [&'static str],
        passed_to: &'static [&'static str],
        steps: &'static str,
    ) -> Self {
        let mut all = ActionSet::NONE;
        let mut rest = actions;
        while let [action, after @ ..] = rest {
            all = all.union(ActionSet::of(action));
            rest = after;
        }
        Self { actions, passed_to, steps, all }
    }
}

/// Ways that work alike: those of one rule.
pub(super) struct Family {
    /// What they do: a half sentence that goes on from the actions, `can give …`.
    outcome: &'static str,
    /// How they are closed.
    remedy: &'static str,
    pub(super) paths: &'static [Path],
}

impl Family {
    pub(super) const fn new(outcome: &'static str, remedy: &'static str, paths: &'static [Path]) -> Self {
        Self { outcome, remedy, paths }
    }
}

/// Reports each way of the family that the document allows, those that rest on the same entries together.
pub(super) fn report_family(family: &Family, subject: &Subject<'_>, report: &mut Report) {
    let mut found: Vec<(Vec<Span>, Vec<&Path>)> = Vec::new();
    for path in family.paths {
        let Some(places) = places(path, subject).filter(|places| !is_told_elsewhere(places, subject)) else {
            continue;
        };
        match found.iter_mut().find(|(of_others, _)| *of_others == places) {
            Some((_, paths)) => paths.push(path),
            None => found.push((places, vec![path])),
        }
    }
    if found.is_empty()
        || subject.statements.iter().any(|statement| administration(statement, subject).is_some())
    {
        return;
    }
    for (places, paths) in found {
        let Some((first, others)) = places.split_first() else { continue };
        let told = if paths.len() == TOLD + 1 { paths.len() } else { TOLD };
        let mut ways: Vec<String> = paths.iter().take(told).map(|path| actions_of(path)).collect();
        let more = paths.len().saturating_sub(told);
        ways.extend((more > 0).then(|| format!("one of {more} more sets of actions")));
        let finding = report.at(*first, format!("{} {}", ways.join(", or "), family.outcome));
        let mut steps: Vec<&str> = paths.iter().take(told).map(|path| path.steps).collect();
        steps.dedup();
        finding.help(format!("one could {}; to prevent it, {}", steps.join(", or "), family.remedy));
        others.iter().for_each(|span| {
            finding.also(*span);
        });
    }
}

/// Whether the only place is one about which another rule has its finding: `NotAction`, or all actions of a service
/// that give administration.
fn is_told_elsewhere(places: &[Span], subject: &Subject<'_>) -> bool {
    let [place] = places else { return false };
    let is_whole = |entry: &ActionFacts<'_>| {
        entry.text.span == *place && is_whole_service(entry) && is_administrative(entry.service)
    };
    subject.statements.iter().any(|statement| match statement.has_not_action() {
        true => statement.value_span("NotAction") == Some(*place),
        false => statement.actions.iter().any(is_whole),
    })
}

fn actions_of(path: &Path) -> String {
    let names: Vec<String> = path.actions.iter().map(|name| (*name).to_owned()).collect();
    in_words(&names)
}

/// The tokens that allow the actions of a path, in the order of the actions, each once.
fn places(path: &Path, subject: &Subject<'_>) -> Option<Vec<Span>> {
    if !subject.may_allow(path.all) {
        return None;
    }
    let passes = path.actions.contains(&PASS_ROLE);
    let place = |action: &&str| {
        let scope = match *action {
            PASS_ROLE => Scope::EveryRole(path.passed_to),
            _ if passes => Scope::Anything,
            _ => Scope::Everything,
        };
        granting_entry(action, scope, subject)
    };
    // The last one first: roles are passed seldom.
    let mut found = path.actions.iter().rev().map(place).collect::<Option<Vec<Span>>>()?;
    found.reverse();
    let mut places = Vec::new();
    for place in found {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Some(places)
}

/// On what an action has to be allowed.
#[derive(Clone, Copy)]
enum Scope {
    /// On whatever it may be.
    Anything,
    /// On every resource of a type.
    Everything,
    /// On every role, to be passed to one of these services.
    EveryRole(&'static [&'static str]),
}

/// The first entry through which the document allows `action` in that scope.
fn granting_entry(action: &str, scope: Scope, subject: &Subject<'_>) -> Option<Span> {
    let sought = SoughtAction::new(action);
    let (service, _) = split_at_colon(action)?;
    if action == SEND_COMMAND && !runs_what_it_is_told(&sought, subject) {
        return None;
    }
    subject.statements.iter().find_map(|statement| {
        if !statement.allows() || !statement.may_have(&sought) {
            return None;
        }
        let entry = entry_about(statement, &sought)?;
        let is_open = allows_under(statement, scope) && reaches(statement, service, action, scope, subject);
        is_open.then_some(entry)
    })
}

/// Whether commands of the caller's own can be sent: by a pattern of documents, or by one of AWS's documents that run what
/// they are told. Any other document does what its owner wrote into it.
fn runs_what_it_is_told(send_command: &SoughtAction<'_>, subject: &Subject<'_>) -> bool {
    let is_open = |entry: &ResourceFacts<'_>| {
        let Some(resource) = entry.arn.and_then(|arn| arn.resource) else {
            return true;
        };
        let document = resource.strip_prefix("document/");
        resource.starts_with(['*', '?'])
            || document.is_some_and(|name| name.contains(['*', '?']) || OBEDIENT_DOCUMENTS.contains(&name))
    };
    subject.statements.iter().any(|statement| {
        statement.allows()
            && statement.may_have(send_command)
            && (statement.has_not_resource() || statement.resources.iter().any(is_open))
    })
}

fn entry_about(statement: &StatementFacts<'_>, sought: &SoughtAction<'_>) -> Option<Span> {
    if statement.has_not_action() {
        return statement.value_span("NotAction").filter(|_| statement.is_about(sought.text));
    }
    // What a wildcard before the colon stands for is an open question.
    let is_clear = |entry: &&ActionFacts<'_>| entry.is_everything() || entry.services != ServiceSet::ALL;
    statement.entries_covering(sought).find(is_clear).map(|entry| entry.text.span)
}

/// Whether nothing in the statement's condition stands in the way. `iam:PassedToService` does not when the service
/// is the one that the role is to be passed to.
fn allows_under(statement: &StatementFacts<'_>, scope: Scope) -> bool {
    if statement.statement.unreadable.is_some() {
        return false;
    }
    if !statement.has_condition() {
        return true;
    }
    let Scope::EveryRole(services) = scope else {
        return false;
    };
    statement.conditions.iter().all(|condition| passes_to(condition, services))
}

fn passes_to(condition: &ConditionFacts<'_>, services: &[&str]) -> bool {
    let test = condition.operator().test;
    let is_equality = matches!(test, Test::StringEquals | Test::StringEqualsIgnoreCase | Test::StringLike);
    condition.is_key("iam:PassedToService")
        && is_equality
        && condition.entry.values.iter().any(|value| {
            let wildcards = if test == Test::StringLike { Wildcards::Active } else { Wildcards::Literal };
            let (pattern, _) = Template::parse(&value.text, Syntax { wildcards, variables: false });
            services.iter().any(|service| matches_ignoring_case(pattern.parts(), service, &()))
        })
}

fn reaches(
    statement: &StatementFacts<'_>,
    service: &str,
    action: &str,
    scope: Scope,
    subject: &Subject<'_>,
) -> bool {
    if statement.has_not_resource() {
        return !is_denied("*", action, subject);
    }
    let is_open = |entry: &ResourceFacts<'_>| {
        let is_wide = match scope {
            Scope::Anything => true,
            Scope::Everything | Scope::EveryRole(_) => {
                is_unbounded(entry, service)
                    && is_of_its_type(entry, service, action)
                    && can_work_on(entry, action, subject)
            }
        };
        is_wide && !is_denied(&entry.text.text, action, subject)
    };
    statement.resources.iter().any(is_open)
}

/// Whether the entry is of a type on which the action works, where others stand beside it: what is written for users
/// does not touch roles.
fn is_of_its_type(entry: &ResourceFacts<'_>, service: &str, action: &str) -> bool {
    let types: &[(&str, &[&str])] = match service {
        "iam" | "sts" => {
            &[("Role", &["role/"]), ("Group", &["group/"]), ("PolicyVersion", &["policy/"]), ("", &["user/"])]
        }
        "ssm" => &[
            ("SendCommand", &["instance/", "managed-instance/"]),
            ("StartSession", &["instance/", "managed-instance/", "task/"]),
        ],
        _ => return true,
    };
    let own = types.iter().find(|(part, _)| action.contains(part));
    match (own, entry.arn.and_then(|arn| arn.resource)) {
        (Some((_, starts)), Some(resource)) => {
            resource.starts_with('*') || starts.iter().any(|start| resource.starts_with(start))
        }
        _ => true,
    }
}

/// Whether the document denies the action under no condition on all that `resource` stands for.
fn is_denied(resource: &str, action: &str, subject: &Subject<'_>) -> bool {
    let denies = |statement: &StatementFacts<'_>| {
        denies_always(statement)
            && !statement.has_not_resource()
            && statement.is_about(action)
            && statement.resources.iter().any(|entry| resource_covers(entry, resource))
    };
    subject.statements.iter().any(denies)
}

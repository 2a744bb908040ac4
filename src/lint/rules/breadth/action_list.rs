//! Lists of actions that should not be allowed on everything, and the one finding about them in a statement.

use std::collections::HashSet;

use super::reach::{allows_always, is_whole_service, unbounded_resource_for};
use crate::lint::{ActionFacts, Finding, Report, ServiceSet, StatementFacts, Subject};
use crate::text::Span;

/// How many actions a message names at most.
const NAMED: usize = 4;

/// Actions by service.
pub(in crate::lint::rules) struct ActionList {
    /// Service prefixes and their actions, the prefix included: `s3:GetObject`.
    pub(in crate::lint::rules) by_service: &'static [(&'static str, &'static [&'static str])],
    /// The services.
    pub(in crate::lint::rules) services: ServiceSet,
}

impl ActionList {
    /// The actions in the list that the entry covers; none for a whole service, about which another rule has its
    /// finding.
    pub(in crate::lint::rules) fn covered(
        &self,
        entry: &ActionFacts<'_>,
    ) -> impl Iterator<Item = &'static str> {
        let listed =
            if is_whole_service(entry) { &[] } else { self.of_service(entry.service, entry.services) };
        listed.iter().copied().filter(move |action| entry.covers(action))
    }

    /// The actions in the list that belong to `service`, one of `services`.
    fn of_service(&self, service: &str, services: ServiceSet) -> &'static [&'static str] {
        let is_its = |(listed, _): &&(&str, &[&str])| service.eq_ignore_ascii_case(listed);
        let may_have_it = self.services.meets(services);
        let found = if may_have_it { self.by_service.iter().find(is_its) } else { None };
        found.map_or(&[], |(_, actions)| actions)
    }

    /// Whether the action is in the list.
    pub(in crate::lint::rules) fn contains(&self, service: &str, name: &str) -> bool {
        let of_service = |(listed, _): &&(&str, &[&str])| *listed == service;
        let is_it = |action: &&str| action.get(service.len() + 1..) == Some(name);
        self.by_service.iter().find(of_service).is_some_and(|(_, actions)| actions.iter().any(is_it))
    }
}

/// Declares the list of a rule as `LIST`, and as `ACTIONS` its actions with their services.
macro_rules! action_list {
    ($($service:literal => $($name:literal)*;)*) => {
        pub(in crate::lint::rules) static LIST: $crate::lint::rules::breadth::action_list::ActionList =
            $crate::lint::rules::breadth::action_list::ActionList {
                by_service: &[$(($service, &[$(concat!($service, ":", $name)),*])),*],
                services: $crate::lint::ServiceSet::NONE$(.union($crate::lint::ServiceSet::of($service)))*,
            };
        static ACTIONS: &[&str] = &[$($(concat!($service, ":", $name)),*),*];
    };
}
pub(in crate::lint::rules) use action_list;

/// What a statement allows on every resource, of that for which a rule looks.
#[derive(Default)]
pub(in crate::lint::rules) struct Allowed {
    names: Vec<String>,
    seen: HashSet<String>,
    entries: Vec<Span>,
    resources: Vec<Span>,
}

impl Allowed {
    /// Adds an entry through which actions are allowed on the resource token `resource`.
    pub(in crate::lint::rules) fn add(&mut self, entry: &ActionFacts<'_>, resource: Span) {
        self.entries.push(entry.text.span);
        if !self.resources.contains(&resource) {
            self.resources.push(resource);
        }
    }

    /// Adds the name of an action for the message.
    pub(in crate::lint::rules) fn name(&mut self, name: String) {
        if self.seen.insert(name.clone()) {
            self.names.push(name);
        }
    }

    /// Reports the one finding, if there is anything to report: `message` gets the names of the actions. Its places
    /// are the entries and then the resources.
    pub(in crate::lint::rules) fn report(
        self,
        report: &mut Report,
        message: impl Fn(&str) -> String,
    ) -> Option<&mut Finding> {
        let (first, others) = self.entries.split_first()?;
        let finding = report.at(*first, message(&in_words(&self.names)));
        others.iter().chain(&self.resources).for_each(|span| {
            finding.also(*span);
        });
        Some(finding)
    }
}

/// Reports the one finding about the actions of `list` that the statement allows under no condition on every
/// resource of a type on which they work.
pub(in crate::lint::rules) fn report_listed<'r>(
    list: &ActionList,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &'r mut Report,
    message: impl Fn(&str) -> String,
) -> Option<&'r mut Finding> {
    if statement.has_not_action()
        || !list.services.meets(statement.about.services)
        || !allows_always(statement)
    {
        return None;
    }
    let mut allowed = Allowed::default();
    let listed = statement.runs.iter().flat_map(|run| {
        let listed = list.of_service(run.service, run.about.services);
        let entries = if listed.is_empty() { &[] } else { statement.entries_of(run) };
        entries.iter().map(move |entry| (entry, listed))
    });
    for (entry, listed) in listed.filter(|(entry, _)| !is_whole_service(entry)) {
        let covered = listed.iter().copied().filter(|action| entry.covers(action));
        let reached = |action| Some((action, unbounded_resource_for(statement, action, subject)?));
        let mut resource = None;
        for (action, token) in covered.filter_map(reached) {
            allowed.name(action.to_owned());
            resource = Some(token);
        }
        if let Some(resource) = resource {
            allowed.add(entry, resource);
        }
    }
    allowed.report(report, message)
}

/// The names in backticks, the first few of them: `` `a`, `b` and 3 more ``.
pub(in crate::lint::rules) fn in_words(names: &[String]) -> String {
    first_in_words(names, NAMED)
}

/// As [`in_words`], but `most` names at most.
pub(in crate::lint::rules) fn first_in_words(names: &[String], most: usize) -> String {
    let named: Vec<String> = names.iter().take(most).map(|name| format!("`{name}`")).collect();
    match (named.split_last(), names.len().saturating_sub(most)) {
        (Some((last, [])), 0) => last.clone(),
        (Some((last, others)), 0) => format!("{} and {last}", others.join(", ")),
        (_, more) => format!("{} and {more} more", named.join(", ")),
    }
}

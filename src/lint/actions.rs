//! What is known of an entry of `Action` or `NotAction`.

use std::cell::OnceCell;
use std::ops::Range;

use super::{ActionSet, ServiceSet};
use crate::catalogue::{Action, ActionSelection, Catalogue, PrefixWildcards, Service};
use crate::matching::{has_wildcard, matches_name, split_at_colon};
use crate::policy::Text;

/// An entry of `Action` or `NotAction`.
pub struct ActionFacts<'s> {
    /// The entry.
    pub text: &'s Text<'s>,
    /// What stands before its colon; empty without one, as in `*`.
    pub service: &'s str,
    /// What stands after its colon; all of it without one.
    pub name: &'s str,
    /// The services about whose actions it may be.
    pub services: ServiceSet,
    /// Whether there is a wildcard in it.
    pub has_wildcard: bool,
    catalogue: Option<&'s Catalogue>,
    listed_service: Option<Service<'s>>,
    action: OnceCell<Option<Action<'s>>>,
    expansion: OnceCell<ActionSelection>,
}

/// Neighbouring entries of one service: they mostly stand together, so that who looks for some services has few of
/// these to look at.
pub struct ServiceRun<'s> {
    /// What stands before their colons.
    pub service: &'s str,
    /// The actions that they may cover.
    pub about: ActionSet,
    /// Which entries of the statement they are.
    pub entries: Range<usize>,
}

/// What is known of the entries of an `Action` or a `NotAction`, and their runs of one service.
pub(super) fn read_actions<'s>(
    texts: &'s [Text<'s>],
    catalogue: Option<&'s Catalogue>,
) -> (Vec<ActionFacts<'s>>, Vec<ServiceRun<'s>>) {
    let mut runs: Vec<ServiceRun<'s>> = Vec::new();
    let mut actions: Vec<ActionFacts<'s>> = Vec::with_capacity(texts.len());
    for text in texts {
        let last = runs.last_mut().zip(actions.last());
        let entry = match last.and_then(|(run, last)| Some((run, last.next_of_service(text)?))) {
            Some((run, entry)) => {
                run.about = run.about.union(entry.about());
                run.entries.end += 1;
                entry
            }
            None => {
                let entry = ActionFacts::new(text, catalogue);
                runs.push(ServiceRun {
                    service: entry.service,
                    about: entry.about(),
                    entries: actions.len()..actions.len() + 1,
                });
                entry
            }
        };
        actions.push(entry);
    }
    (actions, runs)
}

impl<'s> ActionFacts<'s> {
    fn new(text: &'s Text<'s>, catalogue: Option<&'s Catalogue>) -> Self {
        let (service, name) = split_at_colon(&text.text).unwrap_or(("", &text.text));
        Self {
            text,
            service,
            name,
            services: ServiceSet::of_pattern(service),
            has_wildcard: has_wildcard(&text.text),
            catalogue,
            listed_service: catalogue.and_then(|catalogue| catalogue.service(service)),
            action: OnceCell::new(),
            expansion: OnceCell::new(),
        }
    }

    /// The entry `text`, where it has the same service as this one: what is known of that need not be found again.
    fn next_of_service(&self, text: &'s Text<'s>) -> Option<Self> {
        let name = text.text.strip_prefix(self.service)?.strip_prefix(':')?;
        let service = text.text.get(..self.service.len()).filter(|service| !service.is_empty())?;
        let has_wildcard = has_wildcard(&text.text);
        let (action, expansion) = (OnceCell::new(), OnceCell::new());
        Some(Self { text, service, name, has_wildcard, action, expansion, ..*self })
    }

    fn about(&self) -> ActionSet {
        match self.has_wildcard {
            true => ActionSet::of_services(self.services),
            false => ActionSet::named(self.services, &self.text.text),
        }
    }

    /// Whether it is `*` or `*:*`: every action of every service.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.has_wildcard && matches!(&*self.text.text, "*" | "*:*")
    }

    /// The action that it names without wildcards; none when there is no such action or the catalogue is not loaded.
    pub fn action(&self) -> Option<Action<'s>> {
        *self.action.get_or_init(|| self.listed_service.filter(|_| !self.has_wildcard)?.action(self.name))
    }

    /// The actions that it stands for; none when the catalogue is not loaded.
    pub fn expansion(&self) -> &ActionSelection {
        self.expansion.get_or_init(|| {
            if self.is_everything() {
                let every = |catalogue: &Catalogue| catalogue.expand("*", PrefixWildcards::Literal);
                return self.catalogue.map(every).unwrap_or_default();
            }
            if !self.has_wildcard {
                return self.action().into_iter().collect();
            }
            self.listed_service.map(|service| service.matching(self.name)).unwrap_or_default()
        })
    }

    /// Whether it covers `action` (`iam:PassRole`, without wildcards), whatever the case. Needs no catalogue.
    #[must_use]
    pub fn covers(&self, action: &str) -> bool {
        if self.has_wildcard {
            matches_name(&self.text.text, action)
        } else {
            self.text.text.eq_ignore_ascii_case(action)
        }
    }
}

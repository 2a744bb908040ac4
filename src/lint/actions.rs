//! What is known of an entry of `Action` or `NotAction`.

use std::cell::OnceCell;

use super::ServiceSet;
use crate::catalogue::{Action, ActionSelection, Catalogue, PrefixWildcards};
use crate::matching::{has_wildcard, matches_name};
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
    action: OnceCell<Option<Action<'s>>>,
    expansion: OnceCell<ActionSelection>,
}

impl<'s> ActionFacts<'s> {
    pub(super) fn new(text: &'s Text<'s>, catalogue: Option<&'s Catalogue>) -> Self {
        let (service, name) = halves(&text.text);
        Self {
            text,
            service,
            name,
            services: ServiceSet::of_pattern(service),
            has_wildcard: has_wildcard(&text.text),
            catalogue,
            action: OnceCell::new(),
            expansion: OnceCell::new(),
        }
    }

    /// Whether it is `*` or `*:*`: every action of every service.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        matches!(&*self.text.text, "*" | "*:*")
    }

    /// The action that it names without wildcards; none when there is no such action or the catalogue is not loaded.
    pub fn action(&self) -> Option<Action<'s>> {
        *self.action.get_or_init(|| {
            let catalogue = self.catalogue.filter(|_| !self.has_wildcard)?;
            catalogue.service(self.service)?.action(self.name)
        })
    }

    /// The actions that it stands for; none when the catalogue is not loaded.
    pub fn expansion(&self) -> &ActionSelection {
        self.expansion.get_or_init(|| {
            let expand = |catalogue: &Catalogue| {
                let pattern = if self.is_everything() { "*" } else { &*self.text.text };
                catalogue.expand(pattern, PrefixWildcards::Literal)
            };
            self.catalogue.map(expand).unwrap_or_default()
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

/// What stands before the first colon and what behind it. Prefixes are short, so this looks at each byte.
fn halves(text: &str) -> (&str, &str) {
    let colon = text.bytes().position(|byte| byte == b':');
    colon.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?))).unwrap_or(("", text))
}

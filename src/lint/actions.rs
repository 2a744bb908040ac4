//! What is known of an entry of `Action` or `NotAction`.

use std::cell::OnceCell;

use crate::catalogue::{Action, ActionSelection, Catalogue, PrefixWildcards};
use crate::policy::Text;

/// An entry of `Action` or `NotAction`.
pub struct ActionFacts<'s> {
    /// The entry.
    pub text: &'s Text<'s>,
    /// What stands before its colon; empty without one, as in `*`.
    pub service: &'s str,
    /// What stands after its colon; all of it without one.
    pub name: &'s str,
    /// Whether there is a wildcard in it.
    pub has_wildcard: bool,
    catalogue: Option<&'s Catalogue>,
    action: OnceCell<Option<Action<'s>>>,
    expansion: OnceCell<ActionSelection>,
}

impl<'s> ActionFacts<'s> {
    pub(super) fn new(text: &'s Text<'s>, catalogue: Option<&'s Catalogue>) -> Self {
        let (service, name) = text.text.split_once(':').unwrap_or(("", &text.text));
        Self {
            text,
            service,
            name,
            has_wildcard: text.text.contains(['*', '?']),
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
            wildcard_covers(&self.text.text, action)
        } else {
            self.text.text.eq_ignore_ascii_case(action)
        }
    }
}

/// Whether `pattern`, in which `*` and `?` are wildcards, covers `text`, whatever the case.
fn wildcard_covers(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at_pattern, mut at_text) = (0, 0);
    // Where to go on after the last star takes one character more.
    let mut retry = None;
    while at_text < text.len() {
        match (pattern.get(at_pattern), text.get(at_text)) {
            (Some(b'*'), _) => {
                retry = Some((at_pattern + 1, at_text));
                at_pattern += 1;
            }
            (Some(wanted), Some(found)) if *wanted == b'?' || wanted.eq_ignore_ascii_case(found) => {
                at_pattern += 1;
                at_text += 1;
            }
            _ => match retry {
                Some((pattern_place, text_place)) => {
                    (at_pattern, at_text) = (pattern_place, text_place + 1);
                    retry = Some((pattern_place, text_place + 1));
                }
                None => return false,
            },
        }
    }
    pattern.get(at_pattern..).is_some_and(|rest| rest.iter().all(|byte| *byte == b'*'))
}

//! `aws:SourceIp` and addresses that never reach it.

use super::cidr::Cidr;
use crate::condition::Test;
use crate::lint::ConditionFacts;

/// How many of the values are private ranges.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// All of them.
    All,
    /// Some of them.
    Some,
}

/// How many of the values of a `test` of `aws:SourceIp` are private; `None` for none, and for other conditions.
pub(super) fn private_share(facts: &ConditionFacts<'_>, test: Test) -> Option<Share> {
    if facts.operator().test != test || !facts.is_key("aws:SourceIp") {
        return None;
    }
    let mut ranges = facts.entry.values.iter().filter_map(|value| Cidr::parse(&value.text)).peekable();
    ranges.peek()?;
    let (mut private, mut public) = (0, 0);
    for range in ranges {
        *(if range.is_private() { &mut private } else { &mut public }) += 1;
    }
    match (private, public) {
        (0, _) => None,
        (_, 0) if private == facts.entry.values.len() => Some(Share::All),
        _ => Some(Share::Some),
    }
}

//! What answers of Lambda authorizers are kept.

use std::sync::Arc;

/// An answer of a Lambda authorizer that lets it be asked no more for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// JSON with `principalId` and `policyDocument`, and the API key that it names.
    Policy { output: Arc<str>, usage_key: Option<String> },
    /// `isAuthorized` of a simple response.
    Simple(bool),
    /// Nobody knows.
    Unknown,
}

/// Whose answer: API, stage, authorizer.
pub(super) type Place = [String; 3];

#[derive(Clone, Debug)]
struct Entry {
    place: Place,
    /// The values of the identity sources; none when not all are known.
    key: Option<Vec<String>>,
    answer: Answer,
    /// From when to when it counts, in milliseconds since 1970; none when that is not known.
    lifetime: Option<(u64, u64)>,
    /// Whether it surely was kept.
    is_certain: bool,
    /// The number of the walk that got it.
    walk: usize,
}

/// The answers of Lambda authorizers that API Gateway keeps between requests. Begin with an empty one
/// ([`Default`]) and give the same one to every [`walk`](super::walk) of a row of requests, in order of time.
#[derive(Clone, Debug, Default)]
pub struct AuthorizerCache {
    entries: Vec<Entry>,
    /// How many walks began with this cache.
    walks: usize,
}

/// What a cache has for a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// The answer that surely is kept, and the number of the walk that got it.
    pub(super) certain: Option<(Answer, usize)>,
    /// Answers that may be kept.
    pub(super) perhaps: Vec<Answer>,
}

impl AuthorizerCache {
    /// How many answers are kept, those that have run out included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes in that another walk begins.
    pub(super) fn begin_walk(&mut self) {
        self.walks += 1;
    }

    pub(super) fn find(&self, place: &Place, key: Option<&[String]>, time: Option<u64>) -> Kept {
        let mut kept = Kept::default();
        for entry in self.entries.iter().filter(|entry| entry.place == *place) {
            let is_live = match (entry.lifetime, time) {
                (Some((from, to)), Some(time)) => Some((from..to).contains(&time)),
                _ => None,
            };
            let is_same = match (&entry.key, key) {
                (Some(one), Some(other)) => Some(one == other),
                _ => None,
            };
            match (is_live, is_same) {
                (Some(false), _) | (_, Some(false)) => {}
                (Some(true), Some(true)) if entry.is_certain => {
                    kept.certain = Some((entry.answer.clone(), entry.walk));
                }
                _ if kept.perhaps.contains(&entry.answer) => {}
                _ => kept.perhaps.push(entry.answer.clone()),
            }
        }
        kept
    }

    /// Keeps an answer from `time` on. `ttl_ms` is none when it is not known.
    pub(super) fn keep(
        &mut self,
        place: Place,
        key: Option<Vec<String>>,
        answer: Answer,
        (time, ttl_ms): (Option<u64>, Option<u64>),
        is_certain: bool,
    ) {
        let lifetime = time.zip(ttl_ms).map(|(time, ttl)| (time, time.saturating_add(ttl)));
        let is_certain = is_certain && key.is_some() && lifetime.is_some();
        if let Some((now, _)) = lifetime {
            self.entries.retain(|entry| entry.lifetime.is_none_or(|(_, to)| to > now));
        }
        let is_there = |entry: &Entry| {
            !is_certain
                && entry.place == place
                && entry.key == key
                && entry.answer == answer
                && entry.lifetime == lifetime
        };
        if !self.entries.iter().any(is_there) {
            let walk = self.walks.saturating_sub(1);
            self.entries.push(Entry { place, key, answer, lifetime, is_certain, walk });
        }
    }
}

//! Sets of actions.

use std::ops::Range;

use super::Action;
use super::core_data::Core;

/// A set of actions of one catalogue: runs of neighbours, so that all actions of a service or all that begin
/// with `Get` take no more room than one action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionSelection {
    /// Ascending, not empty, and no two touch.
    runs: Vec<Range<usize>>,
}

impl ActionSelection {
    /// Adds a run that begins at or behind the last one's end.
    pub(super) fn push_run(&mut self, run: Range<usize>) {
        match self.runs.last_mut() {
            _ if run.is_empty() => {}
            Some(last) if last.end >= run.start => last.end = last.end.max(run.end),
            _ => self.runs.push(run),
        }
    }

    pub(super) fn from_runs(mut runs: Vec<Range<usize>>) -> Self {
        runs.sort_unstable_by_key(|run| run.start);
        let mut selection = Self::default();
        runs.into_iter().for_each(|run| selection.push_run(run));
        selection
    }

    /// Its indices within `range`.
    pub(super) fn indices_within(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.runs.partition_point(|run| run.end <= range.start);
        let (start, end) = (range.start, range.end);
        let runs = self.runs.get(first..).unwrap_or_default().iter();
        runs.take_while(move |run| run.start < end)
            .flat_map(move |run| run.start.max(start)..run.end.min(end))
    }

    pub(super) fn has_index(&self, index: usize) -> bool {
        let at = self.runs.partition_point(|run| run.end <= index);
        self.runs.get(at).is_some_and(|run| run.start <= index)
    }

    /// Whether there is no action in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// How many actions are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.runs.iter().map(ExactSizeIterator::len).sum()
    }

    /// Whether `action` is in it.
    #[must_use]
    pub fn contains(&self, action: Action<'_>) -> bool {
        self.has_index(action.index)
    }

    /// The actions that are in this or in `other`.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::from_runs(self.runs.iter().chain(&other.runs).cloned().collect())
    }

    /// The actions that are in this and in `other`.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let mut common = Self::default();
        let (mut left, mut right) = (self.runs.iter().peekable(), other.runs.iter().peekable());
        while let (Some(one), Some(another)) = (left.peek(), right.peek()) {
            common.push_run(one.start.max(another.start)..one.end.min(another.end));
            if one.end < another.end {
                left.next();
            } else {
                right.next();
            }
        }
        common
    }

    /// The actions that are in this and not in `other`.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        let mut gaps = Vec::new();
        let mut start = 0;
        for run in &other.runs {
            gaps.push(start..run.start);
            start = run.end;
        }
        gaps.push(start..usize::MAX);
        self.intersection(&Self::from_runs(gaps.into_iter().filter(|gap| !gap.is_empty()).collect()))
    }

    /// Whether every action of it is in `other`.
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        self.difference(other).is_empty()
    }

    pub(super) fn actions<'c>(&self, core: &'c Core) -> impl Iterator<Item = Action<'c>> {
        self.runs.iter().cloned().flatten().map(move |index| Action { core, index })
    }
}

impl<'c> FromIterator<Action<'c>> for ActionSelection {
    fn from_iter<I: IntoIterator<Item = Action<'c>>>(actions: I) -> Self {
        Self::from_runs(actions.into_iter().map(|action| action.index..action.index + 1).collect())
    }
}

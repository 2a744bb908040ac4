//! How well names fit what was typed.

use super::view::Completion;

/// The most options that are offered from a list without bounds.
pub(super) const MAX_OPTIONS: usize = 200;
/// The most options for a field of a form, and the most actions where no service is named.
pub(super) const MAX_FORM_OPTIONS: usize = 50;

/// Where the typed text stands in a name; the better is the less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    Beginning,
    Inside,
}

/// How `name` fits what was typed, without regard to case; `None` when it does not.
pub(super) fn fit(name: &str, typed: &str) -> Option<Fit> {
    if begins_with(name, typed) {
        return Some(Fit::Beginning);
    }
    let mut windows = name.as_bytes().windows(typed.len().max(1));
    windows.any(|window| window.eq_ignore_ascii_case(typed.as_bytes())).then_some(Fit::Inside)
}

/// Whether `name` begins with `start`, without regard to case.
pub(super) fn begins_with(name: &str, start: &str) -> bool {
    name.as_bytes().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

/// Those of `options` whose labels fit what was typed, the best first, otherwise in their order.
pub(super) fn fitting(options: impl IntoIterator<Item = Completion>, typed: &str) -> Vec<Completion> {
    let with_fit = options.into_iter().filter_map(|option| Some((fit(&option.label, typed)?, option)));
    let mut with_fit: Vec<(Fit, Completion)> = with_fit.collect();
    with_fit.sort_by_key(|(fit, _)| *fit);
    with_fit.into_iter().map(|(_, option)| option).collect()
}

//! Matching in which some wildcards may not cross a colon.

use super::{Part, RequestValues};
use crate::reading::Reading;

enum Step {
    Character(char),
    One { crosses_colon: bool },
    Run { crosses_colon: bool },
}

/// Whether `text` as a whole matches `parts`, `FieldRun` and `FieldOne` staying clear of `:`.
///
/// All ways to match are followed side by side, character by character (a leftmost search would be wrong
/// here: an earlier place may need a run across a colon), so the time is pattern × text.
pub(super) fn matches_in_fields(parts: &[Part], text: &str, values: &impl RequestValues) -> bool {
    let Some(steps) = steps(parts, values) else {
        return false;
    };
    let mut reached = vec![false; steps.len() + 1];
    if let Some(start) = reached.first_mut() {
        *start = true;
    }
    skip_empty_runs(&steps, &mut reached);
    let mut next = vec![false; steps.len() + 1];
    for character in text.chars() {
        next.fill(false);
        for (index, step) in steps.iter().enumerate() {
            if !reached.get(index).is_some_and(|here| *here) {
                continue;
            }
            let target = match step {
                Step::Character(expected) => (*expected == character).then_some(index + 1),
                Step::One { crosses_colon } => (*crosses_colon || character != ':').then_some(index + 1),
                Step::Run { crosses_colon } => (*crosses_colon || character != ':').then_some(index),
            };
            if let Some(place) = target.and_then(|target| next.get_mut(target)) {
                *place = true;
            }
        }
        skip_empty_runs(&steps, &mut next);
        std::mem::swap(&mut reached, &mut next);
    }
    reached.last().is_some_and(|end| *end)
}

fn steps(parts: &[Part], values: &impl RequestValues) -> Option<Vec<Step>> {
    let end_of_field_crosses_colon = !values.takes_alternative(Reading::WildcardCrossesArnFields);
    let mut steps = Vec::new();
    for part in parts {
        match part {
            Part::Text(text) => steps.extend(text.chars().map(Step::Character)),
            Part::Variable(variable) => steps.extend(values.value_of(variable)?.chars().map(Step::Character)),
            Part::AnyOne => steps.push(Step::One { crosses_colon: true }),
            Part::FieldOne => steps.push(Step::One { crosses_colon: false }),
            Part::AnyRun => steps.push(Step::Run { crosses_colon: true }),
            Part::FieldRun => steps.push(Step::Run { crosses_colon: false }),
            Part::FieldEndRun => steps.push(Step::Run { crosses_colon: end_of_field_crosses_colon }),
        }
    }
    Some(steps)
}

/// A run may be empty: whoever stands before it also stands behind it.
fn skip_empty_runs(steps: &[Step], reached: &mut [bool]) {
    for (index, step) in steps.iter().enumerate() {
        if matches!(step, Step::Run { .. })
            && reached.get(index).is_some_and(|here| *here)
            && let Some(behind) = reached.get_mut(index + 1)
        {
            *behind = true;
        }
    }
}

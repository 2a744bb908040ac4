//! Where a text and a pattern that does not cover it part.

/// The first place from which on a text is not what was required of it, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parting {
    /// In what the request has.
    pub actual: usize,
    /// In what the policy asks for.
    pub required: usize,
}

/// How the texts are compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comparing {
    /// Whether `*` and `?` are wildcards.
    pub(super) wildcards: bool,
    /// Whether upper and lower case are the same.
    pub(super) ignores_case: bool,
}

enum Piece {
    Character(char),
    AnyOne,
    AnyRun,
    /// A variable without a value, which nothing matches.
    Nothing,
}

/// A piece of the required text and where it begins.
struct Step {
    piece: Piece,
    offset: usize,
}

/// Policy variables and what they became, as an entry of a trace lists them.
pub(super) type Variables = [(String, Option<String>)];

/// Where `actual` parts from `required`; `None` when it does not. All ways to place the wildcards are followed side by
/// side, and the one that gets furthest into `required` counts. Takes at worst required × actual steps.
pub(super) fn part(
    actual: &str,
    required: &str,
    comparing: Comparing,
    variables: &Variables,
) -> Option<Parting> {
    let steps = steps(required, comparing, variables);
    let mut reached = vec![false; steps.len() + 1];
    if let Some(start) = reached.first_mut() {
        *start = true;
    }
    skip_empty_runs(&steps, &mut reached);
    let mut next = vec![false; steps.len() + 1];
    let mut furthest = (last_of(&reached).unwrap_or_default(), 0);
    for (offset, character) in actual.char_indices() {
        next.fill(false);
        let first = reached.iter().position(|here| *here).unwrap_or_default();
        let end = last_of(&reached).unwrap_or_default() + 1;
        for (index, step) in steps.iter().enumerate().take(end).skip(first) {
            if !is_reached(&reached, index) {
                continue;
            }
            let target = match step.piece {
                Piece::Character(expected) if are_equal(expected, character, comparing) => index + 1,
                Piece::AnyOne => index + 1,
                Piece::AnyRun => index,
                Piece::Character(_) | Piece::Nothing => continue,
            };
            if let Some(place) = next.get_mut(target) {
                *place = true;
            }
        }
        skip_empty_runs(&steps, &mut next);
        std::mem::swap(&mut reached, &mut next);
        match last_of(&reached) {
            Some(last) if last > furthest.0 => furthest = (last, offset + character.len_utf8()),
            Some(_) => {}
            None => break,
        }
    }
    if is_reached(&reached, steps.len()) {
        return None;
    }
    let required = steps.get(furthest.0).map_or(required.len(), |step| step.offset);
    Some(Parting { actual: furthest.1, required })
}

fn are_equal(one: char, other: char, comparing: Comparing) -> bool {
    one == other || (comparing.ignores_case && one.eq_ignore_ascii_case(&other))
}

fn is_reached(reached: &[bool], index: usize) -> bool {
    reached.get(index).is_some_and(|here| *here)
}

fn last_of(reached: &[bool]) -> Option<usize> {
    reached.iter().rposition(|here| *here)
}

/// A run may be empty: whoever stands before it also stands behind it.
fn skip_empty_runs(steps: &[Step], reached: &mut [bool]) {
    for (index, step) in steps.iter().enumerate() {
        if matches!(step.piece, Piece::AnyRun)
            && is_reached(reached, index)
            && let Some(behind) = reached.get_mut(index + 1)
        {
            *behind = true;
        }
    }
}

fn steps(required: &str, comparing: Comparing, variables: &Variables) -> Vec<Step> {
    let mut steps = Vec::with_capacity(required.len());
    let mut rest = required;
    while let Some(character) = rest.chars().next() {
        let offset = required.len() - rest.len();
        if let Some((name, after)) = reference(rest) {
            if let Some(escaped) = name.chars().next().filter(|_| matches!(name, "*" | "?" | "$")) {
                steps.push(Step { piece: Piece::Character(escaped), offset });
                rest = after;
                continue;
            }
            let key = name.split(',').next().unwrap_or(name);
            if let Some((_, value)) = variables.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)) {
                match value {
                    Some(value) => steps.extend(
                        value.chars().map(|character| Step { piece: Piece::Character(character), offset }),
                    ),
                    None => steps.push(Step { piece: Piece::Nothing, offset }),
                }
                rest = after;
                continue;
            }
        }
        let piece = match character {
            '*' if comparing.wildcards => Piece::AnyRun,
            '?' if comparing.wildcards => Piece::AnyOne,
            _ => Piece::Character(character),
        };
        steps.push(Step { piece, offset });
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    steps
}

/// What stands in the braces of the `${…}` at the start of `text`, and the text after it.
fn reference(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("${")?.split_once('}')
}

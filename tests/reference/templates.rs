//! Patterns with wildcards and policy variables (2.23–2.25, 2C).

use super::conditions::Context;

/// One piece of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// This character.
    Exactly(char),
    /// `*`: any run of characters, none included.
    Run { crosses_colons: bool },
    /// `?`: one character.
    One { crosses_colons: bool },
}

/// Whether `pattern` covers the whole of `text`.
pub(super) fn matches(pattern: &[Token], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let mut known = vec![None; (text.len() + 1) * (pattern.len() + 1)];
    rest_matches(pattern, &text, text.len() + 1, &mut known)
}

/// Whether the rest of a pattern covers the rest of a text; `known` holds the answers so far, by the lengths
/// of the rests, `row` for each length of the pattern.
fn rest_matches(pattern: &[Token], text: &[char], row: usize, known: &mut [Option<bool>]) -> bool {
    let place = pattern.len() * row + text.len();
    if let Some(answer) = known[place] {
        return answer;
    }
    let may_be = |character: char, crosses: bool| crosses || character != ':';
    let answer = match (pattern.first(), text.first()) {
        (None, None) => true,
        (None, Some(_)) => false,
        (Some(Token::Run { crosses_colons }), next) => {
            let stops_here = rest_matches(&pattern[1..], text, row, known);
            stops_here
                || next.is_some_and(|next| {
                    may_be(*next, *crosses_colons) && rest_matches(pattern, &text[1..], row, known)
                })
        }
        (Some(_), None) => false,
        (Some(Token::Exactly(wanted)), Some(next)) => {
            wanted == next && rest_matches(&pattern[1..], &text[1..], row, known)
        }
        (Some(Token::One { crosses_colons }), Some(next)) => {
            may_be(*next, *crosses_colons) && rest_matches(&pattern[1..], &text[1..], row, known)
        }
    };
    known[place] = Some(answer);
    answer
}

/// The characters of `text`, none of them special.
pub(super) fn literal(text: &str) -> Vec<Token> {
    text.chars().map(Token::Exactly).collect()
}

/// `text` with `*` and `?` as wildcards that may stand for any character.
pub(super) fn plain_pattern(text: &str) -> Vec<Token> {
    let token = |character| match character {
        '*' => Token::Run { crosses_colons: true },
        '?' => Token::One { crosses_colons: true },
        other => Token::Exactly(other),
    };
    text.chars().map(token).collect()
}

/// `text` with its variables replaced (2C); none when one has no value and no default.
/// Replacements are literal (2.64) and are not looked at again (2.65).
pub(super) fn expand(text: &str, variables: bool, wildcards: bool, context: &Context) -> Option<Vec<Token>> {
    let rest_as = |text: &str| if wildcards { plain_pattern(text) } else { literal(text) };
    let start = match text.find("${") {
        Some(start) if variables => start,
        _ => return Some(rest_as(text)),
    };
    let end = start + text[start..].find('}').expect("variables are closed");
    let mut tokens = rest_as(&text[..start]);
    tokens.extend(literal(&value_of_variable(&text[start + 2..end], context)?));
    tokens.extend(expand(&text[end + 1..], variables, wildcards, context)?);
    Some(tokens)
}

fn value_of_variable(inside: &str, context: &Context) -> Option<String> {
    // 2.58: escapes.
    if ["*", "?", "$"].contains(&inside) {
        return Some(inside.to_owned());
    }
    // 2.56: `key, 'default'`.
    let (key, default) = match inside.split_once(", '") {
        Some((key, default)) => (key, Some(default.strip_suffix('\'').expect("defaults are closed"))),
        None => (inside, None),
    };
    // 2.55: a multivalued key has no place in a variable.
    if context.has_value(key) { context.single(key) } else { default.map(str::to_owned) }
}

//! Regular expressions of others: of API Gateway's authorizers, of the parameters of templates.

use regex_lite::Regex;

/// The longest expression that is compiled, in bytes.
const MAX_EXPRESSION_BYTES: usize = 4096;

/// How an expression fits a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It matches all of it.
    Whole,
    /// It matches a part of it.
    Part,
    /// It matches nothing of it.
    None,
    /// This program cannot run the expression.
    CannotTell,
}

/// How `expression` fits `text`. Runs in time linear in the text.
pub(crate) fn fit(expression: &str, text: &str) -> Fit {
    if expression.len() > MAX_EXPRESSION_BYTES || has_meaning_of_its_own(expression) {
        return Fit::CannotTell;
    }
    let (Ok(part), Ok(whole)) = (Regex::new(expression), Regex::new(&format!("^(?:{expression})$"))) else {
        return Fit::CannotTell;
    };
    match (whole.is_match(text), part.is_match(text)) {
        (true, _) => Fit::Whole,
        (false, true) => Fit::Part,
        (false, false) => Fit::None,
    }
}

/// Whether the expression has what means one thing here and another in the engines that backtrack: quantifiers that
/// give nothing back, sets inside of sets.
fn has_meaning_of_its_own(expression: &str) -> bool {
    ["++", "*+", "?+", "}+", "&&"].iter().any(|sequence| expression.contains(sequence))
        || expression.match_indices('[').any(|(at, _)| {
            let before = expression.get(..at).unwrap_or_default();
            let open =
                before.rfind('[').is_some_and(|open| !before.get(open..).unwrap_or_default().contains(']'));
            open && !before.ends_with('\\')
        })
}

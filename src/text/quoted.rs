//! Text of the user within messages.

/// Text of the user, to be put between backticks.
pub(crate) fn quoted(text: &str) -> String {
    const MOST: usize = 300;
    let mut short: String =
        text.chars().take(MOST).map(|c| if c == '`' || c.is_control() { '\'' } else { c }).collect();
    if short.len() < text.len() && text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

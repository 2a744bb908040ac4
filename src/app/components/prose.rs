//! Sentences with user text in backticks.

use yew::{Html, html};

/// `text` with each stretch between backticks as code. What has no closing backtick stays as it is.
pub(super) fn prose(text: &str) -> Html {
    let pieces: Vec<&str> = text.split('`').collect();
    // An even number of backticks makes an odd number of pieces.
    if pieces.len().is_multiple_of(2) {
        return html! { { text } };
    }
    let piece = |(index, piece): (usize, &&str)| match index % 2 {
        0 => html! { { *piece } },
        _ => html! { <code>{ *piece }</code> },
    };
    pieces.iter().enumerate().map(piece).collect()
}

//! The tag and the anchor before a value.

use super::places::to_offset;
use crate::text::Span;

/// Where the tag and the content of a node stand.
pub(super) struct Properties {
    /// The tag, when there is one.
    pub(super) tag: Option<Span>,
    /// Where the first character after tag and anchor stands.
    pub(super) content: u32,
}

/// Finds the `count` properties with which the node at `span` begins.
pub(super) fn properties(text: &str, span: Span, count: usize) -> Properties {
    let mut tag = None;
    let mut at = span.start as usize;
    for _ in 0..count {
        let rest = text.get(at..).unwrap_or_default();
        let length = match rest.strip_prefix("!<") {
            Some(verbatim) => verbatim.find('>').map_or(rest.len(), |end| end + "!<>".len()),
            None => rest.find(ends_property).unwrap_or(rest.len()),
        };
        if rest.starts_with('!') {
            tag = Some(Span::new(to_offset(at), to_offset(at + length)));
        }
        at = skip_space(text, at + length);
    }
    // A value that is left out has no place of its own: it is just after its tag.
    let content = to_offset(at);
    let content = if content <= span.end { content } else { tag.map_or(span.end, |tag| tag.end) };
    Properties { tag, content }
}

fn ends_property(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | '[' | ']' | '{' | '}')
}

/// Past white space, line breaks and comments.
fn skip_space(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        if !trimmed.starts_with('#') {
            return at;
        }
        at += trimmed.find(['\n', '\r']).unwrap_or(trimmed.len());
    }
}

/// Where the lines of a block scalar begin whose `|` or `>` stands at `at`.
pub(super) fn block_content(text: &str, at: u32) -> u32 {
    let rest = text.get(at as usize..).unwrap_or_default();
    if !rest.starts_with(['|', '>']) {
        return at;
    }
    let header = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let lines = rest.get(header..).unwrap_or_default();
    at + to_offset(header + lines.len() - lines.trim_start().len())
}

//! Several texts in one: the output of commands one below the other, with or without the commands and an error
//! message between them.

use super::json::faultless;
use super::message::{self, Found};
use super::recognise_tree;
use crate::paste::Pasted;
use crate::paste::facts::Facts;
use crate::paste::kind::{Kind, NotRecognised};

/// So many texts are taken from one.
const MOST_PARTS: usize = 200;

/// What stands in `text`: every JSON object, and a message outside of them. `None` when there is nothing known.
pub(super) fn recognise_parts(text: &str, wrappings: usize) -> Option<Result<Pasted, NotRecognised>> {
    let (blocks, outside) = split(text);
    let mut found: Vec<Pasted> = Vec::new();
    let mut refusal = None;
    match message::find(&outside) {
        Some(Found::Message(facts)) => found.push(Pasted { kind: Kind::AccessDenied, facts: *facts }),
        Some(Found::Encoded) => refusal = Some(NotRecognised::encoded_message()),
        None => {}
    }
    for block in blocks.iter().take(MOST_PARTS) {
        match faultless(block).and_then(|root| recognise_tree(block, &root, wrappings)) {
            Some(Ok(pasted)) => found.push(pasted),
            Some(Err(reason)) => refusal = refusal.or(Some(reason)),
            None => {}
        }
    }
    let left_out = blocks.len().saturating_sub(MOST_PARTS);
    match (found.len(), refusal) {
        (0, None) => None,
        (0, Some(refusal)) => Some(Err(refusal)),
        (1, _) => found.pop().map(Ok),
        _ => {
            let mut facts = Facts::default();
            for pasted in found {
                facts.remarks.push(format!("one of several texts: {}", pasted.kind));
                facts.append(pasted.facts);
            }
            if left_out > 0 {
                facts.unknown.push(format!("{left_out} more texts: only the first {MOST_PARTS} were read"));
            }
            Some(Ok(Pasted { kind: Kind::Several, facts }))
        }
    }
}

/// The stretches from an opening brace to the one that closes it, and the text around them.
fn split(text: &str) -> (Vec<&str>, String) {
    let (mut blocks, mut outside) = (Vec::new(), String::new());
    let (mut depth, mut start, mut end) = (0usize, 0, 0);
    let (mut in_string, mut escaped) = (false, false);
    for (index, byte) in text.bytes().enumerate() {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_string = depth > 0,
            b'{' => {
                if depth == 0 {
                    start = index;
                }
                depth += 1;
            }
            b'}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    outside.push_str(text.get(end..start).unwrap_or_default());
                    outside.push(' ');
                    end = index + 1;
                    blocks.extend(text.get(start..end));
                }
            }
            _ => {}
        }
    }
    outside.push_str(text.get(end..).unwrap_or_default());
    (blocks, outside)
}

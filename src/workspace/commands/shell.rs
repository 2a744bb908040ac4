//! Quoting for a POSIX shell.

use std::fmt::Write as _;

/// `text` as one word that the shell takes literally. A word cannot hold U+0000.
pub(super) fn word(text: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_./:=@%+,".contains(character);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

/// JSON that means the same, in which `\u` escapes stand for the characters that `is_escaped` picks. Outside strings
/// JSON is ASCII, so that `is_escaped` must pick no ASCII character but U+007F.
pub(super) fn escaped_json(json: &str, is_escaped: impl Fn(char) -> bool) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if is_escaped(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// Whether a terminal acts on the character or shows another text than there is: DEL and C1 controls, marks of
/// direction, characters without width. JSON itself has escapes for the C0 controls.
pub(super) fn is_deceptive(character: char) -> bool {
    matches!(
        character,
        '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

//! From what somebody pasted to the fragment of the link.

/// Programs that send links on encode them once; some that pass such a link on encode it again.
const MOST_ENCODINGS: usize = 2;

/// The fragment in `pasted`: without space around it, without an address and `#` before it, and with
/// percent-encoded characters decoded. A fragment itself holds no `%`, so decoding cannot change a good one.
pub(super) fn fragment_of(pasted: &str) -> String {
    let mut fragment = after_hash(pasted.trim()).to_owned();
    for _ in 0..MOST_ENCODINGS {
        if fragment.contains('%') {
            let decoded = percent_decoded(&fragment);
            fragment = after_hash(decoded.trim()).to_owned();
        }
    }
    fragment
}

fn after_hash(text: &str) -> &str {
    text.split_once('#').map_or(text, |(_, fragment)| fragment)
}

/// `text` with each `%` and two hexadecimal digits replaced by the byte that they name.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.split_at_checked(2).and_then(|(digits, rest)| Some((byte_named(digits)?, rest))) {
            Some((byte, rest)) => {
                bytes.push(byte);
                bytes.extend_from_slice(rest.as_bytes());
            }
            None => {
                bytes.push(b'%');
                bytes.extend_from_slice(part.as_bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn byte_named(digits: &str) -> Option<u8> {
    let hexadecimal = digits.chars().all(|digit| digit.is_ascii_hexdigit());
    hexadecimal.then(|| u8::from_str_radix(digits, 16).ok()).flatten()
}

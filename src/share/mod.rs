//! Share links: a workspace's JSON in the fragment of a link, and back.
//!
//! A fragment is `VERSION.PAYLOAD.CHECK`, without the `#`:
//!
//! | part | version 1 |
//! |---|---|
//! | `VERSION` | the digit `1` |
//! | `PAYLOAD` | base64url without padding of the text as a raw DEFLATE stream (RFC 1951) with `v1_dictionary.txt` as preset dictionary |
//! | `CHECK` | base64url without padding of the CRC-32 (that of gzip, highest byte first) of `VERSION.PAYLOAD` |
//!
//! Every version ever released decodes for ever, so the dictionary of a released version never changes. A
//! fragment that differs from the one that was made in any character is refused: nothing else is shown instead.

mod compression;
mod error;
mod pasted;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;

pub use compression::V1_DICTIONARY;
pub use error::ShareError;
pub(crate) use pasted::percent_decoded;

/// The longest text that a link may hold, in bytes: 4 MiB.
pub const MAX_TEXT_BYTES: usize = 4 << 20;

/// Characters of a check: the 32 bits of a CRC-32, six in each.
const CHECK_LENGTH: usize = 6;

/// The fragment, without `#`, of a link that holds `workspace_json`.
///
/// The text may be any text; it comes back byte for byte.
///
/// # Errors
///
/// [`ShareError::TooLarge`] when it is longer than [`MAX_TEXT_BYTES`].
pub fn encode(workspace_json: &str) -> Result<String, ShareError> {
    let payload = BASE64URL.encode(compression::compress(workspace_json.as_bytes())?);
    let check = v1_check(&payload);
    Ok(format!("1.{payload}.{check}"))
}

/// The text that a link holds.
///
/// `fragment` is what [`encode`] made, also with `#` or a whole address before it, with space around it, and with
/// characters percent-encoded once or twice, as chat programs do.
///
/// # Errors
///
/// One [`ShareError`] for each way in which a link can be no good. Time and memory are bounded by the length of
/// `fragment` and by [`MAX_TEXT_BYTES`], whatever the link says.
pub fn decode(fragment: &str) -> Result<String, ShareError> {
    let link = pasted::fragment_of(fragment);
    if link.is_empty() {
        return Err(ShareError::Empty);
    }
    let (version, rest) = link.split_once('.').unwrap_or((&link, ""));
    match version.as_bytes() {
        b"1" => decode_v1(rest),
        [digit @ b'2'..=b'9'] => Err(ShareError::NewerVersion(digit - b'0')),
        _ => Err(ShareError::NotALink),
    }
}

fn decode_v1(payload_and_check: &str) -> Result<String, ShareError> {
    let (payload, check) = payload_and_check.split_once('.').ok_or(ShareError::Truncated)?;
    if check.len() < CHECK_LENGTH {
        return Err(ShareError::Truncated);
    }
    if check != v1_check(payload) {
        return Err(ShareError::Damaged);
    }
    let compressed = BASE64URL.decode(payload).map_err(|_| ShareError::Damaged)?;
    let text = compression::decompress(&compressed)?;
    String::from_utf8(text).map_err(|_| ShareError::NotUtf8)
}

fn v1_check(payload: &str) -> String {
    let checksum = crc32fast::hash(format!("1.{payload}").as_bytes());
    BASE64URL.encode(checksum.to_be_bytes())
}

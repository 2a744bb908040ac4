//! From the text of a token to its header and claims.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use crate::text::json;

/// The longest token that is read, in bytes. API Gateway takes headers of 10 KiB in all.
const MAX_TOKEN_BYTES: usize = 1 << 20;

/// What a token says.
#[derive(Clone, Debug, PartialEq)]
pub struct Claims {
    /// Its header, members in their order.
    pub header: Map<String, Value>,
    /// Its claims, members in their order.
    pub claims: Map<String, Value>,
}

/// One of the three parts of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenPart {
    /// The token as a whole.
    Whole,
    /// The first part.
    Header,
    /// The second part.
    Claims,
    /// The third part.
    Signature,
}

/// Why a text is no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenError {
    /// Which part is broken.
    pub part: TokenPart,
    /// Where in the text of the token, in bytes.
    pub offset: usize,
    /// What is wrong, in the style of [`Diagnostic`](crate::text::Diagnostic) messages.
    pub message: String,
}

/// Reads a token in compact form: header, claims and signature in base64url, with dots between. The signature is not
/// checked.
///
/// # Errors
/// When `token` does not have three parts, is longer than 1 MiB, or a part is not base64url, not UTF-8, not a JSON
/// object, or names a member twice.
pub fn decode(token: &str) -> Result<Claims, TokenError> {
    let whole = |offset, message: &str| {
        Err(TokenError { part: TokenPart::Whole, offset, message: message.to_owned() })
    };
    if token.len() > MAX_TOKEN_BYTES {
        return whole(MAX_TOKEN_BYTES, "the token is longer than 1 MiB");
    }
    if token.is_empty() {
        return whole(0, "there is no token");
    }
    let mut parts = token.split('.');
    let (Some(header), Some(claims), Some(signature), rest) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return whole(token.len(), "a token has three parts with dots between: header, claims and signature");
    };
    let claims_at = header.len() + 1;
    let signature_at = claims_at + claims.len() + 1;
    if rest.is_some() {
        let offset = signature_at + signature.len();
        return whole(offset, "a token has three parts with dots between, and this text has more");
    }
    let header = object(header, TokenPart::Header, 0)?;
    let claims = object(claims, TokenPart::Claims, claims_at)?;
    bytes(signature, TokenPart::Signature, signature_at)?;
    Ok(Claims { header, claims })
}

fn bytes(encoded: &str, part: TokenPart, at: usize) -> Result<Vec<u8>, TokenError> {
    URL_SAFE_NO_PAD.decode(encoded).map_err(|error| {
        let offset = match error {
            base64::DecodeError::InvalidByte(offset, _)
            | base64::DecodeError::InvalidLastSymbol(offset, _) => offset,
            base64::DecodeError::InvalidLength(_) | base64::DecodeError::InvalidPadding => encoded.len(),
        };
        let message = format!("the {} is not base64url without padding", part.name());
        TokenError { part, offset: at + offset.min(encoded.len()), message }
    })
}

fn object(encoded: &str, part: TokenPart, at: usize) -> Result<Map<String, Value>, TokenError> {
    let error = |offset, message| TokenError { part, offset, message };
    let bytes = bytes(encoded, part, at)?;
    let text = std::str::from_utf8(&bytes).map_err(|broken| {
        error(encoded_at(at, broken.valid_up_to()), format!("the {} is not UTF-8", part.name()))
    })?;
    if let Some(found) = json::parse(text).diagnostics.first() {
        let message = format!("the {} is not the JSON of a token: {}", part.name(), found.message);
        return Err(error(encoded_at(at, found.span.start as usize), message));
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(members)) => Ok(members),
        _ => Err(error(at, format!("the {} is not a JSON object", part.name()))),
    }
}

/// Where in the token the byte number `byte` of a part that begins at `at` is encoded: three bytes take four places.
fn encoded_at(at: usize, byte: usize) -> usize {
    at + byte / 3 * 4 + byte % 3
}

impl TokenPart {
    fn name(self) -> &'static str {
        match self {
            TokenPart::Whole => "token",
            TokenPart::Header => "header",
            TokenPart::Claims => "part with the claims",
            TokenPart::Signature => "signature",
        }
    }
}

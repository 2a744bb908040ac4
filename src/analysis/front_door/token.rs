//! What the token of a request says.

use serde_json::{Map, Value};

use crate::front_door::{DoorRequestText, jwt};

/// A JSON Web Token, its parts as names with their values in JSON. Its signature is not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenView {
    /// Its header.
    pub header: Vec<(String, String)>,
    /// Its claims.
    pub claims: Vec<(String, String)>,
}

/// The token in the header `Authorization` of `request`, with or without `Bearer ` before it; none where there is none or a
/// text without dots, which no JSON Web Token is.
///
/// # Errors
/// When it is no JSON Web Token: why not, in the style of [`Diagnostic`](crate::text::Diagnostic) messages.
pub fn token_view(request: &DoorRequestText) -> Result<Option<TokenView>, String> {
    let header = request.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization"));
    let token = header.map_or("", |(_, value)| value.trim());
    let token = match token.split_at_checked(7) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("Bearer ") => token.trim(),
        _ => token,
    };
    if !token.contains('.') {
        return Ok(None);
    }
    let read = jwt::decode(token).map_err(|error| error.message)?;
    Ok(Some(TokenView { header: members(&read.header), claims: members(&read.claims) }))
}

fn members(object: &Map<String, Value>) -> Vec<(String, String)> {
    object.iter().map(|(name, value)| (name.clone(), value.to_string())).collect()
}

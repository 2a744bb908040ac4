//! Whether the claims of a token pass an authorizer.

use serde_json::Value;

use super::Claims;
use crate::explanation::quoted;

/// What an authorizer asks of a token.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'e> {
    /// Who may have issued it; nobody when empty.
    pub issuers: &'e [String],
    /// For whom it may be issued; anybody when none.
    pub audience: Option<&'e [String]>,
    /// The scopes of which it needs one; none when empty.
    pub scopes: &'e [String],
    /// What kind of a user pool's token it has to be; none where that does not count.
    pub token_use: Option<TokenUse>,
    /// Whether it has to be signed by RSA and to name its key, as JWT authorizers ask.
    pub signed_by_rsa: bool,
    /// Now, in milliseconds since 1970-01-01T00:00:00Z, where it is known.
    pub time: Option<u64>,
}

/// The kind of a user pool's token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenUse {
    /// An identity token.
    Identity,
    /// An access token.
    Access,
}

/// What came of one look at a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimCheck {
    /// It does not pass: what is wrong.
    Fails(String),
    /// It lacks one of the scopes, and nothing else: what is wrong.
    LacksScope(String),
    /// Whether it passes is not known: what that depends on.
    Unknown(String),
}

/// Looks at the claims, but not at the signature; returns all that does not surely pass, so nothing for a token that
/// passes.
#[must_use]
pub fn check(token: &Claims, expected: &Expected<'_>) -> Vec<ClaimCheck> {
    let mut found = Vec::new();
    if expected.signed_by_rsa {
        found.extend(algorithm(token));
    }
    found.extend(issuer(token, expected.issuers));
    found.extend(expected.audience.and_then(|audience| in_audience(token, audience)));
    found.extend(expected.token_use.and_then(|token_use| of_use(token, token_use)));
    found.extend(times(token, expected.time));
    found.extend(scope(token, expected.scopes));
    found
}

fn fails(message: String) -> Option<ClaimCheck> {
    Some(ClaimCheck::Fails(message))
}

fn unknown(message: impl Into<String>) -> Option<ClaimCheck> {
    Some(ClaimCheck::Unknown(message.into()))
}

fn algorithm(token: &Claims) -> Option<ClaimCheck> {
    const RSA: [&str; 3] = ["RS256", "RS384", "RS512"];
    match token.header.get("alg") {
        Some(Value::String(name)) if RSA.contains(&&**name) => match token.header.get("kid") {
            Some(Value::String(_)) => None,
            _ => unknown("whether a token without `kid` is taken"),
        },
        // RSA too, in another padding; AWS's page says no more than RSA.
        Some(Value::String(name)) if name.starts_with("PS") => {
            unknown(format!("whether tokens signed by {} are taken", quoted(name)))
        }
        Some(Value::String(name)) => fails(format!("the token is signed by {}, not by RSA", quoted(name))),
        _ => fails("the header of the token names no algorithm".to_owned()),
    }
}

fn issuer(token: &Claims, issuers: &[String]) -> Option<ClaimCheck> {
    if issuers.is_empty() {
        return unknown("the issuer that the authorizer asks for, which is not given");
    }
    match token.claims.get("iss") {
        Some(Value::String(issuer)) if issuers.contains(issuer) => None,
        Some(Value::String(issuer)) => fails(format!("the token is issued by {}", quoted(issuer))),
        _ => fails("the token has no `iss`".to_owned()),
    }
}

fn in_audience(token: &Claims, audience: &[String]) -> Option<ClaimCheck> {
    if audience.is_empty() {
        return unknown("the audience that the authorizer asks for, which is not given");
    }
    let (name, claim) = match token.claims.get("aud") {
        Some(claim) => ("aud", Some(claim)),
        None => ("client_id", token.claims.get("client_id")),
    };
    let is_listed = |value: &Value| value.as_str().is_some_and(|text| audience.iter().any(|one| one == text));
    match claim {
        None => fails("the token has neither `aud` nor `client_id`".to_owned()),
        Some(Value::Array(values)) if name == "aud" && values.iter().any(is_listed) => None,
        Some(value) if is_listed(value) => None,
        Some(value) => {
            fails(format!("`{name}` of the token is {}, which is not in the audience", quoted(&plain(value))))
        }
    }
}

fn of_use(token: &Claims, expected: TokenUse) -> Option<ClaimCheck> {
    let (name, wanted) = match expected {
        TokenUse::Identity => ("id", "an identity token"),
        TokenUse::Access => ("access", "an access token"),
    };
    match token.claims.get("token_use") {
        Some(Value::String(found)) if found == name => None,
        Some(value) => fails(format!(
            "`token_use` of the token is {}, and the method asks for {wanted}",
            quoted(&plain(value))
        )),
        None => fails(format!("the token has no `token_use`, and the method asks for {wanted}")),
    }
}

fn times(token: &Claims, now: Option<u64>) -> Vec<ClaimCheck> {
    let mut found = Vec::new();
    for (name, must_be_ahead) in [("exp", true), ("nbf", false), ("iat", false)] {
        let seconds = match token.claims.get(name) {
            None if name == "exp" => {
                found.extend(unknown("whether a token without `exp` is taken"));
                continue;
            }
            None => continue,
            Some(Value::Number(number)) => number.as_f64().filter(|seconds| seconds.is_finite()),
            Some(_) => None,
        };
        let (Some(seconds), Some(now)) = (seconds, now.map(|now| now as f64 / 1000.0)) else {
            found.extend(match seconds {
                None => fails(format!("`{name}` of the token is not a number of seconds")),
                Some(_) => unknown(format!("the time of the request, for `{name}` of the token")),
            });
            continue;
        };
        if must_be_ahead && seconds <= now {
            found.extend(fails(format!("the token expired {} before the request", duration(now - seconds))));
        }
        if !must_be_ahead && seconds > now {
            let what = if name == "nbf" { "is not valid before" } else { "was issued" };
            found.extend(fails(format!("the token {what} {} after the request", duration(seconds - now))));
        }
    }
    found
}

fn duration(seconds: f64) -> String {
    format!("{seconds:.0} s")
}

fn scope(token: &Claims, wanted: &[String]) -> Option<ClaimCheck> {
    if wanted.is_empty() {
        return None;
    }
    let claims = ["scope", "scp"].into_iter().filter_map(|name| token.claims.get(name));
    let has = |claim: &Value, scope: &String| match claim {
        Value::String(list) => list.split_ascii_whitespace().any(|one| one == scope),
        Value::Array(list) => list.iter().any(|one| one == scope),
        _ => false,
    };
    let mut claims = claims;
    if claims.any(|claim| wanted.iter().any(|scope| has(claim, scope))) {
        return None;
    }
    let wanted: Vec<String> = wanted.iter().map(|scope| quoted(scope)).collect();
    Some(ClaimCheck::LacksScope(format!("the token has none of the scopes {}", wanted.join(", "))))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

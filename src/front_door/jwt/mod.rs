//! JSON Web Tokens: what they say, and whether their claims pass an authorizer. Signatures are not checked: that would
//! take the keys of the issuer.

mod check;
mod decode;

pub use check::{ClaimCheck, Expected, TokenUse, check};
pub use decode::{Claims, TokenError, TokenPart, decode};

//! The unique IDs that IAM gives to principals.

/// Whether `text` is a unique ID that begins with `prefix`: `AROADBQP57FF2AEXAMPLE`.
pub(super) fn is_unique_id(text: &str, prefix: &str) -> bool {
    text.starts_with(prefix)
        && text.len() >= 16
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

//! What a scalar without quotes says.
//!
//! CloudFormation reads YAML 1.1, whose plain scalars mean more than they show. What a number or a date of YAML 1.1
//! would come to is not worked out: a policy's `Version: 2012-10-17` is a text, and an account id keeps its digits.

use crate::template::tree::NodeValue;

/// What is doubtful about a plain scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// It is a boolean by a word that people take for a text.
    Boolean(bool),
    /// It is a number that is not written as it is read.
    Number,
}

/// What `text` without quotes says, and what is doubtful about it.
pub(super) fn plain(text: &str) -> (NodeValue, Option<Doubt>) {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return (NodeValue::Null, None),
        "true" | "True" | "TRUE" => return (NodeValue::Boolean(true), None),
        "false" | "False" | "FALSE" => return (NodeValue::Boolean(false), None),
        "yes" | "Yes" | "YES" | "on" | "On" | "ON" => {
            return (NodeValue::Boolean(true), Some(Doubt::Boolean(true)));
        }
        "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            return (NodeValue::Boolean(false), Some(Doubt::Boolean(false)));
        }
        _ => {}
    }
    if is_number(text) {
        return (NodeValue::Number(text.to_owned()), None);
    }
    let doubt = may_be_read_as_number(text).then_some(Doubt::Number);
    (NodeValue::String(text.to_owned()), doubt)
}

/// Whether `text` is a number as JSON writes it, which every reader takes for the same.
pub(super) fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    are_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(are_digits)
        && exponent.is_none_or(|exponent| are_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether YAML 1.1 has a number for `text`: octal, hexadecimal, binary, base 60, with `_` between digits, with a plus
/// sign, without a digit beside the point, infinite or none.
fn may_be_read_as_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let digits_of = |digits: &str, is_digit: fn(u8) -> bool| {
        !digits.is_empty() && digits.bytes().all(|byte| byte == b'_' || is_digit(byte))
    };
    if let Some(digits) = unsigned.strip_prefix("0x") {
        return digits_of(digits, |byte| byte.is_ascii_hexdigit());
    }
    if let Some(digits) = unsigned.strip_prefix("0b").or(unsigned.strip_prefix("0o")) {
        return digits_of(digits, |byte| byte.is_ascii_digit());
    }
    unsigned.bytes().any(|byte| byte.is_ascii_digit())
        && unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && !looks_like_version(unsigned)
        && unsigned.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b':' | b'.'))
}

/// `1.2.3`, an address: two points make no number of any kind.
fn looks_like_version(text: &str) -> bool {
    text.matches('.').nth(1).is_some()
}

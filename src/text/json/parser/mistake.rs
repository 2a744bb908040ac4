//! What the parser says about each mistake in the structure of a text.

use crate::text::json::MAX_DEPTH;
use crate::text::json::lexer::Bracket;
use crate::text::json::problems::quoted;
use crate::text::{Diagnostic, Span};

pub(super) fn empty_document() -> Diagnostic {
    Diagnostic::error("empty-document", Span::at(0), "the text holds no JSON value")
        .with_help("paste a policy")
}

/// `is_member` says that the document is a name and `span` the colon after it.
pub(super) fn text_after_document(span: Span, is_member: bool) -> Diagnostic {
    let message = "the document has ended before this";
    Diagnostic::error("text-after-document", span, message).with_help(if is_member {
        "put the members between `{` and `}`"
    } else {
        "remove what follows, or put the values between `[` and `]`"
    })
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    let message = format!("brackets nest deeper than {MAX_DEPTH} levels");
    Diagnostic::error("too-deep", span, message).with_help("nest less deeply; this value was not read")
}

pub(super) fn unquoted_string(span: Span, word: &str) -> Diagnostic {
    let message = format!("{} is no JSON value", quoted(word));
    Diagnostic::error("unquoted-string", span, message).with_help("put `\"` around a string")
}

/// `literal` is what `word` is taken for.
pub(super) fn invalid_literal(span: Span, word: &str, literal: &str) -> Diagnostic {
    let message = format!("{} is no JSON value", quoted(word));
    Diagnostic::error("invalid-literal", span, message).with_help(format!("write `{literal}`"))
}

pub(super) fn invalid_number(span: Span, word: &str) -> Diagnostic {
    let message = format!("{} is no JSON number", quoted(word));
    let digits = word.trim_start_matches(['+', '-']);
    let help = if word.starts_with('+') {
        "leave out the plus sign"
    } else if digits.starts_with('.') {
        "write a digit before the point"
    } else if digits.ends_with('.') {
        "write a digit after the point"
    } else if digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(is_digit) {
        "leave out the zeros in front, or put `\"` around what is no quantity"
    } else if digits.starts_with("0x") || digits.starts_with("0X") {
        "write the number in decimal digits"
    } else {
        "put `\"` around what is no number"
    };
    Diagnostic::error("invalid-number", span, message).with_help(help)
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}

pub(super) fn unquoted_name(span: Span, name: &str) -> Diagnostic {
    let message = format!("the name {} is not in quotes", quoted(name));
    Diagnostic::error("unquoted-name", span, message).with_help("put `\"` around the name")
}

pub(super) fn missing_name(span: Span, found: &str) -> Diagnostic {
    let message = format!("a member must begin with its name, not with {}", quoted(found));
    Diagnostic::error("missing-name", span, message)
        .with_help("write the name in `\"` quotes and a colon before the value")
}

pub(super) fn missing_colon(name_span: Span, name: &str) -> Diagnostic {
    let message = format!("there is no colon after the name {}", quoted(name));
    Diagnostic::error("missing-colon", name_span, message).with_help("put `:` between the name and the value")
}

/// `is_array` says that the colon stands between the elements of an array.
pub(super) fn extra_colon(span: Span, is_array: bool) -> Diagnostic {
    let message = "this colon does not stand between a name and a value";
    Diagnostic::error("extra-colon", span, message).with_help(if is_array {
        "write `,` between elements, or `{` and `}` around members"
    } else {
        "remove the colon"
    })
}

pub(super) fn missing_value(name_span: Span, name: &str) -> Diagnostic {
    let message = format!("the member {} has no value", quoted(name));
    Diagnostic::error("missing-value", name_span, message)
        .with_help("write `:` and a value after the name, or remove the name")
}

/// `first_line` is the line of the first member of that name.
pub(super) fn duplicate_member(name_span: Span, name: &str, first_line: u32) -> Diagnostic {
    let message = format!("the object has a member {} already, in line {first_line}", quoted(name));
    Diagnostic::error("duplicate-member", name_span, message)
        .with_help("remove one of the two, or make them one")
}

pub(super) fn missing_comma(span: Span, found: &str) -> Diagnostic {
    let message = format!("there is no comma before {}", quoted(found));
    Diagnostic::error("missing-comma", span, message).with_help("put `,` before it")
}

pub(super) fn semicolon(span: Span) -> Diagnostic {
    let message = "there is `;` where a comma must stand";
    Diagnostic::error("missing-comma", span, message).with_help("write `,`")
}

pub(super) fn extra_comma(span: Span) -> Diagnostic {
    Diagnostic::error("extra-comma", span, "there is nothing before this comma").with_help("remove the comma")
}

pub(super) fn trailing_comma(span: Span) -> Diagnostic {
    let message = "there is nothing between this comma and the closing bracket";
    Diagnostic::error("trailing-comma", span, message).with_help("remove the comma")
}

/// `closing` is the bracket of the other kind that was found in line `line`, if the text does not
/// end instead.
pub(super) fn unclosed_bracket(span: Span, bracket: Bracket, closing: Option<(Bracket, u32)>) -> Diagnostic {
    let message = format!("`{}` is not closed", bracket.opening());
    let missing = bracket.closing();
    let help = match closing {
        Some((closing, line)) => {
            format!("put `{missing}` before the `{}` in line {line}", closing.closing())
        }
        None => format!("put `{missing}` at the end of the text"),
    };
    Diagnostic::error("unclosed-bracket", span, message).with_help(help)
}

/// `line` is where the bracket stands that should be closed.
pub(super) fn mismatched_bracket(span: Span, closing: Bracket, bracket: Bracket, line: u32) -> Diagnostic {
    let message =
        format!("`{}` does not close the `{}` in line {line}", closing.closing(), bracket.opening());
    Diagnostic::error("mismatched-bracket", span, message).with_help(format!("write `{}`", bracket.closing()))
}

pub(super) fn stray_bracket(span: Span, closing: Bracket) -> Diagnostic {
    let message = format!("`{}` closes nothing", closing.closing());
    Diagnostic::error("stray-bracket", span, message).with_help("remove the bracket")
}

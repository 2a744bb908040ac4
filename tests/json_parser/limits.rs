//! Long, deep and hostile texts.

use std::time::{Duration, Instant};

use policyscope::text::Span;
use policyscope::text::json::{self, MAX_DEPTH, MAX_DIAGNOSTICS, MAX_TEXT_BYTES, Value};

use crate::{check_invariants, only_finding};

#[test]
fn a_text_of_the_greatest_length_is_read() {
    let text = format!("\"{}\"", "x".repeat(MAX_TEXT_BYTES - 2));
    let parsed = json::parse(&text);
    assert_eq!(parsed.diagnostics, []);
    assert_eq!(parsed.root.unwrap().span, Span::new(0, MAX_TEXT_BYTES as u32));
}

#[test]
fn a_longer_text_is_not_read() {
    let text = " ".repeat(MAX_TEXT_BYTES + 1);
    assert_eq!(json::parse(&text).root, None);
    let finding = only_finding(&text);
    assert_eq!(finding.code, "text-too-long");
    assert_eq!(finding.message, "the text is longer than 8 MiB");
}

#[test]
fn the_greatest_depth_is_read() {
    let text = format!("{}{}", "[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
    let parsed = json::parse(&text);
    assert_eq!(parsed.diagnostics, []);
    assert_eq!(json::compact(&parsed.root.unwrap()), text);
}

#[test]
fn what_is_deeper_is_skipped_up_to_its_bracket() {
    let (open, close) = ("[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
    let text = format!("{open}{{\"a\": [\"]\", {{}}]}}, 1{close}");
    let parsed = json::parse(&text);
    check_invariants(&text, &parsed);
    let finding = only_finding(&text);
    assert_eq!(finding.code, "too-deep");
    let bracket = MAX_DEPTH as u32;
    assert_eq!(finding.span, Span::new(bracket, bracket + 1));
    let root = parsed.root.unwrap();
    assert_eq!(json::compact(&root), format!("{open}null,1{close}"));
    let mut innermost = &root;
    while let Value::Array(elements) = &innermost.value {
        innermost = &elements[0];
    }
    assert_eq!(innermost.span.slice(&text), "{\"a\": [\"]\", {}]}");
}

#[test]
fn only_the_first_bracket_that_is_too_deep_is_reported() {
    let (open, close) = ("[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
    let text = format!("{open}[1], [2]{close}");
    assert_eq!(only_finding(&text).code, "too-deep");
}

#[test]
fn a_text_that_ends_too_deep_has_one_finding() {
    for text in ["[", "{\"a\":", "[1,", "{\"a\":["] {
        let text = text.repeat((1 << 20) / text.len());
        let parsed = json::parse(&text);
        check_invariants(&text, &parsed);
        assert_eq!(only_finding(&text).code, "too-deep");
    }
}

#[test]
fn the_last_finding_counts_those_that_are_not_listed() {
    let commas = |count| format!("[{}1]", ",".repeat(count));
    let findings = json::parse(&commas(MAX_DIAGNOSTICS)).diagnostics;
    assert_eq!(findings.len(), MAX_DIAGNOSTICS);
    assert!(findings.iter().all(|finding| finding.code == "extra-comma"));

    let text = commas(MAX_DIAGNOSTICS + 50);
    let findings = json::parse(&text).diagnostics;
    assert_eq!(findings.len(), MAX_DIAGNOSTICS);
    let (last, listed) = findings.split_last().unwrap();
    assert!(listed.iter().all(|finding| finding.code == "extra-comma"));
    assert_eq!(last.code, "unlisted-problems");
    assert_eq!(last.message, "51 more problems are not listed");
    assert_eq!(last.span, Span::at(text.len() as u32));
}

/// Each of these would take far longer if reading looked at a part of the text for each
/// other part of it.
#[test]
fn hostile_texts_are_read_in_linear_time() {
    let fill = |part: &str| part.repeat((1 << 17) / part.len());
    let names: String = (0..20_000).map(|name| format!("\"{name}\":0,")).collect();
    let texts = [
        fill("]"),
        fill("[}"),
        fill("[{\"a\":1],"),
        fill(","),
        fill(":"),
        fill("\""),
        fill("\"\n"),
        fill("\"\\\n"),
        fill("'\n"),
        fill("\\"),
        fill("/*"),
        fill("//\n"),
        fill("#"),
        fill("\u{a0} "),
        fill("a "),
        fill("a:"),
        fill("1-"),
        fill("a\" "),
        fill("😀"),
        format!("\"{}", fill("\\ud800")),
        format!("\"{}", fill("\t")),
        format!("[{}", fill("x ")),
        format!("[{}", fill("a:b:")),
        format!("{{{}", fill("\"a\"  ")),
        format!("{{{}}}", fill("\"a\":1,")),
        format!("{{{names}{names}}}"),
        format!("{}{}", "[".repeat(MAX_DEPTH - 2), fill("}   ")),
    ];
    for text in texts {
        let start = Instant::now();
        let parsed = json::parse(&text);
        let took = start.elapsed();
        assert!(!parsed.diagnostics.is_empty());
        check_invariants(&text, &parsed);
        let shown: String = text.chars().take(80).collect();
        assert!(took < Duration::from_secs(5), "{took:?} for {shown:?}");
    }
}

//! The JSON layer against RFC 8259, and what it makes of texts that are not JSON.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failing helper is a failing test"
)]

#[path = "json_parser/decoding.rs"]
mod decoding;
#[path = "json_parser/limits.rs"]
mod limits;
#[path = "json_parser/positions.rs"]
mod positions;
#[path = "json_parser/printing.rs"]
mod printing;
#[path = "json_parser/properties.rs"]
mod properties;
#[path = "json_parser/structure.rs"]
mod structure;
#[path = "json_parser/tokens.rs"]
mod tokens;

use policyscope::text::json::{self, MAX_DIAGNOSTICS, Node, Parsed, Value};
use policyscope::text::{Diagnostic, LineIndex, Severity, Span};

/// What a case expects of a finding: its code, the text it underlines, and its line and column.
type Expected<'a> = (&'a str, &'a str, (u32, u32));

/// Parses `text` and compares the findings, in order, and the tree, printed without space; a
/// missing tree is the empty string.
#[track_caller]
fn check(text: &str, expected: &[Expected], tree: &str) {
    let parsed = json::parse(text);
    check_invariants(text, &parsed);
    let lines = LineIndex::new(text);
    let found: Vec<Expected> = parsed
        .diagnostics
        .iter()
        .map(|finding| {
            let start = lines.position(finding.span.start);
            let place = (start.line, start.column);
            (finding.code, finding.span.slice(text), place)
        })
        .collect();
    assert_eq!(found, expected, "findings in {text:?}");
    let printed = parsed.root.as_ref().map(json::compact);
    assert_eq!(printed.unwrap_or_default(), tree, "tree of {text:?}");
}

/// What holds for the answer to every text.
#[track_caller]
fn check_invariants(text: &str, parsed: &Parsed) {
    assert!(parsed.diagnostics.len() <= MAX_DIAGNOSTICS);
    check_findings(text, &parsed.diagnostics);
    if let Some(root) = &parsed.root {
        check_spans(text, root, Span::new(0, text.len() as u32));
    }
}

/// Findings are in order, lie in the text and speak as all messages do.
#[track_caller]
fn check_findings(text: &str, findings: &[Diagnostic]) {
    assert!(findings.is_sorted_by_key(|finding| finding.span.start));
    for finding in findings {
        check_span(text, finding.span);
        for sentence in [Some(&finding.message), finding.help.as_ref()].into_iter().flatten() {
            assert!(!sentence.starts_with(char::is_uppercase), "{sentence}");
            assert!(!sentence.ends_with('.'), "{sentence}");
            assert!(!sentence.contains(char::is_control), "{sentence:?}");
            assert!(sentence.chars().count() < 160, "{sentence}");
        }
    }
}

#[track_caller]
fn check_spans(text: &str, node: &Node, parent: Span) {
    check_span(text, node.span);
    assert!(parent.contains(node.span), "{node:?} in {parent:?}");
    match &node.value {
        Value::Array(elements) => {
            for element in elements {
                check_spans(text, element, node.span);
            }
        }
        Value::Object(members) => {
            for member in members {
                check_span(text, member.name_span);
                assert!(node.span.contains(member.name_span), "{member:?}");
                check_spans(text, &member.value, node.span);
            }
        }
        _ => {}
    }
}

#[track_caller]
fn check_span(text: &str, span: Span) {
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} is no part of {text:?}");
}

/// The only finding in `text`.
#[track_caller]
fn only_finding(text: &str) -> Diagnostic {
    let mut findings = json::parse(text).diagnostics;
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.remove(0)
}

/// The documentation of the module lists each code, and each code listed can be found.
#[test]
fn every_code_is_documented() {
    let deep = "[".repeat(json::MAX_DEPTH + 1);
    let long = " ".repeat(json::MAX_TEXT_BYTES + 1);
    let many = format!("[{}]", ",".repeat(MAX_DIAGNOSTICS + 1));
    let texts = [
        &long,
        &deep,
        &many,
        "",
        "{} {}",
        "{}}",
        "/**/1",
        "\u{a0}1",
        "['x']",
        "[“x”]",
        "[\"x]",
        "[\"x\ny\"]",
        "[\"\t\"]",
        r#"["\x"]"#,
        r#"["\ud800"]"#,
        "[01]",
        "[True]",
        "[x]",
        "{x: 1}",
        "{: 1}",
        r#"{"x" 1}"#,
        r#"["x": 1]"#,
        r#"{"x":}"#,
        r#"{"x": 1, "x": 2}"#,
        "[1 2]",
        "[,1]",
        "[1,]",
        "[1",
        "[1}",
    ];
    let mut found: Vec<&str> = texts
        .iter()
        .flat_map(|text| json::parse(text).diagnostics)
        .chain(json::decode(b"\xEF\xBB\xBF\xFF").1)
        .map(|finding| finding.code)
        .collect();
    found.sort_unstable();
    found.dedup();
    let documentation = include_str!("../src/text/json/mod.rs");
    let mut documented: Vec<&str> =
        documentation.lines().filter_map(|line| line.strip_prefix("//! | `")?.split('`').next()).collect();
    documented.sort_unstable();
    assert_eq!(found, documented);
}

#[test]
fn every_mistake_in_a_text_is_an_error() {
    let text = "{'a': 1,, b 01 \"c\": [True,], // d\n}}";
    let findings = json::parse(text).diagnostics;
    assert!(findings.len() > 6);
    assert!(findings.iter().all(|finding| finding.severity == Severity::Error));
}

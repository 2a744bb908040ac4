//! What must hold for any bytes: run by the fuzzer on what it makes up, and by `tests/fuzz_corpus.rs` on what
//! it has found.
#![allow(dead_code, reason = "each fuzz target uses one of these")]

use policyscope::answer::{AnswerOptions, Outcome, answer};
use policyscope::evaluation::{Check, CheckEffect, Decision, Engine};
use policyscope::scenario::read_line;
use policyscope::share;
use policyscope::template;
use policyscope::template::render::render;
use policyscope::template::resolve::GivenValues;
use policyscope::text::json::{self, Node, Value};
use policyscope::text::{LineIndex, Span};

/// The reader's tree and diagnostics point into the text, and a text without findings is JSON.
pub(crate) fn json_reader(bytes: &[u8]) {
    let (text, broken) = json::decode(bytes);
    let parsed = json::parse(&text);
    let lines = LineIndex::new(&text);
    for span in parsed.diagnostics.iter().chain(&broken).map(|found| found.span) {
        assert!(span.start <= span.end && text.get(span.start as usize..span.end as usize).is_some());
        assert!(lines.byte_of_utf16(lines.utf16(span.start)) == span.start);
    }
    if let Some(root) = &parsed.root {
        spans_lie_in(root, Span::new(0, text.len().try_into().unwrap_or(u32::MAX)), &text);
    }
    let accepts = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
    if parsed.diagnostics.is_empty() {
        assert!(accepts, "no findings, yet no JSON: {text:?}");
    }
}

fn spans_lie_in(node: &Node<'_>, parent: Span, text: &str) {
    assert!(parent.contains(node.span), "{:?} is not in {parent:?}: {text:?}", node.span);
    match &node.value {
        Value::Array(elements) => elements.iter().for_each(|element| spans_lie_in(element, node.span, text)),
        Value::Object(members) => {
            for member in members {
                assert!(node.span.contains(member.name_span));
                spans_lie_in(&member.value, node.span, text);
            }
        }
        _ => {}
    }
}

/// A text is evaluated or refused with a place, and the trace tells the same story as the decision.
pub(crate) fn scenario(bytes: &[u8]) {
    let (text, _) = json::decode(bytes);
    let answer = answer(&text, AnswerOptions { explain: true, derive_context: true });
    assert_eq!(answer.outcome == Outcome::InputError, answer.json.get("error").is_some());
    let Ok(scenario) = read_line(&text) else { return };
    let trace = Engine::compile(&scenario.policies).trace(&scenario.request);
    let explicit = trace.checks.iter().any(|check| check.effect == CheckEffect::ExplicitDeny);
    match trace.evaluation.decision {
        Decision::ExplicitlyDenied => assert!(explicit),
        Decision::Allowed if trace.needs_no_permission => {}
        // The owner's root user keeps access to a bucket's policy whatever it denies.
        _ => assert!(!explicit),
    }
    assert_eq!(trace.evaluation.possible.len() > 1, trace.evaluation.decision == Decision::Unknown);
    assert_eq!(trace.checks.len(), Check::ALL.len());
}

/// A text is a link or refused; what a link holds, made into a link again, holds the same.
pub(crate) fn share_link(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(held) = share::decode(&text) {
        assert_eq!(share::encode(&held).and_then(|link| share::decode(&link)), Ok(held));
    }
    let link = share::encode(&text);
    if let Ok(link) = link {
        assert_eq!(share::decode(&link).as_deref(), Ok(&*text));
    }
}

/// A template is read or refused with a place, and what its values come to is JSON whose tokens lead back into the text.
pub(crate) fn template(bytes: &[u8]) {
    let (text, _) = json::decode(bytes);
    let read = template::read(&text);
    let is_in_text = |span: Span| text.get(span.start as usize..span.end as usize).is_some();
    assert!(read.diagnostics.iter().all(|found| is_in_text(found.span)));
    let Some(root) = read.root else {
        assert!(!read.diagnostics.is_empty());
        return;
    };
    let resolved = template::resolve::resolve(&root, &GivenValues::default());
    assert!(resolved.diagnostics.iter().all(|found| is_in_text(found.span)));
    assert!(resolved.unknowns.iter().flat_map(|found| &found.spans).all(|span| is_in_text(*span)));
    for resource in &resolved.resources {
        let rendered = render(&resource.properties);
        assert!(rendered.places.is_sorted_by(|before, after| before.0.end <= after.0.start));
        assert!(
            rendered
                .places
                .iter()
                .all(|(range, place)| rendered.text.get(range.clone()).is_some() && is_in_text(*place))
        );
        let findings = json::parse(&rendered.text).diagnostics;
        assert!(
            findings.iter().all(|found| matches!(
                found.code,
                "duplicate-member" | "too-deep" | "unlisted-problems" | "text-too-long"
            )),
            "{findings:?}"
        );
    }
}

//! What holds for all JSON, and for all other texts.

use std::collections::HashSet;
use std::fmt;

use policyscope::text::json::{self, MAX_DEPTH, Node};
use proptest::prelude::*;
use proptest::sample::Index;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::check_invariants;

/// Runs that leave no files behind.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// The start of the character at `offset`, or the end of the text.
pub(crate) fn character_start(text: &str, offset: usize) -> usize {
    let mut starts = (0..=text.len().min(offset)).rev();
    starts.find(|&start| text.is_char_boundary(start)).unwrap()
}

/// The shape of a JSON text as another parser sees it.
#[derive(Default)]
struct Shape {
    depth: usize,
    has_duplicates: bool,
}

impl Shape {
    fn around(&mut self, inner: Self) {
        self.depth = self.depth.max(inner.depth + 1);
        self.has_duplicates |= inner.has_duplicates;
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<Shape, E> {
        Ok(Shape::default())
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Shape, A::Error> {
        let mut shape = Shape { depth: 1, ..Shape::default() };
        while let Some(element) = elements.next_element()? {
            shape.around(element);
        }
        Ok(shape)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Shape, A::Error> {
        let mut shape = Shape { depth: 1, ..Shape::default() };
        let mut names = HashSet::new();
        while let Some((name, value)) = members.next_entry::<String, Shape>()? {
            shape.around(value);
            shape.has_duplicates |= !names.insert(name);
        }
        Ok(shape)
    }
}

/// Whether `text` has no mistakes; `None` where the other parser refuses what JSON admits.
fn is_faultless(text: &str) -> Option<bool> {
    match serde_json::from_str::<Shape>(text) {
        Ok(shape) => Some(!shape.has_duplicates && shape.depth <= MAX_DEPTH),
        Err(error) if error.to_string().starts_with("number out of range") => None,
        Err(_) => Some(false),
    }
}

fn check_any(text: &str) {
    let parsed = json::parse(text);
    check_invariants(text, &parsed);
    if let Some(is_faultless) = is_faultless(text) {
        let findings = &parsed.diagnostics;
        assert_eq!(findings.is_empty(), is_faultless, "{text:?}: {findings:?}");
    }
    let is_blank = text.trim_matches([' ', '\t', '\r', '\n']).is_empty();
    assert!(parsed.root.is_none() >= is_blank, "{text:?}");
    if let Some(root) = &parsed.root {
        for printed in [json::compact(root), json::pretty(root)] {
            assert!(
                serde_json::from_str::<Shape>(&printed).is_ok() || is_faultless(&printed).is_none(),
                "{text:?} printed as {printed:?}"
            );
        }
    }
}

fn value(node: &Node) -> serde_json::Value {
    use policyscope::text::json::Value;
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        // The other parser rounds fractions, so it is asked about integers only.
        Value::Number(number) if number.contains(['.', 'e']) => number.parse::<f64>().unwrap().into(),
        Value::Number(number) => serde_json::from_str(number).unwrap(),
        Value::String(string) => (**string).into(),
        Value::Array(elements) => elements.iter().map(value).collect(),
        Value::Object(members) => {
            members.iter().map(|member| (member.name.clone(), value(&member.value))).collect()
        }
        Value::Invalid => panic!("{node:?}"),
    }
}

fn any_string() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zA-Z0-9:*/ ]{0,12}",
        1 => "[\"\\\\/\\x00-\\x1f\\x7f'“”é€😀\u{a0}\u{fffd}]{0,6}",
        1 => any::<String>(),
    ]
}

fn any_value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any_string().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::vec((any_string(), inner), 0..6)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// A text made of what matters to the lexer and the parser.
fn any_soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "'",
    "“",
    "”",
    "’",
    "\\",
    "\\\"",
    "\\u",
    "\\ud83d",
    "\\ude00",
    "00e9",
    "a",
    "b",
    "\"a\"",
    "\"b\"",
    "\"a\":",
    "true",
    "false",
    "null",
    "None",
    "0",
    "1",
    "-",
    "+",
    ".",
    "e",
    "E5",
    "//",
    "/*",
    "*/",
    "#",
    "*",
    "/",
    "=",
    ";",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\0",
    "\u{1f}",
    "\u{7f}",
    "\u{a0}",
    "\u{feff}",
    "\u{200b}",
    "é",
    "😀",
    "[[[[[[[[[[[[[[[[[[[[",
    "]]]]]]]]]]]]]]]]]]]]",
];

/// A change to a text: what is taken out, and what is put there.
#[derive(Clone, Debug)]
struct Change {
    place: Index,
    removed: usize,
    inserted: &'static str,
}

impl Change {
    fn apply(&self, text: &mut String) {
        let start = character_start(text, self.place.index(text.len() + 1));
        let end = character_start(text, start + self.removed);
        text.replace_range(start..end.max(start), self.inserted);
    }
}

fn any_change() -> impl Strategy<Value = Change> {
    let inserted = prop_oneof![Just(""), prop::sample::select(PIECES)];
    (any::<Index>(), 0..4_usize, inserted).prop_map(|(place, removed, inserted)| Change {
        place,
        removed,
        inserted,
    })
}

fn any_mutated_json() -> impl Strategy<Value = String> {
    let changes = prop::collection::vec(any_change(), 1..4);
    (any_value(), any::<bool>(), changes).prop_map(|(value, is_pretty, changes)| {
        let mut text = if is_pretty {
            serde_json::to_string_pretty(&value).unwrap()
        } else {
            serde_json::to_string(&value).unwrap()
        };
        for change in changes {
            change.apply(&mut text);
        }
        text
    })
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn json_is_read_and_printed_without_loss(expected in any_value()) {
        let compact = serde_json::to_string(&expected).unwrap();
        let pretty = serde_json::to_string_pretty(&expected).unwrap();
        for text in [&compact, &pretty] {
            let parsed = json::parse(text);
            prop_assert_eq!(&parsed.diagnostics, &[]);
            check_invariants(text, &parsed);
            // A text with a mistake is read another way.
            let with_comment = format!("{text} //");
            let read_with_comment = json::parse(&with_comment);
            prop_assert_eq!(read_with_comment.diagnostics.len(), 1);
            prop_assert_eq!(&read_with_comment.root, &parsed.root);
            let root = parsed.root.unwrap();
            prop_assert_eq!(value(&root), expected.clone());
            prop_assert_eq!(&json::compact(&root), &compact);
            prop_assert_eq!(&json::pretty(&root), &pretty);
        }
    }

    #[test]
    fn any_string_is_read(text in any::<String>()) {
        check_any(&text);
    }

    #[test]
    fn mutated_json_is_read(text in any_mutated_json()) {
        check_any(&text);
    }
}

proptest! {
    #![proptest_config(config(2048))]

    #[test]
    fn pieces_of_json_are_read(text in any_soup()) {
        check_any(&text);
    }
}

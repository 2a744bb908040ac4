//! Texts that are put together: `Fn::Sub`, `Fn::Join`, dynamic references.

use std::collections::HashMap;

use super::Resolver;
use super::value::unknown;
use crate::template::tree::{Member, Node, NodeValue};
use crate::template::value::{Part, Resolved, ResolvedValue, UnknownValue};
use crate::text::json::quoted;
use crate::text::{Diagnostic, Span};

impl<'n> Resolver<'n> {
    /// The text that `parts` make, with the dynamic references in it.
    pub(super) fn text(&mut self, parts: Vec<Part>, span: Span) -> Resolved {
        let mut whole = Vec::new();
        for part in merged(parts) {
            match part {
                Part::Literal(text) if text.contains("{{resolve:") => {
                    whole.extend(self.dynamic_references(&text, span));
                }
                part => whole.push(part),
            }
        }
        let mut whole = merged(whole);
        let value = match (whole.pop(), whole.is_empty()) {
            (None, _) => ResolvedValue::String(String::new()),
            (Some(Part::Literal(text)), true) => ResolvedValue::String(text),
            (Some(last), _) => {
                whole.push(last);
                ResolvedValue::Unknown(whole)
            }
        };
        Resolved { value, span }
    }

    fn dynamic_references(&mut self, text: &str, span: Span) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{resolve:") {
            let Some((reference, behind)) = after.split_once("}}") else {
                break;
            };
            parts.push(Part::Literal(before.to_owned()));
            let reference = format!("resolve:{reference}");
            let given = self.given.dynamic_references.get(&reference);
            match given.filter(|given| self.may_copy(given.len(), span)) {
                Some(given) => parts.push(Part::Literal(given.clone())),
                None => parts.push(Part::Unknown(UnknownValue::Dynamic(reference))),
            }
            rest = behind;
        }
        parts.push(Part::Literal(rest.to_owned()));
        parts
    }

    pub(super) fn join(&mut self, argument: &'n Node, span: Span) -> Resolved {
        const EXPECTED: &str = "a list of a delimiter and a list of texts";
        let Some([delimiter, list]) = argument.as_list() else {
            return self.wrong_arguments("Fn::Join", span, EXPECTED);
        };
        let Some(delimiter) = delimiter.as_text() else {
            return self.wrong_arguments("Fn::Join", span, EXPECTED);
        };
        let Some(list) = self.value(list) else {
            return self.wrong_arguments("Fn::Join", span, EXPECTED);
        };
        let elements = match &list.value {
            ResolvedValue::List(elements) => elements,
            ResolvedValue::Unknown(_) => return self.unresolved("Fn::Join", span, &[&list]),
            _ => return self.wrong_arguments("Fn::Join", span, EXPECTED),
        };
        if elements.iter().any(may_vanish) {
            return self.unresolved("Fn::Join", span, &[&list]);
        }
        let mut joined = Vec::new();
        for (index, element) in elements.iter().enumerate() {
            if index > 0 {
                joined.push(Part::Literal(delimiter.to_owned()));
            }
            match parts(element) {
                Some(parts) => joined.extend(parts),
                None => return self.wrong_arguments("Fn::Join", element.span, EXPECTED),
            }
        }
        if !self.may_copy(length(&joined), span) {
            return self.unresolved("Fn::Join", span, &[]);
        }
        self.text(joined, span)
    }

    pub(super) fn sub(&mut self, argument: &'n Node, span: Span) -> Resolved {
        let (text, variables): (_, &'n [Member]) = match argument.as_list() {
            Some([text, variables]) if matches!(variables.value, NodeValue::Map(_)) => {
                (text, variables.members())
            }
            Some([text]) => (text, &[]),
            Some(_) => return self.wrong_arguments("Fn::Sub", span, "a text, or a list of a text and a map"),
            None => (argument, &[]),
        };
        let Some(template) = text.as_text() else {
            return self.wrong_arguments("Fn::Sub", span, "a text, or a list of a text and a map");
        };
        let variables: HashMap<&'n str, Option<Resolved>> =
            variables.iter().map(|variable| (&*variable.name, self.value(&variable.value))).collect();
        let mut substituted = Vec::new();
        for piece in pieces(template) {
            match piece {
                Piece::Literal(literal) => substituted.push(Part::Literal(literal.to_owned())),
                // That the braces stay is what the exclamation mark is for.
                Piece::Escaped(name) => substituted.push(Part::Literal(format!("${{{name}}}"))),
                Piece::Variable(name) => {
                    let value = match variables.get(name) {
                        Some(Some(value)) => value.clone(),
                        Some(None) => continue,
                        None => match self.variable(name, text.span, span) {
                            Some(value) => value,
                            None => {
                                substituted.push(Part::Literal(format!("${{{name}}}")));
                                continue;
                            }
                        },
                    };
                    let parts = match parts(&value) {
                        Some(parts) => parts,
                        None => {
                            let expected = format!("texts, and {} is none", quoted(name));
                            vec![Part::Unknown(self.wrong_variable(text.span, &expected))]
                        }
                    };
                    if !self.may_copy(length(&parts), span) {
                        return self.unresolved("Fn::Sub", span, &[]);
                    }
                    substituted.extend(parts);
                }
            }
        }
        self.text(substituted, span)
    }

    fn wrong_variable(&mut self, span: Span, expected: &str) -> UnknownValue {
        self.wrong_arguments("Fn::Sub", span, expected);
        UnknownValue::Function("Fn::Sub".to_owned())
    }

    /// What `${name}` in the text at `text_span` stands for; `None` when it can only be meant as a text.
    fn variable(&mut self, name: &'n str, text_span: Span, span: Span) -> Option<Resolved> {
        if name.contains(':') && !name.starts_with("AWS::") {
            self.problems.add(|| {
                let message =
                    format!("{} is no name that `Fn::Sub` can replace", quoted(&format!("${{{name}}}")));
                Diagnostic::error("policy-variable-in-sub", text_span, message)
                    .with_help(format!("write `${{!{name}}}` for a policy variable"))
            });
            return None;
        }
        let value = match name.split_once('.') {
            Some((resource, attribute)) => Some(self.attribute(resource, attribute, text_span, span)),
            None => self.reference(name, text_span, span),
        };
        Some(value.unwrap_or_else(|| {
            self.wrong_arguments("Fn::Sub", text_span, "names that have a value, and `AWS::NoValue` has none")
        }))
    }

    pub(super) fn split(&mut self, argument: &'n Node, span: Span) -> Resolved {
        const EXPECTED: &str = "a list of a delimiter and a text";
        let Some([delimiter, text]) = argument.as_list() else {
            return self.wrong_arguments("Fn::Split", span, EXPECTED);
        };
        let Some(delimiter) = delimiter.as_text().filter(|delimiter| !delimiter.is_empty()) else {
            return self.wrong_arguments("Fn::Split", span, EXPECTED);
        };
        match self.value(text) {
            Some(Resolved { value: ResolvedValue::String(text), .. }) => {
                if !self.may_copy(text.len(), span) {
                    return self.unresolved("Fn::Split", span, &[]);
                }
                let part = |part: &str| Resolved { value: ResolvedValue::String(part.to_owned()), span };
                Resolved { value: ResolvedValue::List(text.split(delimiter).map(part).collect()), span }
            }
            // An unknown part may hold the delimiter.
            Some(value @ Resolved { value: ResolvedValue::Unknown(_), .. }) => {
                self.unresolved("Fn::Split", span, &[&value])
            }
            _ => self.wrong_arguments("Fn::Split", span, EXPECTED),
        }
    }

    pub(super) fn import(&mut self, argument: &'n Node, span: Span) -> Resolved {
        match self.value(argument) {
            Some(Resolved { value: ResolvedValue::String(name), .. }) => {
                let given = self.given.imports.get(&name);
                match given.filter(|given| self.may_copy(given.len(), span)) {
                    Some(given) => Resolved { value: ResolvedValue::String(given.clone()), span },
                    None => unknown(UnknownValue::Import(name), span),
                }
            }
            Some(name @ Resolved { value: ResolvedValue::Unknown(_), .. }) => {
                self.unresolved("Fn::ImportValue", span, &[&name])
            }
            _ => self.wrong_arguments("Fn::ImportValue", span, "a text"),
        }
    }
}

/// A scalar or an unknown value as parts of a text.
pub(super) fn parts(value: &Resolved) -> Option<Vec<Part>> {
    Some(match &value.value {
        ResolvedValue::String(text) | ResolvedValue::Number(text) => vec![Part::Literal(text.clone())],
        ResolvedValue::Boolean(boolean) => vec![Part::Literal(boolean.to_string())],
        ResolvedValue::Unknown(parts) => parts.clone(),
        ResolvedValue::Null | ResolvedValue::List(_) | ResolvedValue::Map(_) => return None,
    })
}

/// Whether `AWS::NoValue` may take `value` out of its list.
pub(super) fn may_vanish(value: &Resolved) -> bool {
    matches!(&value.value, ResolvedValue::Unknown(parts) if matches!(parts[..], [Part::Unknown(UnknownValue::Condition(_))]))
}

/// The same parts with no two literals in a row and none that is empty.
pub(super) fn merged(parts: Vec<Part>) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match (all.last_mut(), part) {
            (Some(Part::Literal(before)), Part::Literal(text)) => before.push_str(&text),
            (_, Part::Literal(text)) if text.is_empty() => {}
            (_, part) => all.push(part),
        }
    }
    all
}

/// How much memory the parts take, in bytes.
pub(super) fn length(parts: &[Part]) -> usize {
    let of = |part: &Part| match part {
        Part::Literal(text) => text.len(),
        Part::Unknown(_) => size_of::<Part>(),
    };
    parts.iter().map(of).sum()
}

enum Piece<'t> {
    Literal(&'t str),
    /// `${!name}`
    Escaped(&'t str),
    /// `${name}`
    Variable(&'t str),
}

/// The text of `Fn::Sub` in its pieces.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        pieces.push(Piece::Literal(before));
        pieces.push(match name.strip_prefix('!') {
            Some(escaped) => Piece::Escaped(escaped),
            None => Piece::Variable(name),
        });
        rest = behind;
    }
    pieces.push(Piece::Literal(rest));
    pieces
}

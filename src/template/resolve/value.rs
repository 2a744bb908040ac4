//! The walk over a value: which of its maps are functions.

use super::Resolver;
use crate::template::tree::{Member, Node, NodeValue};
use crate::template::value::{Part, Resolved, ResolvedMember, ResolvedValue, UnknownValue};
use crate::text::json::quoted;
use crate::text::{Diagnostic, Span};

/// How many values may lie in each other: those of the tree, and those that references lead to.
const MAX_NESTED_VALUES: usize = 192;

/// How much text all references to parameters, mappings and names together may copy, in bytes.
const MAX_COPIED_BYTES: usize = 16 << 20;

impl<'n> Resolver<'n> {
    /// What `node` comes to; `None` when it is `AWS::NoValue`.
    pub(super) fn value(&mut self, node: &'n Node) -> Option<Resolved> {
        if !self.deeper(node.span) {
            return Some(function_unknown("Ref", node.span));
        }
        let value = self.value_of(node);
        self.depth -= 1;
        value
    }

    fn value_of(&mut self, node: &'n Node) -> Option<Resolved> {
        let value = match &node.value {
            NodeValue::Null => ResolvedValue::Null,
            NodeValue::Boolean(boolean) => ResolvedValue::Boolean(*boolean),
            NodeValue::Number(number) => ResolvedValue::Number(number.clone()),
            NodeValue::String(text) => return Some(self.text(vec![Part::Literal(text.clone())], node.span)),
            NodeValue::List(elements) => {
                ResolvedValue::List(elements.iter().filter_map(|element| self.value(element)).collect())
            }
            NodeValue::Map(members) => match &members[..] {
                [function] if is_function(&function.name) => return self.function(function, node.span),
                // A macro may add members to the map that it stands in.
                members if members.iter().any(|member| member.name == "Fn::Transform") => {
                    return Some(function_unknown("Fn::Transform", node.span));
                }
                members => {
                    ResolvedValue::Map(members.iter().filter_map(|member| self.member(member)).collect())
                }
            },
        };
        Some(Resolved { value, span: node.span })
    }

    fn member(&mut self, member: &'n Member) -> Option<ResolvedMember> {
        let value = match is_loop(&member.name) {
            true => function_unknown("Fn::ForEach", member.value.span),
            false => self.value(&member.value)?,
        };
        if is_function(&member.name) {
            self.problems.add(|| {
                let message = format!("the function {} stands beside other members", quoted(&member.name));
                Diagnostic::error("function-beside-members", member.name_span, message)
                    .with_help("a function is the only member of its map")
            });
        }
        Some(ResolvedMember { name: member.name.clone(), name_span: member.name_span, value })
    }

    /// Goes one level deeper, if that is allowed; `depth` is to be lowered again.
    pub(super) fn deeper(&mut self, span: Span) -> bool {
        if self.depth < MAX_NESTED_VALUES {
            self.depth += 1;
            return true;
        }
        self.problems.add(|| {
            Diagnostic::error("too-deep", span, "values and references nest too deeply to be followed")
        });
        false
    }

    /// Whether a copy of `bytes` of text may be made at `span`.
    pub(super) fn may_copy(&mut self, bytes: usize, span: Span) -> bool {
        let before = self.copied_bytes;
        self.copied_bytes = before.saturating_add(bytes);
        if self.copied_bytes <= MAX_COPIED_BYTES {
            return true;
        }
        if before <= MAX_COPIED_BYTES {
            self.problems.add(|| {
                Diagnostic::error(
                    "too-large",
                    span,
                    "the template grows too large when its references are written out",
                )
            });
        }
        false
    }

    /// Keeps in mind that what is unknown in `value` makes another value unknown.
    pub(super) fn hide(&mut self, value: &Resolved) {
        each_unknown(value, &mut |unknown, span| self.hidden.push((unknown.clone(), span)));
    }

    /// The unknown value of the function `name`, which `causes` keep from being resolved.
    pub(super) fn unresolved(&mut self, name: &str, span: Span, causes: &[&Resolved]) -> Resolved {
        causes.iter().for_each(|cause| self.hide(cause));
        function_unknown(name, span)
    }

    /// The unknown value of the function `name`, whose arguments are wrong: a diagnostic says `expected`.
    pub(super) fn wrong_arguments(&mut self, name: &str, span: Span, expected: &str) -> Resolved {
        self.problems
            .add(|| Diagnostic::error("wrong-arguments", span, format!("{} wants {expected}", quoted(name))));
        function_unknown(name, span)
    }
}

/// Whether the one member of a map that has this name is a function.
pub(super) fn is_function(name: &str) -> bool {
    name == "Ref" || name.starts_with("Fn::") && !is_loop(name)
}

pub(super) fn is_loop(name: &str) -> bool {
    name.starts_with("Fn::ForEach::")
}

pub(super) fn unknown(unknown: UnknownValue, span: Span) -> Resolved {
    Resolved { value: ResolvedValue::Unknown(vec![Part::Unknown(unknown)]), span }
}

pub(super) fn function_unknown(name: &str, span: Span) -> Resolved {
    unknown(UnknownValue::Function(name.to_owned()), span)
}

/// Calls `take` with each unknown part of `value` and the place that says it.
pub(super) fn each_unknown(value: &Resolved, take: &mut impl FnMut(&UnknownValue, Span)) {
    match &value.value {
        ResolvedValue::List(elements) => elements.iter().for_each(|element| each_unknown(element, take)),
        ResolvedValue::Map(members) => members.iter().for_each(|member| each_unknown(&member.value, take)),
        ResolvedValue::Unknown(parts) => {
            for part in parts {
                if let Part::Unknown(unknown) = part {
                    take(unknown, value.span);
                }
            }
        }
        _ => {}
    }
}

/// Whether nothing in `value` is unknown.
pub(super) fn is_known(value: &Resolved) -> bool {
    let mut is_known = true;
    each_unknown(value, &mut |_, _| is_known = false);
    is_known
}

/// `value`, said by the function at `span` as a whole.
pub(super) fn said_at(mut value: Resolved, span: Span) -> Resolved {
    value.span = span;
    value.value = match value.value {
        ResolvedValue::List(elements) => {
            ResolvedValue::List(elements.into_iter().map(|element| said_at(element, span)).collect())
        }
        ResolvedValue::Map(members) => {
            let said = |member: ResolvedMember| ResolvedMember {
                name_span: span,
                value: said_at(member.value, span),
                ..member
            };
            ResolvedValue::Map(members.into_iter().map(said).collect())
        }
        other => other,
    };
    value
}

//! `Action` and `NotAction` (§2A).

use crate::matching::{RequestValues, Syntax, Template, Wildcards, matches};
use crate::policy::ListElement;
use crate::reading::Reading;
use crate::text::Span;

/// An `Action` or `NotAction` element.
#[derive(Clone, Debug)]
pub struct CompiledActions {
    /// The member in the document.
    pub span: Span,
    /// Whether it is `NotAction`.
    pub negated: bool,
    /// The entries.
    pub patterns: Box<[ActionPattern]>,
}

/// One entry: `s3:Get*`. Everything is in lower case (clause 2.2).
#[derive(Clone, Debug)]
pub struct ActionPattern {
    /// The token in the document.
    pub span: Span,
    /// What it covers.
    pub covers: ActionSet,
}

/// What an action entry covers.
#[derive(Clone, Debug)]
pub enum ActionSet {
    /// The bare `*`: every action.
    Everything,
    /// The names of one service that a pattern matches.
    Names {
        /// The service prefix, taken literally (clause 2.6).
        service: Box<str>,
        /// The pattern for the name.
        name: Template,
    },
    /// An entry with a wildcard in its service prefix: literal or a pattern, an open question (clause 2.6).
    WildcardService {
        /// The whole entry as text.
        literal: Box<str>,
        /// The whole entry as a pattern.
        pattern: Template,
    },
    /// No `service:name`: covers nothing.
    Malformed,
}

impl CompiledActions {
    pub(super) fn compile(element: &ListElement<'_>) -> Self {
        let patterns = element
            .values
            .iter()
            .map(|value| ActionPattern { span: value.span, covers: ActionSet::compile(&value.text) });
        Self { span: element.span, negated: element.negated, patterns: patterns.collect() }
    }
}

impl ActionSet {
    fn compile(text: &str) -> Self {
        if text == "*" {
            return ActionSet::Everything;
        }
        let text = text.to_ascii_lowercase();
        let pattern =
            |text: &str| Template::parse(text, Syntax { wildcards: Wildcards::Active, variables: false }).0;
        match text.split_once(':') {
            Some((service, _)) if service.contains(['*', '?']) => {
                ActionSet::WildcardService { pattern: pattern(&text), literal: text.into() }
            }
            Some((service, name)) => ActionSet::Names { service: service.into(), name: pattern(name) },
            None => ActionSet::Malformed,
        }
    }

    /// Whether it covers the action `service:name`, given in lower case as a whole and in its two parts.
    #[must_use]
    pub fn covers(&self, action: &str, service: &str, name: &str, values: &impl RequestValues) -> bool {
        match self {
            ActionSet::Everything => true,
            ActionSet::Names { service: expected, name: pattern } => {
                **expected == *service && matches(pattern.parts(), name, &())
            }
            ActionSet::WildcardService { literal, pattern } => {
                if values.takes_alternative(Reading::WildcardInActionPrefix) {
                    matches(pattern.parts(), action, &())
                } else {
                    **literal == *action
                }
            }
            ActionSet::Malformed => false,
        }
    }
}

//! `Action` and `NotAction` (§2A).

use crate::matching::{RequestValues, Syntax, Template, Wildcards, has_wildcard, matches, split_at_colon};
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
    /// The actions that match a pattern with a literal service prefix.
    Names(Template),
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

/// Whether `element` may cover an action of `service`, a prefix in any case: quicker to tell than to compile.
pub(super) fn may_cover_service(element: &ListElement<'_>, service: &str) -> bool {
    let names_other_service = |entry: &str| {
        split_at_colon(entry)
            .is_some_and(|(prefix, _)| !prefix.eq_ignore_ascii_case(service) && !has_wildcard(prefix))
    };
    element.negated || !element.values.iter().all(|value| names_other_service(&value.text))
}

impl ActionSet {
    fn compile(text: &str) -> Self {
        if text == "*" {
            return ActionSet::Everything;
        }
        let syntax = Syntax { wildcards: Wildcards::Active, variables: false };
        let pattern = Template::parse(text, syntax).0.into_lowercase();
        match split_at_colon(text) {
            Some((service, _)) if has_wildcard(service) => {
                ActionSet::WildcardService { literal: text.to_ascii_lowercase().into(), pattern }
            }
            Some(_) => ActionSet::Names(pattern),
            None => ActionSet::Malformed,
        }
    }

    /// Whether it covers the action `service:name`, given in lower case.
    #[must_use]
    pub fn covers(&self, action: &str, values: &impl RequestValues) -> bool {
        match self {
            ActionSet::Everything => true,
            ActionSet::Names(pattern) => matches(pattern.parts(), action, &()),
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

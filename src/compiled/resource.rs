//! `Resource` and `NotResource` (§2B, §2C).

use super::Keys;
use crate::matching::{ResourcePattern, Syntax, Template, Wildcards};
use crate::policy::{ListElement, PolicyType, Version};
use crate::text::Span;

/// A `Resource` or `NotResource` element.
#[derive(Clone, Debug)]
pub struct CompiledResources {
    /// The member in the document.
    pub span: Span,
    /// Whether it is `NotResource`.
    pub negated: bool,
    /// The entries: the token in the document and the pattern.
    pub patterns: Box<[(Span, ResourcePattern)]>,
}

impl CompiledResources {
    pub(super) fn compile(
        element: &ListElement<'_>,
        policy_type: PolicyType,
        version: Version,
        keys: &mut Keys,
    ) -> Self {
        let syntax = Syntax { wildcards: Wildcards::Active, variables: version == Version::V2012 };
        let patterns = element.values.iter().map(|value| {
            let (template, _) = Template::parse(&value.text, syntax);
            for variable in template.variables() {
                keys.intern(&variable.key);
            }
            (value.span, ResourcePattern::new(template, policy_type.completes_short_arns()))
        });
        Self { span: element.span, negated: element.negated, patterns: patterns.collect() }
    }
}

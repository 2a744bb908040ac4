//! `Resource` and `NotResource` (§2B, §2C).

use super::Keys;
use crate::matching::{ResourcePattern, Syntax, Template, Wildcards};
use crate::policy::{ListElement, PolicyType, Version};
use crate::text::Span;

/// What stands for the ARN of the API in its own policy.
const OWN_API: &str = "execute-api:";

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
            let own_path = value.text.strip_prefix(OWN_API).filter(|path| path.starts_with('/'));
            let own_path = own_path.filter(|_| policy_type == PolicyType::Resource);
            let (template, _) = Template::parse(own_path.unwrap_or(&value.text), syntax);
            for variable in template.variables() {
                keys.intern(&variable.key);
            }
            let pattern = match own_path {
                Some(_) => ResourcePattern::in_own_api(template),
                None => ResourcePattern::new(template, policy_type.completes_short_arns()),
            };
            (value.span, pattern)
        });
        Self { span: element.span, negated: element.negated, patterns: patterns.collect() }
    }
}

//! The resource parts of ARN formats, and which of them that of an entry can name.

use std::cell::OnceCell;
use std::sync::OnceLock;

use super::arn_format::{
    COLONS_BEFORE_RESOURCE, MAX_STEPS, ParsedFormat, Separators, Step, excluded_at_end, steps_after_colons,
};
use super::variable_name::{NamePart, name_parts};
use crate::matching::FixedStart;

/// The resource part of an entry of a `Resource` or `NotResource` element.
pub(super) struct ResourcePart<'t> {
    whole: PartText<'t>,
    /// Without the `:*` with which policies write the ARN of a log group.
    log_group: Option<PartText<'t>>,
    start: FixedStart,
}

/// A text with wildcards and variables; its steps are found when a comparison needs them.
struct PartText<'t> {
    text: &'t str,
    steps: OnceCell<Vec<Step>>,
}

impl<'t> ResourcePart<'t> {
    pub(super) fn new(service: &str, text: &'t str) -> Self {
        let part = |text| PartText { text, steps: OnceCell::new() };
        let without_end = text.strip_suffix(":*").filter(|_| service == "logs");
        Self {
            whole: part(text),
            log_group: without_end.map(part),
            start: FixedStart::of(without_end.unwrap_or(text)),
        }
    }

    /// Whether it begins as a format's resource part with this fixed beginning can: a quick look that leaves few
    /// formats to compare.
    pub(super) fn begins_like(&self, start: FixedStart) -> bool {
        self.start.agrees_with(start)
    }

    /// Whether some text is covered by this part and is the resource part of an ARN of `format`.
    pub(super) fn meets(&self, format: &ResourceFormat) -> bool {
        self.whole.meets(format) || self.log_group.as_ref().is_some_and(|part| part.meets(format))
    }
}

impl PartText<'_> {
    fn meets(&self, format: &ResourceFormat) -> bool {
        if self.text == "*" {
            return true;
        }
        format.meets_at_a_glance(self.text).unwrap_or_else(|| {
            let steps = self.steps.get_or_init(|| steps_after_colons(self.text, COLONS_BEFORE_RESOURCE));
            matches!(**steps, [Step::Run(_)]) || format.parsed().is_met_by(steps)
        })
    }
}

/// The resource part of an ARN format, made ready for comparison.
#[derive(Debug)]
pub(super) struct ResourceFormat {
    text: Box<str>,
    ends_before: Separators,
    /// How long the fixed text at its beginning is.
    fixed: usize,
    /// What stands behind that.
    then: Then,
    parsed: OnceLock<ParsedFormat>,
}

impl ResourceFormat {
    /// Reads the resource part of a format, of which the last placeholder ends before these separators.
    pub(super) fn new(text: &str, ends_before: Separators) -> Self {
        let mut parts = name_parts(text).peekable();
        let fixed = match parts.next_if(|part| matches!(part, NamePart::Fixed(_))) {
            Some(NamePart::Fixed(fixed)) => fixed,
            _ => "",
        };
        let then = match (parts.next(), parts.next()) {
            _ if fixed.contains('*') || fixed.len() >= MAX_STEPS as usize => Then::Other,
            (None, _) => Then::Nothing,
            (Some(NamePart::Placeholder(name)), None) => Then::Last(excluded_at_end(name, ends_before)),
            (Some(NamePart::Placeholder(_)), Some(_)) => Then::AnyText,
            (Some(NamePart::Fixed(_)), _) => Then::Other,
        };
        Self { text: text.into(), ends_before, fixed: fixed.len(), then, parsed: OnceLock::new() }
    }

    /// Whether some text is covered by `part` and by this format, where that is quickly told.
    fn meets_at_a_glance(&self, part: &str) -> Option<bool> {
        let fixed = self.text.get(..self.fixed).filter(|_| !matches!(self.then, Then::Other))?;
        let alike = part.bytes().zip(fixed.bytes()).take_while(|(one, other)| one == other).count();
        let rest = part.as_bytes().get(alike..)?;
        if alike < self.fixed {
            return match rest {
                [b'*'] => Some(true),
                [b'*' | b'?' | b'$', ..] => None,
                _ => Some(false),
            };
        }
        match self.then {
            Then::Nothing if rest.is_empty() => Some(true),
            Then::Last(excluded) if !rest.contains(&b'$') => {
                Some(!rest.iter().any(|byte| excluded.has(*byte)))
            }
            // The placeholder stands for all but the last star, and that for what follows the placeholder.
            Then::AnyText if rest.ends_with(b"*") => Some(true),
            _ => None,
        }
    }

    fn parsed(&self) -> &ParsedFormat {
        self.parsed.get_or_init(|| ParsedFormat::of_resource_part(&self.text, self.ends_before))
    }
}

/// What a format has behind the fixed text at its beginning.
#[derive(Clone, Copy, Debug)]
enum Then {
    /// Nothing.
    Nothing,
    /// A placeholder to the end, which does not stand for these separators.
    Last(Separators),
    /// A placeholder that stands for any text, and more.
    AnyText,
    /// What takes a closer look.
    Other,
}

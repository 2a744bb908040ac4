//! ARN formats of resource types, and which of them an entry of a `Resource` element can name.

use super::variable_name::{NamePart, name_parts};
use crate::matching::{Part, Syntax, Template, Wildcards, split_arn};

/// How many colons stand before the resource part of an ARN.
const COLONS_BEFORE_RESOURCE: usize = 5;

/// An entry of a `Resource` or `NotResource` element: an ARN, a pattern with wildcards and policy variables,
/// or `*`.
#[derive(Clone, Debug)]
pub struct ResourceEntry {
    steps: Vec<Step>,
    /// Without the `:*` with which policies write the ARN of a log group.
    log_group: Option<Vec<Step>>,
    /// The service field, where it and what is before it are fixed text.
    service: Option<Box<str>>,
}

/// What an ARN format or an entry asks of the next characters.
#[derive(Clone, Copy, Debug)]
enum Step {
    Character(char),
    AnyOne,
    Run(Separators),
}

impl Step {
    fn is_run(self) -> bool {
        matches!(self, Step::Run(_))
    }

    /// Whether this is a run in which `other`, a single character, may stand.
    fn takes(self, other: Step) -> bool {
        match (self, other) {
            (Step::Run(excluded), Step::Character(character)) => !excluded.has(character),
            (Step::Run(_), Step::AnyOne) => true,
            _ => false,
        }
    }

    /// Whether both are single characters, and some character is both.
    fn meets(self, other: Step) -> bool {
        match (self, other) {
            (Step::Character(left), Step::Character(right)) => left == right,
            (Step::AnyOne, Step::Character(_) | Step::AnyOne) | (Step::Character(_), Step::AnyOne) => true,
            _ => false,
        }
    }
}

/// Which of the characters that separate parts of an ARN cannot stand in the place of a placeholder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Separators {
    pub(super) slash: bool,
    pub(super) colon: bool,
}

impl Separators {
    const NONE: Self = Self { slash: false, colon: false };
    const COLON: Self = Self { slash: false, colon: true };

    fn has(self, character: char) -> bool {
        match character {
            '/' => self.slash,
            ':' => self.colon,
            _ => false,
        }
    }
}

impl ResourceEntry {
    /// Reads the text of an entry. Any text is one; a malformed variable counts as fixed text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let is_fixed = |field: &&str| !field.contains(['*', '?', '$']);
        let service: Option<Box<str>> =
            split_arn(text).map(|[_, _, service, ..]| service).filter(is_fixed).map(Into::into);
        let log_group = match service.as_deref() {
            Some("logs") => text.strip_suffix(":*").map(steps_of_entry),
            _ => None,
        };
        Self { steps: steps_of_entry(text), log_group, service }
    }

    /// The service field, where wildcards leave no doubt about it.
    pub(super) fn service(&self) -> Option<&str> {
        self.service.as_deref()
    }

    /// Whether some ARN is of `format` and covered by this entry.
    pub(super) fn meets(&self, format: &ParsedFormat) -> bool {
        meet(&self.steps, &format.steps)
            || self.log_group.as_ref().is_some_and(|steps| meet(steps, &format.steps))
    }
}

/// The resource part of an entry of a `Resource` or `NotResource` element.
pub(super) struct ResourcePart {
    steps: Vec<Step>,
    /// Without the `:*` with which policies write the ARN of a log group.
    log_group: Option<Vec<Step>>,
    /// The fixed text with which it begins.
    start: Box<str>,
}

impl ResourcePart {
    pub(super) fn new(service: &str, text: &str) -> Self {
        let without_end = text.strip_suffix(":*").filter(|_| service == "logs");
        Self {
            steps: steps_after_colons(text, COLONS_BEFORE_RESOURCE),
            log_group: without_end.map(|text| steps_after_colons(text, COLONS_BEFORE_RESOURCE)),
            start: fixed_start(without_end.unwrap_or(text)).into(),
        }
    }

    /// Whether it begins as a format's resource part with this fixed beginning can: a quick look that leaves few
    /// formats to compare.
    pub(super) fn begins_like(&self, fixed_start: &str) -> bool {
        self.start.bytes().zip(fixed_start.bytes()).all(|(ours, theirs)| ours == theirs)
    }

    /// Whether some text is covered by this part and is the resource part of an ARN of `format`, of which only that
    /// part was read.
    pub(super) fn meets(&self, format: &ParsedFormat) -> bool {
        matches!(*self.steps, [Step::Run(_)])
            || meet(&self.steps, &format.steps)
            || self.log_group.as_ref().is_some_and(|steps| meet(steps, &format.steps))
    }
}

/// What stands before the first wildcard, variable or placeholder.
pub(super) fn fixed_start(text: &str) -> &str {
    let end = text.bytes().position(|byte| matches!(byte, b'*' | b'?' | b'$' | b'<'));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// In a whole ARN the wildcards before the resource part stay within their fields, as they are meant to; in a
/// shorter text they may stand for several.
fn steps_of_entry(text: &str) -> Vec<Step> {
    steps_after_colons(text, if split_arn(text).is_some() { 0 } else { COLONS_BEFORE_RESOURCE })
}

fn steps_after_colons(text: &str, mut colons: usize) -> Vec<Step> {
    let (template, _) = Template::parse(text, Syntax { wildcards: Wildcards::Active, variables: true });
    let mut steps = Vec::new();
    for part in template.parts() {
        match part {
            Part::Text(text) => {
                colons += text.matches(':').count();
                steps.extend(text.chars().map(Step::Character));
            }
            Part::AnyOne | Part::FieldOne => steps.push(Step::AnyOne),
            Part::AnyRun | Part::FieldRun | Part::FieldEndRun | Part::Variable(_) => {
                let in_field = colons < COLONS_BEFORE_RESOURCE;
                steps.push(Step::Run(if in_field { Separators::COLON } else { Separators::NONE }));
            }
        }
    }
    steps
}

/// An ARN format made ready for comparison.
#[derive(Clone, Debug)]
pub(super) struct ParsedFormat {
    steps: Vec<Step>,
}

impl ParsedFormat {
    /// Reads an ARN format. A placeholder stands for any text, before the resource part for text without a
    /// colon, and at the end for text without `ends_before`, unless its name says that it is a path.
    pub(super) fn new(format: &str, ends_before: Separators) -> Self {
        Self::after_colons(format, ends_before, 0)
    }

    /// The resource part of an ARN format, alone.
    pub(super) fn of_resource_part(text: &str, ends_before: Separators) -> Self {
        Self::after_colons(text, ends_before, COLONS_BEFORE_RESOURCE)
    }

    fn after_colons(format: &str, ends_before: Separators, mut colons: usize) -> Self {
        let mut steps = Vec::new();
        let mut parts = name_parts(format).peekable();
        while let Some(part) = parts.next() {
            match part {
                NamePart::Placeholder(name) => {
                    let excluded = if colons < COLONS_BEFORE_RESOURCE {
                        Separators::COLON
                    } else if parts.peek().is_none() && !name.contains("Path") {
                        ends_before
                    } else {
                        Separators::NONE
                    };
                    steps.push(Step::Run(excluded));
                }
                NamePart::Fixed(text) => {
                    for character in text.chars() {
                        colons += usize::from(character == ':');
                        steps.push(match character {
                            '*' if colons < COLONS_BEFORE_RESOURCE => Step::Run(Separators::COLON),
                            '*' => Step::Run(Separators::NONE),
                            _ => Step::Character(character),
                        });
                    }
                }
            }
        }
        Self { steps }
    }
}

/// Whether some text is covered by both. Takes at worst entry × format steps.
fn meet(entry: &[Step], format: &[Step]) -> bool {
    // Which parts of the format can have been used up once the steps of the entry so far are.
    let mut reached = vec![false; format.len() + 1];
    if let Some(start) = reached.first_mut() {
        *start = true;
    }
    let mut next = vec![false; format.len() + 1];
    for step in entry {
        next.fill(false);
        let mut reached_by_run = false;
        for (index, here) in reached.iter().enumerate() {
            let other = format.get(index);
            let here = *here || reached_by_run;
            // Stay at this step of the entry: an empty run of the format, or a run of the entry that goes on.
            reached_by_run = here && other.is_some_and(|other| other.is_run() || step.takes(*other));
            // Go on to the next: an empty run of the entry, or a run of the format that goes on.
            let stays = step.is_run() || other.is_some_and(|other| other.takes(*step));
            if here
                && stays
                && let Some(place) = next.get_mut(index)
            {
                *place = true;
            }
            if here
                && other.is_some_and(|other| step.meets(*other))
                && let Some(place) = next.get_mut(index + 1)
            {
                *place = true;
            }
        }
        if !next.contains(&true) {
            return false;
        }
        std::mem::swap(&mut reached, &mut next);
    }
    // What is left of the format has to be empty.
    let left = format.iter().rev().take_while(|step| step.is_run()).count();
    reached.iter().rev().take(left + 1).any(|here| *here)
}

//! ARN formats of resource types, and which of them an entry of a `Resource` element can name.

use super::variable_name::{NamePart, name_parts};
use crate::matching::{Part, Syntax, Template, Wildcards, split_arn};

/// How many colons stand before the resource part of an ARN.
pub(super) const COLONS_BEFORE_RESOURCE: usize = 5;

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

/// What an entry asks of the next characters.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Character(char),
    AnyOne,
    Run(Separators),
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

    pub(super) fn has(self, byte: u8) -> bool {
        self.slash && byte == b'/' || self.colon && byte == b':'
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
        format.is_met_by(&self.steps) || self.log_group.as_ref().is_some_and(|steps| format.is_met_by(steps))
    }
}

/// In a whole ARN the wildcards before the resource part stay within their fields, as they are meant to; in a
/// shorter text they may stand for several.
fn steps_of_entry(text: &str) -> Vec<Step> {
    steps_after_colons(text, if split_arn(text).is_some() { 0 } else { COLONS_BEFORE_RESOURCE })
}

pub(super) fn steps_after_colons(text: &str, colons: usize) -> Vec<Step> {
    let mut steps = StepList { steps: Vec::with_capacity(text.len()), colons };
    if !text.contains('$') {
        steps.push_pattern(text);
        return steps.steps;
    }
    let (template, _) = Template::parse(text, Syntax { wildcards: Wildcards::Active, variables: true });
    for part in template.parts() {
        match part {
            Part::Text(text) => text.chars().for_each(|character| steps.push_character(character)),
            Part::AnyOne | Part::FieldOne => steps.steps.push(Step::AnyOne),
            Part::AnyRun | Part::FieldRun | Part::FieldEndRun | Part::Variable(_) => steps.push_run(),
        }
    }
    steps.steps
}

struct StepList {
    steps: Vec<Step>,
    /// How many colons came so far.
    colons: usize,
}

impl StepList {
    /// Adds a text in which stars and question marks are wildcards, and nothing is a variable.
    fn push_pattern(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '*' => self.push_run(),
                '?' => self.steps.push(Step::AnyOne),
                _ => self.push_character(character),
            }
        }
    }

    fn push_character(&mut self, character: char) {
        self.colons += usize::from(character == ':');
        self.steps.push(Step::Character(character));
    }

    fn push_run(&mut self) {
        let in_field = self.colons < COLONS_BEFORE_RESOURCE;
        self.steps.push(Step::Run(if in_field { Separators::COLON } else { Separators::NONE }));
    }
}

/// The separators for which a placeholder of this name at the end of a format does not stand: one for a path stands
/// for any text.
pub(super) fn excluded_at_end(name: &str, ends_before: Separators) -> Separators {
    if name.contains("Path") { Separators::NONE } else { ends_before }
}

/// The most steps of a format that are told apart; what follows them counts as any text, so that a longer format is
/// met too often rather than too seldom.
pub(super) const MAX_STEPS: u32 = 126;

/// A set of places in a format: bit `n` stands for the place before its step `n`.
type Places = u128;

/// A number for each ASCII character.
#[derive(Clone, Debug)]
struct AsciiNumbers([u8; 128]);

impl Default for AsciiNumbers {
    fn default() -> Self {
        Self([0; 128])
    }
}

/// An ARN format made ready for comparison: a step is a character or a placeholder.
#[derive(Clone, Debug, Default)]
pub(super) struct ParsedFormat {
    steps: u32,
    /// Where each of its characters stands.
    characters: Vec<(char, Places)>,
    /// Where to find the ASCII ones among them: a number from 1, or 0 for those that it does not have.
    numbers: AsciiNumbers,
    /// Where its placeholders are.
    placeholders: Places,
    /// Those for which no slash can stand.
    without_slash: Places,
    /// Those for which no colon can stand.
    without_colon: Places,
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

    fn after_colons(text: &str, ends_before: Separators, mut colons: usize) -> Self {
        let mut format = Self::default();
        let mut parts = name_parts(text).peekable();
        while let Some(part) = parts.next() {
            match part {
                NamePart::Placeholder(name) => {
                    let excluded = if colons < COLONS_BEFORE_RESOURCE {
                        Separators::COLON
                    } else if parts.peek().is_none() {
                        excluded_at_end(name, ends_before)
                    } else {
                        Separators::NONE
                    };
                    format.push_placeholder(excluded);
                }
                NamePart::Fixed(text) => {
                    for character in text.chars() {
                        colons += usize::from(character == ':');
                        match character {
                            '*' if colons < COLONS_BEFORE_RESOURCE => {
                                format.push_placeholder(Separators::COLON)
                            }
                            '*' => format.push_placeholder(Separators::NONE),
                            _ => format.push_character(character),
                        }
                    }
                }
            }
        }
        format
    }

    fn push_placeholder(&mut self, excluded: Separators) {
        if self.steps > MAX_STEPS {
            return;
        }
        let place: Places = 1 << self.steps;
        self.steps += 1;
        self.placeholders |= place;
        if excluded.slash {
            self.without_slash |= place;
        }
        if excluded.colon {
            self.without_colon |= place;
        }
    }

    fn push_character(&mut self, character: char) {
        if self.steps >= MAX_STEPS {
            return self.push_placeholder(Separators::NONE);
        }
        let place: Places = 1 << self.steps;
        self.steps += 1;
        match self.characters.iter_mut().find(|(known, _)| *known == character) {
            Some((_, places)) => *places |= place,
            None => {
                self.characters.push((character, place));
                let number = u8::try_from(self.characters.len()).unwrap_or_default();
                if let Some(own) = self.numbers.0.get_mut(character as usize) {
                    *own = number;
                }
            }
        }
    }

    /// Whether some text is covered by both the entry and this format. Takes a few operations for each
    /// step of the entry.
    pub(super) fn is_met_by(&self, entry: &[Step]) -> bool {
        let end: Places = 1 << self.steps;
        let singles = (end - 1) & !self.placeholders;
        // The places up to which the format can have been used up once the steps of the entry so far are.
        let mut reached: Places = 1;
        for step in entry {
            reached = self.past_empty_placeholders(reached);
            reached = match step {
                Step::Character(character) => {
                    (reached & self.places_of(*character)) << 1 | reached & self.placeholders_for(*character)
                }
                Step::AnyOne => (reached & singles) << 1 | reached & self.placeholders,
                Step::Run(excluded) => self.flood(reached, singles & !self.places_of_any(*excluded)),
            };
            if reached == 0 {
                return false;
            }
        }
        self.past_empty_placeholders(reached) & end != 0
    }

    /// Where this character stands.
    fn places_of(&self, character: char) -> Places {
        let found = match self.numbers.0.get(character as usize) {
            Some(number) => usize::from(*number).checked_sub(1).and_then(|at| self.characters.get(at)),
            None => self.characters.iter().find(|(known, _)| *known == character),
        };
        found.map_or(0, |(_, places)| *places)
    }

    fn places_of_any(&self, separators: Separators) -> Places {
        let of = |is_meant: bool, character| if is_meant { self.places_of(character) } else { 0 };
        of(separators.slash, '/') | of(separators.colon, ':')
    }

    /// The placeholders for which a text with this character can stand.
    fn placeholders_for(&self, character: char) -> Places {
        match character {
            '/' => self.placeholders & !self.without_slash,
            ':' => self.placeholders & !self.without_colon,
            _ => self.placeholders,
        }
    }

    /// `places` and those behind placeholders that stand for nothing.
    fn past_empty_placeholders(&self, places: Places) -> Places {
        self.flood(places, 0)
    }

    /// `places` and all that can be reached from them by passing placeholders and these characters.
    fn flood(&self, places: Places, passable: Places) -> Places {
        let open = self.placeholders | passable;
        // The sum carries each place past the end of its run of open ones.
        places | open ^ open.wrapping_add(places & open)
    }
}

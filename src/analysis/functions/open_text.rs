//! Texts of which parts are not known: patterns for resources and the resources themselves, compared so that what is not
//! known stays so.

use std::collections::HashMap;

use crate::evaluation::Truth;
use crate::matching::{ResourcePattern, Syntax, Template, Wildcards};
use crate::template::value::{Part, UnknownValue};
use crate::text::json::{Node, Value};

/// Where the characters begin that stand for something unknown: they mean nothing in any text of AWS's.
const FIRST_SYMBOL: u32 = 0xF_0000;

/// Something unknown that texts have in common: where the same thing is missing in both, one character stands for it.
#[derive(Default)]
pub(super) struct Symbols {
    /// The characters by what they stand for.
    by_key: HashMap<String, char>,
    /// How many characters are taken.
    count: u32,
}

/// A text in which characters may stand for something unknown.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenText {
    text: String,
    /// The same for people: `${Table}` where something is missing.
    pub(super) shown: String,
}

/// An entry of a `Resource` or `NotResource` list.
pub(super) struct OpenPattern {
    pub(super) entry: OpenText,
    compiled: ResourcePattern,
    has_variables: bool,
}

/// A part of a pattern or a text when the two are laid side by side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Character(char),
    One,
    Run,
}

fn is_symbol(character: char) -> bool {
    u32::from(character) >= FIRST_SYMBOL
}

impl Symbols {
    /// A character for something that is like nothing else.
    fn new_symbol(&mut self) -> char {
        let symbol = FIRST_SYMBOL.checked_add(self.count).and_then(char::from_u32);
        self.count = self.count.saturating_add(1);
        symbol.unwrap_or(char::MAX)
    }

    fn symbol(&mut self, key: String) -> char {
        if let Some(known) = self.by_key.get(&key) {
            return *known;
        }
        let symbol = self.new_symbol();
        self.by_key.insert(key, symbol);
        symbol
    }

    /// A text of which nothing is known.
    pub(super) fn anything(&mut self) -> OpenText {
        OpenText { text: self.new_symbol().to_string(), shown: "…".to_owned() }
    }

    /// A text that is known.
    pub(super) fn known(&mut self, text: &str) -> OpenText {
        let mut built = OpenText::default();
        self.literal(&mut built, text);
        built
    }

    /// A text in parts, as a template gives it.
    pub(super) fn of_parts(&mut self, parts: &[Part]) -> OpenText {
        let mut built = OpenText::default();
        for part in parts {
            match part {
                Part::Literal(text) => self.literal(&mut built, text),
                Part::Unknown(unknown) => self.unknown(&mut built, unknown),
            }
        }
        built
    }

    /// The text at a place of a policy: a string, or the function that would give one. `None` for anything else.
    pub(super) fn of_node(&mut self, node: &Node<'_>) -> Option<OpenText> {
        let mut built = OpenText::default();
        match &node.value {
            Value::String(text) => self.literal(&mut built, text),
            Value::Object(_) => self.function(&mut built, node)?,
            _ => return None,
        }
        Some(built)
    }

    fn literal(&mut self, built: &mut OpenText, text: &str) {
        for character in text.chars() {
            // Who writes such a character means something else by it than this does.
            built.text.push(if is_symbol(character) { self.new_symbol() } else { character });
        }
        built.shown.push_str(text);
    }

    fn unknown(&mut self, built: &mut OpenText, unknown: &UnknownValue) {
        let (key, shown) = match unknown {
            UnknownValue::Ref(name) => (Some(format!("Ref {name}")), name.clone()),
            UnknownValue::Attribute(resource, attribute) => {
                (Some(format!("GetAtt {resource}.{attribute}")), format!("{resource}.{attribute}"))
            }
            UnknownValue::Import(name) => (Some(format!("Import {name}")), format!("import {name}")),
            UnknownValue::Dynamic(reference) => (Some(format!("Dynamic {reference}")), reference.clone()),
            // Two branches of one condition need not be the same text.
            UnknownValue::Condition(name) => (None, format!("if {name}")),
            UnknownValue::Function(name) => (None, name.clone()),
        };
        built.text.push(match key {
            Some(key) => self.symbol(key),
            None => self.new_symbol(),
        });
        built.shown.push_str(&format!("${{{shown}}}"));
    }

    /// The functions that a rendered template has in place of a text.
    fn function(&mut self, built: &mut OpenText, node: &Node<'_>) -> Option<()> {
        let Value::Object(members) = &node.value else { return None };
        let [member] = members.as_slice() else { return None };
        let text = |node: &Node<'_>| match &node.value {
            Value::String(text) => Some(text.to_string()),
            _ => None,
        };
        let elements = match &member.value.value {
            Value::Array(elements) => elements.as_slice(),
            _ => &[],
        };
        let whole = text(&member.value);
        match (&*member.name, whole, elements) {
            ("Ref", Some(name), _) => self.unknown(built, &UnknownValue::Ref(name)),
            ("Fn::ImportValue", Some(name), _) => self.unknown(built, &UnknownValue::Import(name)),
            ("Fn::Sub", Some(pattern), _) => self.substitution(built, &pattern),
            ("Fn::GetAtt", _, [resource, attribute]) => {
                self.unknown(built, &UnknownValue::Attribute(text(resource)?, text(attribute)?));
            }
            ("Fn::Join", _, [separator, list]) if text(separator).as_deref() == Some("") => {
                let Value::Array(parts) = &list.value else { return None };
                for part in parts {
                    match text(part) {
                        Some(known) => self.literal(built, &known),
                        None => self.function(built, part)?,
                    }
                }
            }
            (name, ..) if name.starts_with("Fn::") => {
                self.unknown(built, &UnknownValue::Function(name.to_owned()));
            }
            _ => return None,
        }
        Some(())
    }

    fn substitution(&mut self, built: &mut OpenText, pattern: &str) {
        let mut rest = pattern;
        while let Some(at) = [rest.find("${"), rest.find("{{resolve:")].into_iter().flatten().min() {
            let (before, after) = rest.split_at(at);
            self.literal(built, before);
            if let Some(name) = after.strip_prefix("${!") {
                self.literal(built, "${");
                rest = name;
                continue;
            }
            let (start, end) = if after.starts_with("${") { (2, "}") } else { (2, "}}") };
            let inner = after.get(start..).unwrap_or_default();
            let Some((name, later)) = inner.split_once(end) else {
                rest = after;
                break;
            };
            let unknown = match (end, name.split_once('.')) {
                ("}}", _) => UnknownValue::Dynamic(name.to_owned()),
                (_, Some((resource, attribute))) => {
                    UnknownValue::Attribute(resource.to_owned(), attribute.to_owned())
                }
                (_, None) => UnknownValue::Ref(name.to_owned()),
            };
            self.unknown(built, &unknown);
            rest = later;
        }
        self.literal(built, rest);
    }
}

impl OpenText {
    /// Whether something in it is not known.
    pub(super) fn is_open(&self) -> bool {
        self.text.chars().any(is_symbol)
    }

    /// It with `other` behind it.
    pub(super) fn followed_by(&self, other: &Self) -> Self {
        Self { text: format!("{}{}", self.text, other.text), shown: format!("{}{}", self.shown, other.shown) }
    }

    /// What stands before `end` in it; `None` where that is not in it.
    pub(super) fn before(&self, end: &str) -> Option<Self> {
        let (text, shown) = (self.text.split_once(end)?.0, self.shown.split_once(end)?.0);
        Some(Self { text: text.to_owned(), shown: shown.to_owned() })
    }

    /// The text, where all of it is known.
    pub(super) fn text(&self) -> Option<&str> {
        (!self.is_open() && !self.text.is_empty()).then_some(&self.text)
    }
}

impl OpenPattern {
    /// The pattern that an entry is, in a policy with or without policy variables, of identity-based kind.
    pub(super) fn new(entry: OpenText, with_variables: bool) -> Self {
        let syntax = Syntax { wildcards: Wildcards::Active, variables: with_variables };
        let (template, _) = Template::parse(&entry.text, syntax);
        let has_variables = template.variables().next().is_some();
        Self { compiled: ResourcePattern::new(template, true), entry, has_variables }
    }

    /// Whether it is `*`.
    pub(super) fn is_everything(&self) -> bool {
        self.entry.text == "*"
    }

    /// The service of the ARNs that it covers, where it names one.
    pub(super) fn service(&self) -> Option<&str> {
        let service = crate::matching::service_of(&self.entry.text)?;
        let is_one = !service.chars().any(|one| matches!(one, '*' | '?' | '$') || is_symbol(one));
        (is_one && !service.is_empty()).then_some(service)
    }

    /// Whether it covers `target`, whatever the unknown comes to.
    pub(super) fn covers(&self, target: &OpenText) -> Truth {
        let is_open = self.has_variables || self.entry.is_open() || target.is_open();
        match self.surely_covers(target) {
            true => Truth::True,
            false if is_open && self.may_cover(target) => Truth::Unknown,
            false => Truth::False,
        }
    }

    /// Whether [`covers`](Self::covers) is true, which takes less than to tell what else it is.
    pub(super) fn surely_covers(&self, target: &OpenText) -> bool {
        // `?` is one character, and what is missing may be many.
        let is_sure = !(target.is_open() && self.entry.text.contains('?'));
        is_sure && self.compiled.matches(&target.text, &())
    }

    /// Whether the pattern and the text can be one, when all that is unknown may be any text.
    fn may_cover(&self, target: &OpenText) -> bool {
        // What both begin with is the same, known or not: no name of a resource has a wildcard in it.
        let pairs = self.entry.text.chars().zip(target.text.chars());
        let is_same = |(wanted, found): &(char, char)| wanted == found && !matches!(wanted, '*' | '?' | '$');
        let same: usize = pairs.take_while(is_same).map(|(wanted, _)| wanted.len_utf8()).sum();
        let mut pattern = steps(self.entry.text.get(same..).unwrap_or_default(), true);
        let colons = self.entry.text.matches(':').count();
        if self.entry.text.starts_with("arn:") && colons < 5 {
            pattern.push(Step::Run);
        }
        let text = steps(target.text.get(same..).unwrap_or_default(), false);
        // For each place in the text, whether pattern and text agree up to here.
        let mut reached: Vec<bool> = (0..=text.len()).map(|end| is_empty_able(&text, end)).collect();
        for step in pattern {
            let mut next = vec![false; text.len() + 1];
            for at in 0..=text.len() {
                let here = reached.get(at).copied().unwrap_or(false);
                let before = at.checked_sub(1);
                let eaten = before.and_then(|before| text.get(before)).copied();
                let value =
                    |of: &[bool], at: Option<usize>| at.and_then(|at| of.get(at)).copied().unwrap_or(false);
                let agrees = match (step, eaten) {
                    // A run of the pattern is empty, or takes one more of the text.
                    (Step::Run, _) => here || value(&next, before),
                    // A run of the text takes this one, or is at its end.
                    (_, Some(Step::Run)) => here || value(&reached, before) || value(&next, before),
                    (Step::Character(wanted), Some(Step::Character(found))) => {
                        wanted == found && value(&reached, before)
                    }
                    (_, Some(_)) => value(&reached, before),
                    (_, None) => false,
                };
                if let Some(place) = next.get_mut(at) {
                    *place = agrees;
                }
            }
            reached = next;
        }
        reached.last().copied().unwrap_or(false)
    }
}

/// Whether the first `end` steps can be the empty text.
fn is_empty_able(text: &[Step], end: usize) -> bool {
    text.iter().take(end).all(|step| *step == Step::Run)
}

/// The steps of a text, what is not known being a run of anything.
fn steps(text: &str, is_pattern: bool) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if is_pattern
            && let Some(variable) = rest.strip_prefix("${")
            && let Some((_, after)) = variable.split_once('}')
        {
            steps.push(Step::Run);
            rest = after;
            continue;
        }
        steps.push(match first {
            '*' if is_pattern => Step::Run,
            '?' if is_pattern => Step::One,
            _ if is_symbol(first) => Step::Run,
            _ => Step::Character(first),
        });
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    steps
}

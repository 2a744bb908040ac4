//! Pattern text: literal pieces, wildcards and policy variables.

use std::borrow::Cow;

use super::RequestValues;
use crate::reading::Reading;

/// One piece of a [`Template`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Literal text.
    Text(Box<str>),
    /// `*`: any run of characters, the empty one included.
    AnyRun,
    /// `?`: exactly one character.
    AnyOne,
    /// `*` inside an ARN field: any run without `:`.
    FieldRun,
    /// `*` that ends an ARN field: as [`Part::AnyRun`], or on the other reading of clause 2.25 as
    /// [`Part::FieldRun`].
    FieldEndRun,
    /// `?` inside an ARN field: one character other than `:`.
    FieldOne,
    /// `${key}`: the value of a context key.
    Variable(Variable),
}

impl Part {
    /// Whether this matches a run of characters of any length.
    #[must_use]
    pub fn is_run(&self) -> bool {
        matches!(self, Part::AnyRun | Part::FieldRun | Part::FieldEndRun)
    }
}

/// A policy variable, `${key}` or `${key, 'default'}` (VARS, clauses 2.50 and 2.56).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The context key, in lower case (names ignore case).
    pub key: Box<str>,
    /// What stands in when the request has no such key.
    pub default: Option<Box<str>>,
}

/// Which characters of a text are wildcards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wildcards {
    /// `*` and `?` match runs and characters.
    Active,
    /// `*` and `?` are ordinary characters.
    Literal,
}

/// How a text is read into a [`Template`].
#[derive(Clone, Copy, Debug)]
pub struct Syntax {
    /// Whether `*` and `?` are wildcards.
    pub wildcards: Wildcards,
    /// Whether `${…}` is a variable or an escape (version 2012-10-17) or plain text (2008-10-17).
    pub variables: bool,
}

impl Syntax {
    /// Whether something other than plain text may begin with `byte`.
    fn is_special(self, byte: u8) -> bool {
        match byte {
            b'*' | b'?' => self.wildcards == Wildcards::Active,
            b'$' => self.variables,
            _ => false,
        }
    }
}

/// A `${…}` that is no variable: where it begins (byte offset in the text) and what is wrong (clause 2.57).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedVariable {
    /// Byte offset of its `$`.
    pub offset: usize,
    /// What is wrong with it.
    pub problem: &'static str,
}

/// A text taken apart into literal pieces, wildcards and variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

impl Template {
    /// Reads `text`. A malformed variable stays literal text and is reported beside the template.
    #[must_use]
    pub fn parse(text: &str, syntax: Syntax) -> (Self, Option<MalformedVariable>) {
        let mut builder = Builder::default();
        let mut malformed = None;
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| syntax.is_special(byte)) {
            let (before, special) = rest.split_at(at);
            builder.text(before);
            let offset = text.len() - special.len();
            rest = match special.as_bytes() {
                [b'*', ..] => {
                    builder.part(Part::AnyRun);
                    special.get(1..).unwrap_or_default()
                }
                [b'?', ..] => {
                    builder.part(Part::AnyOne);
                    special.get(1..).unwrap_or_default()
                }
                [b'$', b'{', ..] => match read_variable(special) {
                    Ok((Reference::Escape(character), after)) => {
                        builder.text(character);
                        after
                    }
                    Ok((Reference::Variable(variable), after)) => {
                        builder.part(Part::Variable(variable));
                        after
                    }
                    Err(problem) => {
                        malformed = malformed.or(Some(MalformedVariable { offset, problem }));
                        builder.text("$");
                        special.get(1..).unwrap_or_default()
                    }
                },
                _ => {
                    let (character, after) = special.split_at(1);
                    builder.text(character);
                    after
                }
            };
        }
        builder.text(rest);
        (builder.finish(), malformed)
    }

    /// A template of the given parts.
    #[must_use]
    pub fn from_parts(parts: Vec<Part>) -> Self {
        Self { parts }
    }

    /// The pieces in order.
    #[must_use]
    pub fn into_parts(self) -> Vec<Part> {
        self.parts
    }

    /// The pieces in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The whole text, when it is literal.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        match self.parts() {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The variables in it.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        self.parts.iter().filter_map(|part| match part {
            Part::Variable(variable) => Some(variable),
            _ => None,
        })
    }

    /// The same template with every variable replaced by its value, in which `*` and `?` are wildcards
    /// only on the other reading of clause 2.64; `None` when a variable has no value.
    #[must_use]
    pub fn resolve(&self, values: &impl RequestValues) -> Option<Template> {
        let wildcards = if values.takes_alternative(Reading::WildcardInVariableValue) {
            Wildcards::Active
        } else {
            Wildcards::Literal
        };
        let mut resolved = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            match part {
                Part::Variable(variable) => {
                    let value =
                        Template::parse(values.value_of(variable)?, Syntax { wildcards, variables: false });
                    resolved.extend(value.0.parts);
                }
                part => resolved.push(part.clone()),
            }
        }
        Some(Template::from_parts(resolved))
    }

    /// The same template in ASCII lower case.
    #[must_use]
    pub fn into_lowercase(mut self) -> Self {
        for part in &mut self.parts {
            if let Part::Text(text) = part {
                text.make_ascii_lowercase();
            }
        }
        self
    }
}

/// Collects parts and joins neighbouring texts.
#[derive(Default)]
struct Builder<'t> {
    parts: Vec<Part>,
    text: Cow<'t, str>,
}

impl<'t> Builder<'t> {
    fn text(&mut self, text: &'t str) {
        if self.text.is_empty() {
            self.text = Cow::Borrowed(text);
        } else {
            self.text.to_mut().push_str(text);
        }
    }

    fn part(&mut self, part: Part) {
        self.flush();
        // Two neighbouring `*` say the same as one.
        if part != Part::AnyRun || self.parts.last() != Some(&Part::AnyRun) {
            self.parts.push(part);
        }
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.parts.push(Part::Text(std::mem::take(&mut self.text).into()));
        }
    }

    fn finish(mut self) -> Template {
        self.flush();
        Template::from_parts(self.parts)
    }
}

enum Reference<'t> {
    /// `${*}`, `${?}`, `${$}`: the character itself (clause 2.58).
    Escape(&'t str),
    Variable(Variable),
}

/// Reads the `${…}` at the start of `text`; returns it and the text after it.
fn read_variable(text: &str) -> Result<(Reference<'_>, &str), &'static str> {
    let inside = text.get(2..).unwrap_or_default();
    let name_end = inside.find(['}', ',']).ok_or("the closing brace is missing")?;
    let (name, after_name) = inside.split_at(name_end);
    if let Some(rest) = after_name.strip_prefix('}') {
        if matches!(name, "*" | "?" | "$") {
            return Ok((Reference::Escape(name), rest));
        }
        return Ok((Reference::Variable(variable(name, None)?), rest));
    }
    let quoted = after_name.strip_prefix(',').unwrap_or_default().trim_start_matches(' ');
    let default = quoted.strip_prefix('\'').ok_or("the default value is not in single quotes")?;
    let (default, after) =
        default.split_once('\'').ok_or("the closing quote of the default value is missing")?;
    let rest = after.trim_start_matches(' ').strip_prefix('}').ok_or("the closing brace is missing")?;
    Ok((Reference::Variable(variable(name, Some(default))?), rest))
}

fn variable(name: &str, default: Option<&str>) -> Result<Variable, &'static str> {
    if name.is_empty() {
        return Err("the variable has no name");
    }
    // The tag key of a name such as `aws:PrincipalTag/cost centre` may hold spaces; nothing else may.
    let key = name.split_once('/').map_or(name, |(key, _)| key);
    if key.contains(char::is_whitespace) || name.trim() != name {
        return Err("the name of the variable contains a space");
    }
    if name.contains('$') || name.contains('{') {
        return Err("the closing brace is missing");
    }
    Ok(Variable { key: name.to_ascii_lowercase().into_boxed_str(), default: default.map(Into::into) })
}

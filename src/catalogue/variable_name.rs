//! Names with a part that stands for any text: `aws:RequestTag/${TagKey}`, `s3:ExistingObjectTag/<key>`.

/// A piece of a text with placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamePart<'t> {
    /// Text that stands as it is.
    Fixed(&'t str),
    /// The name of a placeholder, without `${…}` or `<…>`.
    Placeholder(&'t str),
}

/// The pieces of `text`, in order. A placeholder is `${Name}` or `<name>`; whatever else has these characters
/// is fixed text.
pub fn name_parts(text: &str) -> impl Iterator<Item = NamePart<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = leading_placeholder(rest) {
            rest = after;
            return Some(NamePart::Placeholder(name));
        }
        let next = next_placeholder(rest).unwrap_or(rest.len());
        let (fixed, after) = rest.split_at_checked(next).unwrap_or((rest, ""));
        rest = after;
        Some(NamePart::Fixed(fixed))
    })
}

/// Where the first placeholder begins behind the first character.
fn next_placeholder(text: &str) -> Option<usize> {
    let starts = text.bytes().enumerate().skip(1).filter(|(_, byte)| matches!(byte, b'$' | b'<'));
    starts
        .map(|(at, _)| at)
        .find(|at| text.get(*at..).is_some_and(|tail| leading_placeholder(tail).is_some()))
}

fn leading_placeholder(text: &str) -> Option<(&str, &str)> {
    let (name, after) = match text.strip_prefix("${") {
        Some(inside) => split_at_byte(inside, b'}')?,
        None => split_at_byte(text.strip_prefix('<')?, b'>')?,
    };
    (!name.is_empty()).then_some((name, after))
}

/// What stands before an ASCII character and what behind it. Names are short: a plain loop finds their ends soon.
fn split_at_byte(text: &str, end: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == end)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

pub(super) fn has_variable_part(text: &str) -> bool {
    leading_placeholder(text).is_some() || next_placeholder(text).is_some()
}

/// A name with placeholders, each of which stands for at least one character.
#[derive(Clone, Copy)]
pub(super) struct VariableName<'t> {
    text: &'t str,
}

impl<'t> VariableName<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text }
    }

    /// Whether `name` is this name with something in the place of each placeholder, without regard to case.
    pub(super) fn matches(self, name: &str) -> bool {
        // Most names differ in what comes before the first placeholder already.
        let fixed = self.text.bytes().take_while(|byte| !matches!(byte, b'$' | b'<')).count();
        let begins_alike = |(one, other): (u8, u8)| one.eq_ignore_ascii_case(&other);
        if name.len() < fixed || !self.text.bytes().zip(name.bytes()).take(fixed).all(begins_alike) {
            return false;
        }
        let mut rest = name;
        let mut fixed = name_parts(self.text).peekable();
        if let Some(NamePart::Fixed(start)) = fixed.peek().copied() {
            match rest.split_at_checked(start.len()) {
                Some((head, tail)) if head.eq_ignore_ascii_case(start) => rest = tail,
                _ => return false,
            }
            fixed.next();
        }
        let mut ends_open = false;
        while let Some(part) = fixed.next() {
            match part {
                NamePart::Placeholder(_) => {
                    let mut characters = rest.chars();
                    if characters.next().is_none() {
                        return false;
                    }
                    rest = characters.as_str();
                    ends_open = true;
                }
                NamePart::Fixed(text) => {
                    let is_last = fixed.peek().is_none();
                    let Some(after) = after_text(rest, text, is_last) else { return false };
                    rest = after;
                    ends_open = false;
                }
            }
        }
        ends_open || rest.is_empty()
    }

    /// How many bytes of it are fixed text.
    pub(super) fn fixed_length(self) -> usize {
        let length = |part| if let NamePart::Fixed(text) = part { text.len() } else { 0 };
        name_parts(self.text).map(length).sum()
    }
}

/// What follows the first place of `sought` in `text`, or its place at the end.
fn after_text<'t>(text: &'t str, sought: &str, at_end: bool) -> Option<&'t str> {
    let last = text.len().checked_sub(sought.len())?;
    let from = if at_end { last } else { 0 };
    (from..=last).find_map(|at| {
        let here = text.get(at..at + sought.len())?;
        here.eq_ignore_ascii_case(sought).then(|| text.get(at + sought.len()..)).flatten()
    })
}

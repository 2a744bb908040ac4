//! Looking into resolved values.

use crate::template::value::{Part, Resolved, ResolvedMember, ResolvedValue, UnknownValue};
use crate::text::Span;

impl Resolved {
    /// The member of that name, where this is a map; of several the last, as CloudFormation takes it.
    pub(super) fn member(&self, name: &str) -> Option<&Resolved> {
        let members = self.members()?;
        members.iter().rev().find(|member| member.name == name).map(|member| &member.value)
    }

    pub(super) fn members(&self) -> Option<&[ResolvedMember]> {
        match &self.value {
            ResolvedValue::Map(members) => Some(members),
            _ => None,
        }
    }

    pub(super) fn elements(&self) -> Option<&[Resolved]> {
        match &self.value {
            ResolvedValue::List(elements) => Some(elements),
            _ => None,
        }
    }

    /// The text, where all of it is known. The digits of a number are one: accounts are often written without quotes.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            ResolvedValue::String(text) | ResolvedValue::Number(text) => Some(text),
            ResolvedValue::Boolean(true) => Some("true"),
            ResolvedValue::Boolean(false) => Some("false"),
            _ => None,
        }
    }

    pub(super) fn is_unknown(&self) -> bool {
        matches!(self.value, ResolvedValue::Unknown(_))
    }

    /// The parts of a text, known or not.
    pub(super) fn parts(&self) -> Vec<Part> {
        match &self.value {
            ResolvedValue::Unknown(parts) => parts.clone(),
            _ => self.text().map(|text| vec![Part::Literal(text.to_owned())]).unwrap_or_default(),
        }
    }

    /// What stands for this value where places do not count.
    pub(super) fn fingerprint(&self) -> String {
        match self.text() {
            // A number and the text of its digits are one name.
            Some(text) => text.to_owned(),
            None => self.to_compact_json_text(),
        }
    }

    /// Whether this is a name, known or not: two that say the same are one. What an open branch comes to is none.
    pub(super) fn is_a_name(&self) -> bool {
        let is_open = |part: &Part| {
            matches!(part, Part::Unknown(UnknownValue::Condition(_) | UnknownValue::Function(_)))
        };
        !self.parts().is_empty() && !self.parts().iter().any(is_open)
    }

    /// Calls `see` with every scalar and every unknown value within.
    pub(super) fn each_leaf<'r>(&'r self, see: &mut impl FnMut(&'r Resolved)) {
        match &self.value {
            ResolvedValue::List(elements) => elements.iter().for_each(|element| element.each_leaf(see)),
            ResolvedValue::Map(members) => members.iter().for_each(|member| member.value.each_leaf(see)),
            _ => see(self),
        }
    }

    /// The names of what is not known in it, each once.
    pub(super) fn missing(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        self.each_leaf(&mut |leaf| {
            if let ResolvedValue::Unknown(parts) = &leaf.value {
                for name in parts.iter().filter_map(Part::unknown).map(UnknownValue::name) {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
            }
        });
        names
    }
}

/// A text at a place.
pub(super) fn string(text: impl Into<String>, span: Span) -> Resolved {
    Resolved { value: ResolvedValue::String(text.into()), span }
}

/// A list at a place.
pub(super) fn list(elements: Vec<Resolved>, span: Span) -> Resolved {
    Resolved { value: ResolvedValue::List(elements), span }
}

/// A map at a place; its names stand where their values stand.
pub(super) fn map<const N: usize>(members: [(&str, Resolved); N], span: Span) -> Resolved {
    let member = |(name, value): (&str, Resolved)| ResolvedMember {
        name: name.to_owned(),
        name_span: value.span,
        value,
    };
    Resolved { value: ResolvedValue::Map(members.into_iter().map(member).collect()), span }
}

/// A text of several parts, which is known where all parts are.
pub(super) fn text_of<'p>(parts: impl IntoIterator<Item = &'p Resolved>, span: Span) -> Resolved {
    let mut joined: Vec<Part> = Vec::new();
    for part in parts.into_iter().flat_map(Resolved::parts) {
        match (joined.last_mut(), part) {
            (Some(Part::Literal(text)), Part::Literal(more)) => text.push_str(&more),
            (_, part) => joined.push(part),
        }
    }
    let value = match joined.as_mut_slice() {
        [] => ResolvedValue::String(String::new()),
        [Part::Literal(text)] => ResolvedValue::String(std::mem::take(text)),
        _ => ResolvedValue::Unknown(joined),
    };
    Resolved { value, span }
}

/// `policy`, which is there only if the condition holds: read as a policy or a statement, nothing of it is known.
pub(super) fn only_if(condition: &str, policy: Resolved) -> Resolved {
    let span = policy.span;
    let no_value = map([("Ref", string("AWS::NoValue", span))], span);
    map([("Fn::If", list(vec![string(condition, span), policy, no_value], span))], span)
}

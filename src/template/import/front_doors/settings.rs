//! Looking into properties of which some may not be known.

use crate::template::import::plan::listed;
use crate::template::value::{Part, Resolved};

/// The member of that name. Where it cannot be told which members there are, the whole, which is not known then.
pub(super) fn setting<'r>(of: &'r Resolved, name: &str) -> Option<&'r Resolved> {
    if is_open(of) { Some(of) } else { of.member(name) }
}

/// Whether it cannot be told which members a map has.
pub(super) fn is_open(map: &Resolved) -> bool {
    map.members().is_none_or(|members| members.iter().any(|member| member.name.starts_with("Fn::")))
}

/// The texts of a list, or of a text alone; none where one of them is not known.
pub(super) fn texts(value: &Resolved) -> Option<Vec<String>> {
    let alone = std::slice::from_ref(value);
    let elements = value.elements().unwrap_or(alone);
    elements.iter().map(|element| element.text().map(str::to_owned)).collect()
}

/// A truth value, however it is written.
pub(super) fn truth(value: &Resolved) -> Option<bool> {
    match value.text()?.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// ` (it needs `Name`)`, or nothing where no name would help.
pub(super) fn needs(value: &Resolved) -> String {
    match value.missing().as_slice() {
        [] => String::new(),
        names => format!(" (it needs {})", listed(names)),
    }
}

/// The text at the end of a value, as far as it is known.
pub(super) fn known_end(value: &Resolved) -> Option<String> {
    match value.parts().pop() {
        Some(Part::Literal(text)) => Some(text),
        _ => None,
    }
}

//! ARN templates: the formats of resource types with visible placeholders.

use indexmap::IndexMap;

use super::ranking::{MAX_OPTIONS, begins_with, fit};
use super::view::{Completion, CompletionKind};
use crate::catalogue::{Action, Catalogue, DetailedCatalogue, NamePart, ResourceType, name_parts};

const PARTITION: &str = "aws";
/// How many fields of an ARN stand before the service.
const SERVICE_FIELD: usize = 2;

/// The resources for what was typed, the best first. `actions` are those whose resource types fit; with `None`
/// all types are tried once the typed text names a service.
pub(super) fn options<'c>(
    typed: &str,
    actions: Option<&[Action<'c>]>,
    catalogue: Option<&'c Catalogue>,
) -> Vec<Completion> {
    let detailed = catalogue.and_then(Catalogue::detailed);
    // By their text: whether one of the types is required, and the names of the types.
    let mut templates: IndexMap<String, (bool, Vec<&str>)> = IndexMap::new();
    for (resource_type, required) in
        detailed.map(|detailed| types(detailed, typed, actions)).unwrap_or_default()
    {
        let formats = resource_type.arn_formats().filter(|format| may_be_of_service(format, typed));
        for template in formats.filter_map(|format| completed(format, typed)) {
            let (is_required, names) = templates.entry(template).or_default();
            *is_required |= required;
            if !names.contains(&resource_type.name()) {
                names.push(resource_type.name());
            }
        }
    }
    templates.shift_remove(typed);
    // The more there is to fill in, the more special the resource.
    templates.sort_by_cached_key(|template, (required, _)| (!required, template.matches('<').count()));
    let options = templates.into_iter().take(MAX_OPTIONS);
    let options = options
        .map(|(template, (_, names))| Completion::new(CompletionKind::Resource, template, names.join(", ")));
    let all = fit("*", typed).map(|_| Completion::new(CompletionKind::Resource, "*", "every resource"));
    options.chain(all).collect()
}

/// Whether the service field of the format can begin as the typed one: most formats are of another service.
fn may_be_of_service(format: &str, typed: &str) -> bool {
    match (format.split(':').nth(SERVICE_FIELD), typed.split(':').nth(SERVICE_FIELD)) {
        (Some(of_format), Some(of_typed)) => of_format.contains('$') || begins_with(of_format, of_typed),
        _ => true,
    }
}

/// The resource types of the actions, each with whether one of these actions requires it.
fn types<'c>(
    detailed: DetailedCatalogue<'c>,
    typed: &str,
    actions: Option<&[Action<'c>]>,
) -> Vec<(ResourceType<'c>, bool)> {
    let catalogue = detailed.catalogue();
    let Some(actions) = actions else {
        let names_service = typed.split(':').nth(SERVICE_FIELD).is_some_and(|service| !service.is_empty());
        let services = catalogue.services().filter(|_| names_service);
        let types = services.flat_map(|service| detailed.resource_types_of_service(service));
        return types.map(|resource_type| (resource_type, false)).collect();
    };
    let mut types: Vec<(ResourceType<'c>, bool)> = Vec::new();
    for of_service in actions.chunk_by(|one, other| one.service() == other.service()) {
        let others = types.len();
        for entry in of_service.iter().flat_map(|action| detailed.resource_types(*action)) {
            match types.iter_mut().skip(others).find(|(known, _)| *known == entry.resource_type()) {
                Some((_, required)) => *required |= entry.required(),
                None => types.push((entry.resource_type(), entry.required())),
            }
        }
    }
    types
}

/// An ARN that begins with `typed` and goes on as `format` does, with `<Name>` for each placeholder that is still
/// to be filled in; `None` where `typed` is no beginning of such an ARN.
fn completed(format: &str, typed: &str) -> Option<String> {
    let mut arn = String::new();
    let mut rest = typed;
    let mut parts = name_parts(format).peekable();
    while let Some(part) = parts.next() {
        match part {
            NamePart::Fixed(text) => {
                let common = text.len().min(rest.len());
                let (head, tail) = rest.split_at_checked(common)?;
                if !text.get(..common)?.eq_ignore_ascii_case(head) {
                    return None;
                }
                arn.push_str(text);
                rest = tail;
            }
            NamePart::Placeholder(name) => {
                let separator = match parts.peek() {
                    Some(NamePart::Fixed(text)) => text,
                    _ => "",
                };
                let end = end_before(rest, separator);
                let (filled, tail) = rest.split_at_checked(end)?;
                if filled.contains(':') && !separator.is_empty() {
                    return None;
                }
                let visible = if name == "Partition" { PARTITION.to_owned() } else { format!("<{name}>") };
                let is_complete = !tail.is_empty() || !visible.starts_with(filled);
                arn.push_str(if is_complete { filled } else { &visible });
                rest = tail;
            }
        }
    }
    rest.is_empty().then_some(arn)
}

/// Where `separator`, or as much of it as was typed, begins in `text`.
fn end_before(text: &str, separator: &str) -> usize {
    let partly = || {
        let mut places = text.char_indices().map(|(at, _)| at);
        places.find(|at| text.get(*at..).is_some_and(|tail| separator.starts_with(tail)))
    };
    let whole = (!separator.is_empty()).then(|| text.find(separator)).flatten();
    whole.or_else(partly).unwrap_or(text.len())
}

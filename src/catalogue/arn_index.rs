//! The ARN formats of all resource types by the service that they name.

use std::collections::BTreeMap;

use super::arn_format::{ParsedFormat, ResourceEntry, Separators};
use super::format::Texts;
use super::variable_name::{NamePart, has_variable_part, name_parts};

/// Stands for the service field of a format that names none.
const ANY_SERVICE: &str = "";

/// The formats by service, and where the last placeholder of each ends.
#[derive(Debug, Default)]
pub(super) struct ArnIndex {
    /// Each service field with the numbers of the formats that have it, ascending by service.
    by_service: Vec<(Box<str>, Vec<u16>)>,
    /// For each format, in their own order: what its last placeholder does not cover.
    ends_before: Vec<Separators>,
}

impl ArnIndex {
    pub(super) fn new(formats: &Texts) -> Self {
        let mut formats_of: BTreeMap<&str, Vec<u16>> = BTreeMap::new();
        for (format, number) in formats.iter().zip(0..) {
            formats_of.entry(service_of(format)).or_default().push(number);
        }
        let mut ends_before = vec![Separators::default(); formats.len()];
        for of_service in formats_of.values() {
            mark_ends(formats, of_service, &mut ends_before);
        }
        let by_service = formats_of.into_iter().map(|(service, numbers)| (service.into(), numbers)).collect();
        Self { by_service, ends_before }
    }

    /// The formats of which an ARN can be that `entry` covers.
    pub(super) fn formats_of<'i>(
        &'i self,
        formats: &'i Texts,
        entry: &'i ResourceEntry,
    ) -> impl Iterator<Item = usize> + 'i {
        let is_asked = |service: &str| match entry.service() {
            None => true,
            Some(asked) => service == asked || service == ANY_SERVICE,
        };
        let candidates = self
            .by_service
            .iter()
            .filter(move |(service, _)| is_asked(service))
            .flat_map(|(_, numbers)| numbers);
        candidates
            .map(|format| usize::from(*format))
            .filter(move |format| self.meets(formats, *format, entry))
    }

    /// Whether an ARN that `entry` covers can be of a format.
    pub(super) fn meets(&self, formats: &Texts, format: usize, entry: &ResourceEntry) -> bool {
        let ends_before = self.ends_before.get(format).copied().unwrap_or_default();
        entry.meets(&ParsedFormat::new(formats.get(format), ends_before))
    }
}

/// Finds where the last placeholders of a service's formats end: the bucket of `…:${BucketName}` ends where
/// the object of `…:${BucketName}/${ObjectName}` begins.
fn mark_ends(formats: &Texts, of_service: &[u16], ends_before: &mut [Separators]) {
    let shapes: Vec<String> =
        of_service.iter().map(|number| shape(formats.get(usize::from(*number)))).collect();
    for (number, shape) in of_service.iter().zip(&shapes) {
        let Some(ends) = ends_before.get_mut(usize::from(*number)) else { continue };
        for other in shapes.iter().filter(|other| other.len() > shape.len()) {
            match other.strip_prefix(&**shape).and_then(|rest| rest.bytes().next()) {
                Some(b'/') => ends.slash = true,
                Some(b':') => ends.colon = true,
                _ => {}
            }
        }
    }
}

/// The service field, or [`ANY_SERVICE`] where it is a placeholder.
fn service_of(format: &str) -> &str {
    let service = crate::matching::service_of(format).unwrap_or_default();
    if has_variable_part(service) { ANY_SERVICE } else { service }
}

/// The format without the names of its placeholders.
fn shape(format: &str) -> String {
    let part = |part| match part {
        NamePart::Fixed(text) => text,
        NamePart::Placeholder(_) => "$",
    };
    name_parts(format).map(part).collect()
}

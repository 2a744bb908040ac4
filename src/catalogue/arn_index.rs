//! The ARN formats of all resource types by the service that they name.

use super::arn_format::{ParsedFormat, ResourceEntry, Separators};
use super::strings::{StringList, first_not};
use super::variable_name::{NamePart, has_variable_part, name_parts};

/// Stands for the service field of a format that names none.
const ANY_SERVICE: &str = "";

/// The formats, sorted, and where the last placeholder of each ends.
#[derive(Debug, Default)]
pub(super) struct ArnIndex {
    /// The numbers of the formats, sorted by their service field.
    by_service: Vec<u16>,
    /// For each format, in their own order: what its last placeholder does not cover.
    ends_before: Vec<Separators>,
}

impl ArnIndex {
    pub(super) fn new(formats: &StringList) -> Self {
        let services: Vec<&str> = formats.iter().map(service_of).collect();
        let service_of_number =
            |number: &u16| services.get(usize::from(*number)).copied().unwrap_or_default();
        let mut by_service: Vec<u16> =
            (0..formats.len()).filter_map(|index| u16::try_from(index).ok()).collect();
        by_service.sort_by_key(service_of_number);

        let mut ends_before = vec![Separators::default(); formats.len()];
        for of_service in
            by_service.chunk_by(|left, right| service_of_number(left) == service_of_number(right))
        {
            mark_ends(formats, of_service, &mut ends_before);
        }
        Self { by_service, ends_before }
    }

    /// The formats of which an ARN can be that `entry` covers.
    pub(super) fn formats_of<'i>(
        &'i self,
        formats: &'i StringList,
        entry: &'i ResourceEntry,
    ) -> impl Iterator<Item = usize> + 'i {
        let at = |index: usize| {
            self.by_service.get(index).map_or("", |format| service_of(formats.get(usize::from(*format))))
        };
        let all = 0..self.by_service.len();
        let range_of = |service: &str| {
            let first = first_not(all.clone(), |index| at(index) < service);
            first..first_not(first..all.end, |index| at(index) <= service)
        };
        let ranges = match entry.service() {
            None => [all.clone(), 0..0],
            Some(service) => [range_of(ANY_SERVICE), range_of(service)],
        };
        let candidates =
            ranges.into_iter().flat_map(|range| self.by_service.get(range).unwrap_or_default().iter());
        candidates
            .map(|format| usize::from(*format))
            .filter(move |format| self.meets(formats, *format, entry))
    }

    /// Whether an ARN that `entry` covers can be of a format.
    pub(super) fn meets(&self, formats: &StringList, format: usize, entry: &ResourceEntry) -> bool {
        let ends_before = self.ends_before.get(format).copied().unwrap_or_default();
        entry.meets(&ParsedFormat::new(formats.get(format), ends_before))
    }
}

/// Finds where the last placeholders of a service's formats end: the bucket of `…:${BucketName}` ends where
/// the object of `…:${BucketName}/${ObjectName}` begins.
fn mark_ends(formats: &StringList, of_service: &[u16], ends_before: &mut [Separators]) {
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

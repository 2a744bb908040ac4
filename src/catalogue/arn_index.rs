//! The ARN formats of all resource types by the service that they name.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::arn_format::{ParsedFormat, ResourceEntry, Separators};
use super::format::Texts;
use super::resource_part::{ResourceFormat, ResourcePart};
use super::variable_name::{NamePart, has_variable_part, name_parts};
use crate::matching::{FixedStart, split_arn};

/// Stands for the service field of a format that names none.
const ANY_SERVICE: &str = "";

/// The formats by service.
#[derive(Debug, Default)]
pub(super) struct ArnIndex {
    /// Each service field with the numbers of the formats that have it, ascending by service.
    by_service: Vec<(Box<str>, Vec<ListedFormat>)>,
    /// In their own order.
    formats: Vec<IndexedFormat>,
}

/// A format in the list of a service: what most formats are left out by, close together.
#[derive(Debug)]
struct ListedFormat {
    number: u16,
    /// With what its resource part begins.
    start: FixedStart,
}

#[derive(Debug)]
struct IndexedFormat {
    resource_type: usize,
    /// What its last placeholder does not cover.
    ends_before: Separators,
    /// Its resource part, made ready when it is first compared.
    resource_part: OnceLock<ResourceFormat>,
}

impl ArnIndex {
    /// `types` are the resource types of the formats, one for each.
    pub(super) fn new(formats: &Texts, types: impl Iterator<Item = usize>) -> Self {
        let mut formats_of: BTreeMap<&str, Vec<u16>> = BTreeMap::new();
        for (format, number) in formats.iter().zip(0..) {
            formats_of.entry(service_of(format)).or_default().push(number);
        }
        let mut ends_before = vec![Separators::default(); formats.len()];
        for of_service in formats_of.values() {
            mark_ends(formats, of_service, &mut ends_before);
        }
        let listed = |number: u16| {
            let start = FixedStart::of(resource_part(formats.get(usize::from(number))));
            ListedFormat { number, start }
        };
        let of_service = |(service, numbers): (&str, Vec<u16>)| {
            (service.into(), numbers.into_iter().map(listed).collect())
        };
        let by_service = formats_of.into_iter().map(of_service).collect();
        let indexed = |(resource_type, ends_before)| IndexedFormat {
            resource_type,
            ends_before,
            resource_part: OnceLock::new(),
        };
        Self { by_service, formats: types.zip(ends_before).map(indexed).collect() }
    }

    /// The types of resources of which an ARN can be that `entry` covers, perhaps some twice.
    pub(super) fn types_of(&self, formats: &Texts, entry: &ResourceEntry) -> impl Iterator<Item = usize> {
        let numbers = self.of_service(entry.service()).map(|listed| usize::from(listed.number));
        let met = numbers.filter(|number| self.meets(formats, *number, entry));
        met.filter_map(|number| Some(self.formats.get(number)?.resource_type))
    }

    /// The types of resources that have this service field, or a placeholder in it, and whose resource part can be one
    /// that `part` covers, perhaps some twice.
    pub(super) fn types_like(
        &self,
        formats: &Texts,
        service: &str,
        part: &ResourcePart<'_>,
    ) -> impl Iterator<Item = usize> {
        self.of_service(Some(service)).filter(|listed| part.begins_like(listed.start)).filter_map(|listed| {
            let number = usize::from(listed.number);
            let format = self.formats.get(number)?;
            let parse = || ResourceFormat::new(resource_part(formats.get(number)), format.ends_before);
            part.meets(format.resource_part.get_or_init(parse)).then_some(format.resource_type)
        })
    }

    /// The formats that have this service field, or a placeholder in it; all without a service.
    fn of_service(&self, service: Option<&str>) -> impl Iterator<Item = &ListedFormat> {
        let listed = |service: &str| {
            let found = self.by_service.binary_search_by(|(other, _)| (**other).cmp(service)).ok()?;
            self.by_service.get(found..=found)
        };
        let lists = match service {
            None => [Some(&*self.by_service), None],
            Some(service) => [listed(ANY_SERVICE), listed(service).filter(|_| service != ANY_SERVICE)],
        };
        lists.into_iter().flatten().flatten().flat_map(|(_, formats)| formats)
    }

    /// Whether an ARN that `entry` covers can be of a format.
    pub(super) fn meets(&self, formats: &Texts, number: usize, entry: &ResourceEntry) -> bool {
        let ends_before = self.formats.get(number).map(|format| format.ends_before).unwrap_or_default();
        entry.meets(&ParsedFormat::new(formats.get(number), ends_before))
    }
}

fn resource_part(format: &str) -> &str {
    split_arn(format).map_or("", |[.., resource]| resource)
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

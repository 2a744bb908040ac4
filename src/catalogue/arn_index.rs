//! The ARN formats of all resource types by the service that they name.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::arn_format::{ParsedFormat, ResourceEntry, ResourcePart, Separators, fixed_start};
use super::format::Texts;
use super::variable_name::{NamePart, has_variable_part, name_parts};
use crate::matching::split_arn;

/// Stands for the service field of a format that names none.
const ANY_SERVICE: &str = "";

/// The formats by service, and where the last placeholder of each ends.
#[derive(Debug, Default)]
pub(super) struct ArnIndex {
    /// Each service field with the numbers of the formats that have it, ascending by service.
    by_service: Vec<(Box<str>, Vec<u16>)>,
    /// For each format, in their own order: what its last placeholder does not cover.
    ends_before: Vec<Separators>,
    /// For each format, in their own order.
    resource_parts: Vec<FormatPart>,
}

/// The resource part of a format.
#[derive(Debug)]
struct FormatPart {
    /// Where it begins in the format.
    start: u16,
    /// Where the fixed text ends with which it begins.
    fixed_end: u16,
    /// It, made ready when it is first compared.
    parsed: OnceLock<ParsedFormat>,
}

impl FormatPart {
    fn new(format: &str) -> Self {
        let resource = split_arn(format).map_or("", |[.., resource]| resource);
        let start = format.len() - resource.len();
        let offset = |at: usize| u16::try_from(at).unwrap_or_default();
        let fixed_end = offset(start + fixed_start(resource).len());
        Self { start: offset(start), fixed_end, parsed: OnceLock::new() }
    }

    fn fixed_start<'f>(&self, format: &'f str) -> &'f str {
        format.get(usize::from(self.start)..usize::from(self.fixed_end)).unwrap_or_default()
    }

    fn parsed(&self, format: &str, ends_before: impl FnOnce() -> Separators) -> &ParsedFormat {
        let resource = || format.get(usize::from(self.start)..).unwrap_or_default();
        self.parsed.get_or_init(|| ParsedFormat::of_resource_part(resource(), ends_before()))
    }
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
        let resource_parts = formats.iter().map(FormatPart::new).collect();
        Self { by_service, ends_before, resource_parts }
    }

    /// The formats of which an ARN can be that `entry` covers.
    pub(super) fn formats_of<'i>(
        &'i self,
        formats: &'i Texts,
        entry: &'i ResourceEntry,
    ) -> impl Iterator<Item = usize> + 'i {
        self.of_service(entry.service()).filter(move |format| self.meets(formats, *format, entry))
    }

    /// The formats that have this service field, or a placeholder in it, and whose resource part can be one that
    /// `part` covers.
    pub(super) fn formats_like<'i>(
        &'i self,
        formats: &'i Texts,
        service: &'i str,
        part: &'i ResourcePart,
    ) -> impl Iterator<Item = usize> + 'i {
        self.of_service(Some(service)).filter(move |format| {
            let Some(own) = self.resource_parts.get(*format) else {
                return false;
            };
            let text = formats.get(*format);
            let ends_before = || self.ends_before.get(*format).copied().unwrap_or_default();
            part.begins_like(own.fixed_start(text)) && part.meets(own.parsed(text, ends_before))
        })
    }

    /// The formats that have this service field, or a placeholder in it; all without a service.
    fn of_service<'i>(&'i self, service: Option<&'i str>) -> impl Iterator<Item = usize> + 'i {
        let listed = |service: &str| {
            let found = self.by_service.binary_search_by(|(other, _)| (**other).cmp(service)).ok()?;
            self.by_service.get(found..=found)
        };
        let lists = match service {
            None => [Some(&*self.by_service), None],
            Some(service) => [listed(ANY_SERVICE), listed(service).filter(|_| service != ANY_SERVICE)],
        };
        let numbers = lists.into_iter().flatten().flatten().flat_map(|(_, numbers)| numbers);
        numbers.map(|format| usize::from(*format))
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

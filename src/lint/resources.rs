//! What is known of an entry of `Resource` or `NotResource`.

use std::cell::OnceCell;
use std::ops::Range;

use crate::catalogue::{Catalogue, ResourceType};
use crate::matching::service_of;
use crate::policy::Text;

/// An entry of `Resource` or `NotResource`.
pub struct ResourceFacts<'s> {
    /// The entry.
    pub text: &'s Text<'s>,
    /// Its fields; `None` when it does not begin with `arn:`.
    pub arn: Option<ArnFields<'s>>,
    catalogue: Option<&'s Catalogue>,
    types: OnceCell<Vec<ResourceType<'s>>>,
    formats: OnceCell<Vec<&'s str>>,
    has_formats: OnceCell<bool>,
}

impl<'s> ResourceFacts<'s> {
    pub(super) fn new(text: &'s Text<'s>, catalogue: Option<&'s Catalogue>) -> Self {
        let arn = ArnFields::split(&text.text);
        let (types, formats, has_formats) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { text, arn, catalogue, types, formats, has_formats }
    }

    /// The resource types whose ARNs have the service and the resource part of this one, whatever the partition, the
    /// Region and the account. None for `*`, for a service with a wildcard, and without the catalogue's details.
    pub fn resource_types(&self) -> &[ResourceType<'s>] {
        self.types.get_or_init(|| self.find_resource_types().unwrap_or_default())
    }

    fn find_resource_types(&self) -> Option<Vec<ResourceType<'s>>> {
        let detailed = self.catalogue?.detailed()?;
        let arn = self.arn?;
        let service = arn.service.filter(|service| !service.contains(['*', '?', '$']))?;
        Some(detailed.resource_types_like(service, arn.resource.unwrap_or("*")))
    }

    /// The ARN formats of these types that have the service of this ARN.
    pub fn formats(&self) -> &[&'s str] {
        self.formats.get_or_init(|| self.find_formats().collect())
    }

    /// Whether there are such formats: quicker to tell than which.
    #[must_use]
    pub fn has_formats(&self) -> bool {
        *self.has_formats.get_or_init(|| self.find_formats().next().is_some())
    }

    fn find_formats(&self) -> impl Iterator<Item = &'s str> {
        let service = self.arn.and_then(|arn| arn.service);
        let formats = self.resource_types().iter().flat_map(|found| found.arn_formats());
        formats.filter(move |format| service_of(format) == service)
    }

    /// Whether it is `*`: everything.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.text.text == "*"
    }
}

/// The fields of an ARN or a pattern for ARNs, some of which may be missing at the end. A colon in a policy variable
/// (`${aws:username}`) separates nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArnFields<'s> {
    /// `aws`, `aws-cn`, `aws-us-gov`.
    pub partition: &'s str,
    /// `s3`.
    pub service: Option<&'s str>,
    /// `eu-west-1`; empty where the service has none.
    pub region: Option<&'s str>,
    /// `111122223333`; empty where the service has none.
    pub account: Option<&'s str>,
    /// All that follows, colons included.
    pub resource: Option<&'s str>,
}

impl<'s> ArnFields<'s> {
    /// The fields of `text`; `None` when it does not begin with `arn:`.
    #[must_use]
    pub fn split(text: &'s str) -> Option<Self> {
        let mut rest = Some(text.strip_prefix("arn:")?);
        let mut next = || {
            let text = rest?;
            let end = colon_outside_variables(text);
            rest = end.and_then(|end| text.get(end + 1..));
            end.map_or(Some(text), |end| text.get(..end))
        };
        let (partition, service, region, account) = (next().unwrap_or_default(), next(), next(), next());
        Some(Self { partition, service, region, account, resource: rest })
    }

    /// Where `field`, one of the fields of this ARN, lies in the whole text of the ARN, in bytes.
    #[must_use]
    pub fn range_in(text: &str, field: &str) -> Option<Range<usize>> {
        let start = (field.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
        (start + field.len() <= text.len()).then(|| start..start + field.len())
    }
}

fn colon_outside_variables(text: &str) -> Option<usize> {
    let mut in_variable = false;
    let bytes = text.as_bytes();
    bytes.iter().enumerate().position(|(at, byte)| {
        match byte {
            b'{' if at > 0 && bytes.get(at - 1) == Some(&b'$') => in_variable = true,
            b'}' => in_variable = false,
            _ => {}
        }
        *byte == b':' && !in_variable
    })
}

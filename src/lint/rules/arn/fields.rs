//! What the ARN formats of the catalogue have in the fields of an entry.

use crate::catalogue::DetailedCatalogue;
use crate::lint::{ArnFields, ResourceFacts};
use crate::matching::{service_of, split_arn};

/// Whether there is no wildcard and no variable in a field, and something is.
pub(in crate::lint::rules) fn is_fixed(field: &str) -> bool {
    !field.bytes().any(|byte| matches!(byte, b'*' | b'?' | b'$'))
}

/// The field that a rule is about.
#[derive(Clone, Copy)]
pub(super) enum Field {
    Region,
    Account,
}

impl Field {
    /// What `arn` has in it.
    pub(super) fn of<'s>(self, arn: &ArnFields<'s>) -> Option<&'s str> {
        match self {
            Self::Region => arn.region,
            Self::Account => arn.account,
        }
    }

    fn of_format(self, format: &str) -> Option<&str> {
        let [_, _, _, region, account, _] = split_arn(format)?;
        Some(match self {
            Self::Region => region,
            Self::Account => account,
        })
    }
}

/// What the formats that an entry may be of have in a field.
pub(super) enum Use {
    /// All have something there.
    Filled,
    /// None has.
    Blank,
    /// Some have, or no format is known that fits.
    Open,
}

/// What the formats that `resource` may be of have in `field`.
pub(super) fn use_of(field: Field, resource: &ResourceFacts<'_>) -> Use {
    let (mut filled, mut blank) = (false, false);
    // What begins with a wildcard may be a resource of any kind, one that AWS does not list included.
    let names_kind = |part: &str| !part.starts_with(['*', '?', '$']) && !part.is_empty();
    if !resource.arn.and_then(|arn| arn.resource).is_some_and(names_kind) {
        return Use::Open;
    }
    for format in resource.formats() {
        match field.of_format(format) {
            Some("") => blank = true,
            _ => filled = true,
        }
    }
    match (filled, blank) {
        (true, false) => Use::Filled,
        (false, true) => Use::Blank,
        _ => Use::Open,
    }
}

/// Whether the ARNs of some resource type have this service field, and a resource part that `resource` covers.
pub(in crate::lint::rules) fn has_arn_format(
    detailed: DetailedCatalogue<'_>,
    service: &str,
    resource: &str,
) -> bool {
    let types = detailed.resource_types_like(service, resource);
    types.iter().flat_map(|found| found.arn_formats()).any(|format| service_of(format) == Some(service))
}

/// The beginning of a format of the service that is that of the resource part `found` in other letters:
/// `stateMachine:` of `statemachine:*`, `user/` of `users/*`.
pub(super) fn same_kind<'c>(detailed: DetailedCatalogue<'c>, service: &str, found: &str) -> Option<&'c str> {
    let kind = |text: &'_ str| text.find(['/', ':']).map(|end| end + 1);
    let found = found.get(..kind(found)?).filter(|found| is_fixed(found))?;
    let types = detailed.resource_types_of_service(detailed.catalogue().service(service)?);
    let start_of = |format: &'c str| {
        let [.., resource] = split_arn(format)?;
        resource.get(..kind(resource)?).filter(|start| is_fixed(start) && start.len() > 1)
    };
    let mut starts = types.flat_map(|resource_type| resource_type.arn_formats()).filter_map(start_of);
    starts.find(|start| *start != found && letters(start).eq(letters(found)))
}

/// The letters and digits in lower case, without the `s` of the plural.
fn letters(kind: &str) -> impl Iterator<Item = u8> {
    let kind = kind.trim_end_matches(['/', ':']);
    let kind = kind.strip_suffix('s').unwrap_or(kind);
    kind.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}

//! What the details say of actions, resource types and condition keys.

use std::fmt;

use super::arn_format::ResourceEntry;
use super::condition_key_type::ConditionKeyType;
use super::details_data::Details;
use super::resource_part::ResourcePart;
use super::strings::first_not;
use super::{Action, Catalogue, Service};

/// A catalogue whose details are loaded.
#[derive(Clone, Copy)]
pub struct DetailedCatalogue<'c> {
    pub(super) catalogue: &'c Catalogue,
    pub(super) details: &'c Details,
}

impl<'c> DetailedCatalogue<'c> {
    /// The catalogue itself.
    #[must_use]
    pub fn catalogue(self) -> &'c Catalogue {
        self.catalogue
    }

    /// The resource types on which an action works; none for one that takes `*` only.
    pub fn resource_types(self, action: Action<'c>) -> impl ExactSizeIterator<Item = ActionResource<'c>> {
        let first = self.details.types_of(action.service().index).start;
        self.details.action_types.get(action.index).iter().enumerate().map(move |(place, entry)| {
            let resource_type = ResourceType { catalogue: self, index: first + usize::from(entry / 2) };
            ActionResource { resource_type, action: action.index, place, required: entry % 2 == 1 }
        })
    }

    /// The condition keys that an action supports whatever the resource.
    pub fn condition_keys(self, action: Action<'c>) -> impl ExactSizeIterator<Item = ConditionKey<'c>> {
        self.keys(self.details.keys_of_action(action.index))
    }

    /// Every condition key that an action supports: its own, those of its resource types, and those that it
    /// has with one of them. Each once, in the order of the names. The global keys are not among them unless
    /// AWS names them for the action.
    #[must_use]
    pub fn supported_condition_keys(self, action: Action<'c>) -> Vec<ConditionKey<'c>> {
        let mut keys: Vec<ConditionKey<'c>> = self.condition_keys(action).collect();
        for entry in self.resource_types(action) {
            keys.extend(entry.condition_keys());
            keys.extend(entry.resource_type().condition_keys());
        }
        keys.sort_unstable_by_key(|key| key.index);
        keys.dedup();
        keys
    }

    /// The actions that a caller needs besides an action; `None` where they are not known.
    pub fn dependent_actions(self, action: Action<'c>) -> Option<impl ExactSizeIterator<Item = Action<'c>>> {
        // Both were last seen on the same day.
        action.permission_only()?;
        let core = action.core;
        let dependents = self.details.dependents.get(action.index).iter();
        Some(dependents.map(move |index| Action { core, index: usize::from(*index) }))
    }

    /// The resource types of a service, ascending by name.
    pub fn resource_types_of_service(
        self,
        service: Service<'c>,
    ) -> impl ExactSizeIterator<Item = ResourceType<'c>> {
        self.details.types_of(service.index).map(move |index| ResourceType { catalogue: self, index })
    }

    /// The resource type of this name, whatever the case.
    #[must_use]
    pub fn resource_type(self, service: Service<'c>, name: &str) -> Option<ResourceType<'c>> {
        let index = self.details.find_type(service.index, name)?;
        Some(ResourceType { catalogue: self, index })
    }

    /// The resource types of which an ARN can be that `entry` covers, in no order; one that has two fitting
    /// formats comes once.
    #[must_use]
    pub fn resource_types_of_entry(self, entry: &ResourceEntry) -> Vec<ResourceType<'c>> {
        self.each_once(self.details.arn_index().types_of(&self.details.formats, entry))
    }

    /// The resource types whose ARNs can have this service field and a resource part that `resource`, which may have
    /// wildcards and policy variables, covers, in no order. Partition, Region and account do not matter.
    #[must_use]
    pub fn resource_types_like(self, service: &str, resource: &str) -> Vec<ResourceType<'c>> {
        let part = ResourcePart::new(service, resource);
        self.each_once(self.details.arn_index().types_like(&self.details.formats, service, &part))
    }

    fn each_once(self, types: impl Iterator<Item = usize>) -> Vec<ResourceType<'c>> {
        let mut found = Vec::new();
        // Not `collect`: asking nested iterators for one item after the other takes longer.
        types.for_each(|index| found.push(ResourceType { catalogue: self, index }));
        found.sort_unstable_by_key(|found| found.index);
        found.dedup();
        found
    }

    /// The condition keys that a service's actions and resource types use, ascending by name.
    pub fn condition_keys_of_service(
        self,
        service: Service<'c>,
    ) -> impl ExactSizeIterator<Item = ConditionKey<'c>> {
        self.keys(self.details.service_keys.get(service.index))
    }

    /// All condition keys, ascending by name. A key with a different type in another service comes twice.
    pub fn all_condition_keys(self) -> impl ExactSizeIterator<Item = ConditionKey<'c>> {
        (0..self.details.key_names.len()).map(move |index| ConditionKey { details: self.details, index })
    }

    /// The condition key that a policy writes as `name`, whatever the case: `s3:prefix`, or
    /// `aws:RequestTag/team` for `aws:RequestTag/${TagKey}`.
    #[must_use]
    pub fn condition_key(self, name: &str) -> Option<ConditionKey<'c>> {
        self.details.find_key(name).map(|index| ConditionKey { details: self.details, index })
    }

    /// The condition keys whose names begin with `start`, whatever the case.
    pub fn condition_keys_beginning_with(
        self,
        start: &str,
    ) -> impl ExactSizeIterator<Item = ConditionKey<'c>> {
        let keys = self.details.keys_beginning_with(start);
        keys.map(move |index| ConditionKey { details: self.details, index })
    }

    fn keys(self, numbers: &'c [u16]) -> impl ExactSizeIterator<Item = ConditionKey<'c>> {
        numbers.iter().map(move |index| ConditionKey { details: self.details, index: usize::from(*index) })
    }
}

/// A resource type of the catalogue.
#[derive(Clone, Copy)]
pub struct ResourceType<'c> {
    catalogue: DetailedCatalogue<'c>,
    index: usize,
}

impl<'c> ResourceType<'c> {
    /// Its name: `bucket`.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.catalogue.details.type_names.get(self.index)
    }

    /// The service whose actions work on it. Its ARN may name another one.
    #[must_use]
    pub fn service(self) -> Service<'c> {
        let (catalogue, details) = (self.catalogue.catalogue, self.catalogue.details);
        let services = 0..catalogue.core.services();
        let index = first_not(services, |service| details.types_of(service).end <= self.index);
        Service { core: &catalogue.core, index }
    }

    /// Its ARN formats, one or two: `arn:${Partition}:s3:::${BucketName}`. [`name_parts`](super::name_parts)
    /// takes them apart.
    pub fn arn_formats(self) -> impl ExactSizeIterator<Item = &'c str> {
        let details = self.catalogue.details;
        details.formats_of(self.index).map(|index| details.formats.get(index))
    }

    /// The condition keys that actions support on a resource of this type.
    pub fn condition_keys(self) -> impl ExactSizeIterator<Item = ConditionKey<'c>> {
        self.catalogue.keys(self.catalogue.details.keys_of_type(self.index))
    }

    /// Whether an ARN that `entry` covers can be of this type.
    #[must_use]
    pub fn is_met_by(self, entry: &ResourceEntry) -> bool {
        let details = self.catalogue.details;
        let mut formats = details.formats_of(self.index);
        formats.any(|format| details.arn_index().meets(&details.formats, format, entry))
    }
}

/// Two resource types of one catalogue.
impl PartialEq for ResourceType<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for ResourceType<'_> {}

impl fmt::Debug for ResourceType<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A resource type of an action.
#[derive(Clone, Copy, Debug)]
pub struct ActionResource<'c> {
    resource_type: ResourceType<'c>,
    action: usize,
    place: usize,
    required: bool,
}

impl<'c> ActionResource<'c> {
    /// The resource type.
    #[must_use]
    pub fn resource_type(self) -> ResourceType<'c> {
        self.resource_type
    }

    /// Whether a statement that names resources has to name one of this type.
    #[must_use]
    pub fn required(self) -> bool {
        self.required
    }

    /// The condition keys that the action supports with this resource type only.
    pub fn condition_keys(self) -> impl ExactSizeIterator<Item = ConditionKey<'c>> {
        let catalogue = self.resource_type.catalogue;
        catalogue.keys(catalogue.details.keys_of_pair(self.action, self.place))
    }
}

/// A condition key of the catalogue.
#[derive(Clone, Copy)]
pub struct ConditionKey<'c> {
    details: &'c Details,
    index: usize,
}

impl<'c> ConditionKey<'c> {
    /// Its name, with a placeholder for a variable part: `aws:RequestTag/${TagKey}`.
    /// [`name_parts`](super::name_parts) takes it apart.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.details.key_names.get(self.index)
    }

    /// Its type in the service that names it.
    #[must_use]
    pub fn key_type(self) -> ConditionKeyType {
        let string = ConditionKeyType { value: super::ValueType::String, multivalued: false };
        self.details.key_types.get(self.index).copied().unwrap_or(string)
    }

    /// The keys of its name, this one among them; more than one only where services disagree about its type.
    pub fn of_same_name(self) -> impl Iterator<Item = ConditionKey<'c>> {
        let alike = self.details.keys_beginning_with(self.name());
        let keys = alike.map(move |index| ConditionKey { index, ..self });
        keys.filter(move |key| key.name() == self.name())
    }

    /// Its types in all services that name it; more than one only where they disagree.
    pub fn types(self) -> impl Iterator<Item = ConditionKeyType> {
        self.of_same_name().map(ConditionKey::key_type)
    }
}

/// Two condition keys of one catalogue.
impl PartialEq for ConditionKey<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for ConditionKey<'_> {}

impl fmt::Debug for ConditionKey<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.name(), self.key_type())
    }
}

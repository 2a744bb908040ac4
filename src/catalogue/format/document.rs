//! The catalogue as a document: what the files are made from, and what they say.

use serde::{Deserialize, Serialize};

use crate::catalogue::strings::compare;
use crate::catalogue::{Action, ConditionKey, DetailedCatalogue, ResourceType, Service};

/// The whole catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The services.
    pub services: Vec<ServiceRecord>,
}

/// One service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceRecord {
    /// What stands before the colon of its actions.
    pub prefix: String,
    /// Its name for people.
    pub name: String,
    /// Its actions.
    pub actions: Vec<ActionRecord>,
    /// Its resource types.
    pub resource_types: Vec<ResourceTypeRecord>,
    /// The condition keys that its actions or resource types use.
    pub condition_keys: Vec<ConditionKeyRecord>,
}

/// One action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionRecord {
    /// Its name, without the service prefix.
    pub name: String,
    /// The names of its access levels.
    pub access_levels: Vec<String>,
    /// Whether it has no operation of its own in the API; nothing where that is not known.
    pub permission_only: Option<bool>,
    /// The names of the condition keys that it supports on any resource.
    pub condition_keys: Vec<String>,
    /// The resource types that it works on.
    pub resource_types: Vec<ActionResourceRecord>,
    /// The actions that a caller needs too, as `service:Name`; nothing where they are not known.
    pub dependent_actions: Option<Vec<String>>,
}

/// One resource type of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionResourceRecord {
    /// The name of the resource type.
    pub name: String,
    /// Whether a policy has to name such a resource.
    pub required: bool,
    /// The names of the condition keys that the action supports with this resource type only.
    pub condition_keys: Vec<String>,
}

/// One resource type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResourceTypeRecord {
    /// Its name.
    pub name: String,
    /// Its ARN formats.
    pub arn_formats: Vec<String>,
    /// The names of its condition keys.
    pub condition_keys: Vec<String>,
}

/// One condition key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionKeyRecord {
    /// Its name, with a placeholder for a variable part.
    pub name: String,
    /// Its type as AWS writes it.
    #[serde(rename = "type")]
    pub key_type: String,
}

impl Document {
    /// The document that says what `catalogue` says. Everything is in order.
    #[must_use]
    pub fn of(catalogue: DetailedCatalogue<'_>) -> Self {
        let services = catalogue.catalogue().services();
        Self { services: services.map(|service| ServiceRecord::of(catalogue, service)).collect() }
    }

    /// The same with everything in order, so that two documents that say the same are equal.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.services.sort_by(|left, right| compare(&left.prefix, &right.prefix));
        for service in &mut self.services {
            service.put_in_order();
        }
        self
    }
}

impl ServiceRecord {
    fn of(catalogue: DetailedCatalogue<'_>, service: Service<'_>) -> Self {
        Self {
            prefix: service.prefix().to_owned(),
            name: service.name().to_owned(),
            actions: service.actions().map(|action| ActionRecord::of(catalogue, action)).collect(),
            resource_types: catalogue
                .resource_types_of_service(service)
                .map(ResourceTypeRecord::of)
                .collect(),
            condition_keys: catalogue
                .condition_keys_of_service(service)
                .map(|key| ConditionKeyRecord {
                    name: key.name().to_owned(),
                    key_type: key.key_type().to_string(),
                })
                .collect(),
        }
        .ordered()
    }

    fn ordered(mut self) -> Self {
        self.put_in_order();
        self
    }

    fn put_in_order(&mut self) {
        self.actions.sort_by(|left, right| compare(&left.name, &right.name));
        self.resource_types.sort_by(|left, right| compare(&left.name, &right.name));
        self.condition_keys.sort_by(|left, right| compare(&left.name, &right.name));
        for resource_type in &mut self.resource_types {
            sort_texts(&mut resource_type.condition_keys);
        }
        for action in &mut self.actions {
            sort_texts(&mut action.access_levels);
            sort_texts(&mut action.condition_keys);
            action.dependent_actions.iter_mut().for_each(|names| sort_texts(names));
            action.resource_types.sort_by(|left, right| compare(&left.name, &right.name));
            for resource_type in &mut action.resource_types {
                sort_texts(&mut resource_type.condition_keys);
            }
        }
    }
}

impl ActionRecord {
    fn of(catalogue: DetailedCatalogue<'_>, action: Action<'_>) -> Self {
        let names = |keys: &mut dyn Iterator<Item = ConditionKey<'_>>| {
            keys.map(|key| key.name().to_owned()).collect()
        };
        Self {
            name: action.name().to_owned(),
            access_levels: action.access_levels().iter().map(|level| level.name().to_owned()).collect(),
            permission_only: action.permission_only(),
            condition_keys: names(&mut catalogue.condition_keys(action)),
            resource_types: catalogue
                .resource_types(action)
                .map(|entry| ActionResourceRecord {
                    name: entry.resource_type().name().to_owned(),
                    required: entry.required(),
                    condition_keys: names(&mut entry.condition_keys()),
                })
                .collect(),
            dependent_actions: catalogue
                .dependent_actions(action)
                .map(|actions| actions.map(|action| action.to_string()).collect()),
        }
    }
}

impl ResourceTypeRecord {
    fn of(resource_type: ResourceType<'_>) -> Self {
        Self {
            name: resource_type.name().to_owned(),
            arn_formats: resource_type.arn_formats().map(str::to_owned).collect(),
            condition_keys: resource_type.condition_keys().map(|key| key.name().to_owned()).collect(),
        }
    }
}

fn sort_texts(texts: &mut [String]) {
    texts.sort_by(|left, right| compare(left, right));
}

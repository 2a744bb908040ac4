//! From a document to the bytes of the two files.

use std::collections::HashMap;
use std::fmt;

use super::columns_encoder::{WordNumbers, put_block, put_counts, put_lists, put_number};
use super::document::{ActionRecord, Document, ServiceRecord};
use super::{CORE_MAGIC, DETAILS_MAGIC};
use crate::catalogue::access_level::{AccessLevel, AccessLevels};
use crate::catalogue::condition_key_type::ConditionKeyType;
use crate::catalogue::core_data::action_flags;
use crate::catalogue::strings::compare;

/// The two files, not yet compressed.
#[derive(Debug)]
pub struct Encoded {
    /// Services, actions and access levels.
    pub core: Vec<u8>,
    /// Resource types, condition keys and dependent actions.
    pub details: Vec<u8>,
}

/// What is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EncodeError {
    /// This access level is not known.
    AccessLevel(String),
    /// This condition key has a type that is not known.
    ConditionKeyType(String),
    /// This condition key is used, but its service does not list it.
    ConditionKey(String),
    /// An action has this resource type, but its service does not list it.
    ResourceType(String),
    /// This name does not come after the one before it in its list.
    Order(String),
    /// This action is said to be needed by another, but it is not in the document.
    DependentAction(String),
}

impl fmt::Display for EncodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AccessLevel(name) => write!(formatter, "unknown access level `{name}`"),
            Self::ConditionKeyType(name) => write!(formatter, "condition key `{name}` has an unknown type"),
            Self::ConditionKey(name) => write!(formatter, "condition key `{name}` is not defined"),
            Self::ResourceType(name) => write!(formatter, "resource type `{name}` is not defined"),
            Self::Order(name) => write!(formatter, "`{name}` is not in order"),
            Self::DependentAction(name) => write!(formatter, "dependent action `{name}` is not defined"),
        }
    }
}

impl std::error::Error for EncodeError {}

/// Writes both files. `document` has to fit the limits of the format: decode the result to see that it says the
/// same.
///
/// # Errors
///
/// [`EncodeError`] when the document is not in order, or names something that it does not define.
pub fn encode(document: &Document) -> Result<Encoded, EncodeError> {
    check_order(document)?;
    let core = encode_core(document)?;
    let details = encode_details(document, crc32fast::hash(&core))?;
    Ok(Encoded { core: in_frame(CORE_MAGIC, &core), details: in_frame(DETAILS_MAGIC, &details) })
}

/// Searches rely on the order, and readers on the writer for it.
fn check_order(document: &Document) -> Result<(), EncodeError> {
    let prefixes = document.services.iter().map(|service| &*service.prefix);
    check_ascending(prefixes)?;
    for service in &document.services {
        check_ascending(service.actions.iter().map(|action| &*action.name))?;
        check_ascending(service.resource_types.iter().map(|resource_type| &*resource_type.name))?;
    }
    Ok(())
}

fn check_ascending<'n>(names: impl Iterator<Item = &'n str>) -> Result<(), EncodeError> {
    let mut before = None;
    for name in names {
        if before.is_some_and(|before| compare(before, name).is_ge()) {
            return Err(EncodeError::Order(name.to_owned()));
        }
        before = Some(name);
    }
    Ok(())
}

fn in_frame(magic: [u8; 5], content: &[u8]) -> Vec<u8> {
    let mut out = magic.to_vec();
    out.extend(crc32fast::hash(content).to_le_bytes());
    put_block(&mut out, content);
    out
}

fn actions<'d>(document: &'d Document) -> impl Iterator<Item = (&'d ServiceRecord, &'d ActionRecord)> {
    let of_service = |service: &'d ServiceRecord| service.actions.iter().map(move |action| (service, action));
    document.services.iter().flat_map(of_service)
}

fn by_service<'d>(
    document: &'d Document,
    texts: impl FnMut(&'d ServiceRecord) -> Vec<&'d str>,
) -> Vec<Vec<&'d str>> {
    document.services.iter().map(texts).collect()
}

fn encode_core(document: &Document) -> Result<Vec<u8>, EncodeError> {
    let services = &document.services;
    let prefixes = || services.iter().map(|service| &*service.prefix);
    let names = || services.iter().map(|service| &*service.name);
    let action_names = || actions(document).map(|(_, action)| &*action.name);
    let words = WordNumbers::of(prefixes().chain(names()).chain(action_names()));

    let mut out = Vec::new();
    words.put_dictionary(&mut out);
    put_number(&mut out, services.len());
    words.put_texts(&mut out, &[prefixes().collect()]);
    words.put_texts(&mut out, &[names().collect()]);
    put_counts(&mut out, services.iter().map(|service| service.actions.len()));
    words.put_texts(
        &mut out,
        &by_service(document, |service| service.actions.iter().map(|action| &*action.name).collect()),
    );
    let flags: Result<Vec<u8>, EncodeError> = actions(document).map(|(_, action)| flags(action)).collect();
    put_block(&mut out, &flags?);
    Ok(out)
}

fn flags(action: &ActionRecord) -> Result<u8, EncodeError> {
    let level = |name: &String| {
        let found = AccessLevel::ALL.into_iter().find(|level| level.name() == name);
        found.ok_or_else(|| EncodeError::AccessLevel(name.clone()))
    };
    let levels: AccessLevels = action.access_levels.iter().map(level).collect::<Result<_, _>>()?;
    Ok(action_flags(levels.bits(), action.permission_only))
}

/// The condition keys of all services with their types: `(name, type byte)`, in order.
struct Keys<'d> {
    in_order: Vec<(&'d str, u8)>,
}

impl<'d> Keys<'d> {
    fn of(document: &'d Document) -> Result<Self, EncodeError> {
        let keys = document.services.iter().flat_map(|service| &service.condition_keys).map(|key| {
            let key_type: Result<ConditionKeyType, _> = key.key_type.parse();
            let key_type = key_type.map_err(|_| EncodeError::ConditionKeyType(key.name.clone()))?;
            Ok((&*key.name, key_type.byte()))
        });
        let mut in_order = keys.collect::<Result<Vec<_>, EncodeError>>()?;
        in_order.sort_unstable_by(|left, right| compare(left.0, right.0).then(left.1.cmp(&right.1)));
        in_order.dedup();
        Ok(Self { in_order })
    }

    /// The numbers of a service's keys by their names.
    fn numbers<'s>(&self, service: &'s ServiceRecord) -> Result<HashMap<&'s str, usize>, EncodeError> {
        let number = |name: &str, key_type: ConditionKeyType| {
            self.in_order.binary_search_by(|key| compare(key.0, name).then(key.1.cmp(&key_type.byte())))
        };
        let keys = service.condition_keys.iter().map(|key| {
            let key_type = key.key_type.parse();
            let key_type = key_type.map_err(|_| EncodeError::ConditionKeyType(key.name.clone()))?;
            let number = number(&key.name, key_type);
            Ok((&*key.name, number.map_err(|_| EncodeError::ConditionKey(key.name.clone()))?))
        });
        keys.collect()
    }
}

fn numbers_of(names: &[String], numbers: &HashMap<&str, usize>) -> Result<Vec<usize>, EncodeError> {
    let number =
        |name: &String| numbers.get(&**name).copied().ok_or_else(|| EncodeError::ConditionKey(name.clone()));
    let mut found: Vec<usize> = names.iter().map(number).collect::<Result<_, _>>()?;
    found.sort_unstable();
    Ok(found)
}

/// The lists of numbers of the details file.
#[derive(Default)]
struct NumberLists {
    service_keys: Vec<Vec<usize>>,
    type_keys: Vec<Vec<usize>>,
    action_keys: Vec<Vec<usize>>,
    pair_keys: Vec<Vec<usize>>,
    action_types: Vec<Vec<usize>>,
    dependents: Vec<Vec<usize>>,
}

impl NumberLists {
    fn of(document: &Document, keys: &Keys<'_>) -> Result<Self, EncodeError> {
        let action_numbers: HashMap<String, usize> = actions(document)
            .enumerate()
            .map(|(number, (service, action))| (format!("{}:{}", service.prefix, action.name), number))
            .collect();
        let mut lists = Self::default();
        for service in &document.services {
            lists.add(service, &keys.numbers(service)?, &action_numbers)?;
        }
        Ok(lists)
    }

    fn add(
        &mut self,
        service: &ServiceRecord,
        keys: &HashMap<&str, usize>,
        action_numbers: &HashMap<String, usize>,
    ) -> Result<(), EncodeError> {
        let mut of_service: Vec<usize> = keys.values().copied().collect();
        of_service.sort_unstable();
        self.service_keys.push(of_service);
        for resource_type in &service.resource_types {
            self.type_keys.push(numbers_of(&resource_type.condition_keys, keys)?);
        }
        let types: HashMap<&str, usize> =
            service.resource_types.iter().enumerate().map(|(place, it)| (&*it.name, place)).collect();
        for action in &service.actions {
            self.action_keys.push(numbers_of(&action.condition_keys, keys)?);
            let mut entries = Vec::new();
            for entry in &action.resource_types {
                let place = types.get(&*entry.name);
                let place = place.ok_or_else(|| EncodeError::ResourceType(entry.name.clone()))?;
                entries.push(2 * place + usize::from(entry.required));
                self.pair_keys.push(numbers_of(&entry.condition_keys, keys)?);
            }
            self.action_types.push(entries);
            let number = |name: &String| {
                let found = action_numbers.get(name).copied();
                found.ok_or_else(|| EncodeError::DependentAction(name.clone()))
            };
            let dependents = action.dependent_actions.iter().flatten().map(number);
            let mut dependents = dependents.collect::<Result<Vec<usize>, _>>()?;
            dependents.sort_unstable();
            self.dependents.push(dependents);
        }
        Ok(())
    }
}

fn encode_details(document: &Document, core_checksum: u32) -> Result<Vec<u8>, EncodeError> {
    let keys = Keys::of(document)?;
    let lists = NumberLists::of(document, &keys)?;
    let services = &document.services;
    let types = || services.iter().flat_map(|service| &service.resource_types);
    let key_names = || keys.in_order.iter().map(|key| key.0);
    let type_names = || types().map(|resource_type| &*resource_type.name);
    let formats = || types().flat_map(|resource_type| &resource_type.arn_formats).map(String::as_str);
    let words = WordNumbers::of(key_names().chain(type_names()).chain(formats()));

    let mut out = core_checksum.to_le_bytes().to_vec();
    words.put_dictionary(&mut out);
    put_number(&mut out, keys.in_order.len());
    words.put_texts(&mut out, &[key_names().collect()]);
    put_block(&mut out, &keys.in_order.iter().map(|key| key.1).collect::<Vec<u8>>());
    put_lists(&mut out, &lists.service_keys);
    put_counts(&mut out, services.iter().map(|service| service.resource_types.len()));
    words.put_texts(
        &mut out,
        &by_service(document, |service| {
            service.resource_types.iter().map(|resource_type| &*resource_type.name).collect()
        }),
    );
    put_counts(&mut out, types().map(|resource_type| resource_type.arn_formats.len()));
    words.put_texts(
        &mut out,
        &by_service(document, |service| {
            service.resource_types.iter().flat_map(|it| &it.arn_formats).map(String::as_str).collect()
        }),
    );
    put_lists(&mut out, &lists.action_types);
    put_lists(&mut out, &[lists.type_keys, lists.action_keys, lists.pair_keys].concat());
    put_lists(&mut out, &lists.dependents);
    Ok(out)
}

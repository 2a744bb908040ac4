//! From bytes to the catalogue's parts.

use std::sync::OnceLock;

use super::columns::{Dictionary, read_lists};
use super::reader::Reader;
use super::{CORE_MAGIC, DETAILS_MAGIC, FormatError};
use crate::catalogue::condition_key_type::ConditionKeyType;
use crate::catalogue::core_data::Core;
use crate::catalogue::details_data::Details;
use crate::catalogue::strings::StringList;

/// How many resource types all actions together may have.
const MAX_PAIRS: usize = 1 << 18;

/// Reads a core file.
pub(in crate::catalogue) fn decode_core(bytes: &[u8]) -> Result<Core, FormatError> {
    let mut reader = after_magic(bytes, CORE_MAGIC)?;
    let dictionary = Dictionary::read(&mut reader)?;
    let services = reader.count()?;
    let prefixes = dictionary.texts(&mut reader, services)?;
    let service_names = dictionary.texts(&mut reader, services)?;
    let (counts, actions) = reader.counts(services)?;
    let action_names = dictionary.texts(&mut reader, actions)?;
    let mut flags = reader.block()?;
    let action_flags = flags.bytes(actions)?.to_vec();
    flags.end()?;
    reader.end()?;
    let first_actions = firsts(&counts);
    ascends_in_each(&prefixes, &[0, services])?;
    ascends_in_each(&action_names, &first_actions)?;
    let checksum = crc32fast::hash(bytes);
    Ok(Core { checksum, prefixes, service_names, first_actions, action_names, action_flags })
}

/// Reads the details file that belongs to `core`.
pub(in crate::catalogue) fn decode_details(bytes: &[u8], core: &Core) -> Result<Details, FormatError> {
    let mut reader = after_magic(bytes, DETAILS_MAGIC)?;
    if reader.bytes(4)? != core.checksum.to_le_bytes() {
        return Err(FormatError::OtherCore);
    }
    let dictionary = Dictionary::read(&mut reader)?;
    let keys = reader.count()?;
    let key_names = dictionary.texts(&mut reader, keys)?;
    let key_types = read_key_types(&mut reader, keys)?;
    let service_keys = read_lists(&mut reader, core.services(), keys)?;

    let (counts, types) = reader.counts(core.services())?;
    let first_types = firsts(&counts);
    let type_names = dictionary.texts(&mut reader, types)?;
    ascends_in_each(&type_names, &first_types)?;
    let (counts, formats) = reader.counts(types)?;
    let first_formats = firsts(&counts);
    let formats = dictionary.texts(&mut reader, formats)?;

    let action_types = read_lists(&mut reader, core.actions(), 2 * types)?;
    let counts: Vec<usize> = action_types.rows().map(<[u16]>::len).collect();
    let pairs = counts.iter().try_fold(0_usize, |sum, count| sum.checked_add(*count));
    let pairs = pairs
        .filter(|pairs| *pairs <= MAX_PAIRS)
        .ok_or(FormatError::Damaged("there are too many entries"))?;
    let key_lists = read_lists(&mut reader, types + core.actions() + pairs, keys)?;
    let dependents = read_lists(&mut reader, core.actions(), core.actions())?;
    reader.end()?;

    let details = Details {
        variable_keys: Details::variable_keys_among(&key_names),
        arn_index: OnceLock::new(),
        first_pairs: firsts(&counts),
        key_names,
        key_types,
        service_keys,
        first_types,
        type_names,
        first_formats,
        formats,
        key_lists,
        action_types,
        dependents,
    };
    types_belong_to_services(core, &details)?;
    Ok(details)
}

fn after_magic(bytes: &[u8], magic: [u8; 5]) -> Result<Reader<'_>, FormatError> {
    let [name @ .., version] = magic;
    let mut reader = Reader::new(bytes);
    if reader.bytes(name.len()) != Ok(&name) {
        return Err(FormatError::OtherFile);
    }
    match reader.byte()? {
        found if found == version => Ok(reader),
        other => Err(FormatError::OtherVersion(other)),
    }
}

fn read_key_types(reader: &mut Reader<'_>, keys: usize) -> Result<Vec<ConditionKeyType>, FormatError> {
    let mut block = reader.block()?;
    let bytes = block.bytes(keys)?;
    block.end()?;
    let unknown = FormatError::Damaged("a condition key has an unknown type");
    bytes.iter().map(|byte| ConditionKeyType::from_byte(*byte).ok_or(unknown)).collect()
}

/// Where the entries of each owner begin, and where those of the last one end.
fn firsts(counts: &[usize]) -> Vec<usize> {
    let mut sum = 0;
    let mut firsts = vec![0];
    firsts.extend(counts.iter().map(|count| {
        sum += count;
        sum
    }));
    firsts
}

/// Searches rely on the order.
fn ascends_in_each(names: &StringList, firsts: &[usize]) -> Result<(), FormatError> {
    let ascend = firsts.iter().zip(firsts.iter().skip(1)).all(|(first, end)| names.ascends_in(*first..*end));
    if ascend { Ok(()) } else { Err(FormatError::Damaged("names are not in order")) }
}

fn types_belong_to_services(core: &Core, details: &Details) -> Result<(), FormatError> {
    for service in 0..core.services() {
        let types = details.types_of(service).len();
        for action in core.actions_of(service) {
            if details.action_types.get(action).iter().any(|entry| usize::from(entry / 2) >= types) {
                return Err(FormatError::Damaged("an action names a resource type that is not there"));
            }
        }
    }
    Ok(())
}

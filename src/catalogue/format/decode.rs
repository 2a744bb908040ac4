//! From bytes to the catalogue's parts.

use std::sync::{Arc, OnceLock};

use super::columns::{read_lists, read_words};
use super::reader::Reader;
use super::texts::Texts;
use super::{CORE_MAGIC, DETAILS_MAGIC, FormatError};
use crate::catalogue::condition_key_type::ConditionKeyType;
use crate::catalogue::core_data::Core;
use crate::catalogue::details_data::Details;
use crate::catalogue::lists::ListTable;

/// How many resource types all actions together may have.
const MAX_PAIRS: usize = 1 << 18;

/// Reads a core file.
pub(in crate::catalogue) fn decode_core(bytes: &[u8]) -> Result<Core, FormatError> {
    let File { checksum, content: mut reader } = File::open(bytes, CORE_MAGIC)?;
    let words = Arc::new(read_words(&mut reader)?);
    let services = reader.count()?;
    let prefixes = Texts::take(&mut reader, &words, &[0, services])?;
    let service_names = Texts::take(&mut reader, &words, &[0, services])?;
    let (first_actions, actions) = entries(&mut reader, services)?;
    let action_names = Texts::take(&mut reader, &words, &first_actions)?;
    let action_flags = reader.column(actions)?.to_vec();
    reader.end()?;
    Ok(Core { checksum, prefixes, service_names, first_actions, action_names, action_flags })
}

/// Reads the details file that belongs to `core`.
pub(in crate::catalogue) fn decode_details(bytes: &[u8], core: &Core) -> Result<Details, FormatError> {
    let mut reader = File::open(bytes, DETAILS_MAGIC)?.content;
    if reader.bytes(4)? != core.checksum.to_le_bytes() {
        return Err(FormatError::OtherCore);
    }
    let words = Arc::new(read_words(&mut reader)?);
    let keys = reader.count()?;
    let key_names = Texts::take(&mut reader, &words, &[0, keys])?;
    let key_types = read_key_types(&mut reader, keys)?;
    let service_keys = read_lists(&mut reader, core.services(), keys)?;

    let (first_types, types) = entries(&mut reader, core.services())?;
    let type_names = Texts::take(&mut reader, &words, &first_types)?;
    let (first_formats, _) = entries(&mut reader, types)?;
    // Their groups are the services too.
    let first_of_service = |first_type: &usize| first_formats.get(*first_type).copied().unwrap_or(0);
    let formats_of_services: Vec<usize> = first_types.iter().map(first_of_service).collect();
    let formats = Texts::take(&mut reader, &words, &formats_of_services)?;

    let action_types = read_lists(&mut reader, core.actions(), 2 * types)?;
    let first_pairs = first_pairs(core, &first_types, &action_types)?;
    let pairs = first_pairs.last().copied().unwrap_or(0);
    let key_lists = read_lists(&mut reader, types + core.actions() + pairs, keys)?;
    let dependents = read_lists(&mut reader, core.actions(), core.actions())?;
    reader.end()?;

    Ok(Details {
        variable_keys: OnceLock::new(),
        arn_index: OnceLock::new(),
        first_pairs,
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
    })
}

/// A file whose frame is whole.
struct File<'b> {
    checksum: u32,
    content: Reader<'b>,
}

impl<'b> File<'b> {
    fn open(bytes: &'b [u8], magic: [u8; 5]) -> Result<Self, FormatError> {
        let [name @ .., version] = magic;
        let mut reader = Reader::new(bytes);
        if reader.bytes(name.len()) != Ok(&name) {
            return Err(FormatError::OtherFile);
        }
        match reader.byte()? {
            found if found == version => {}
            other => return Err(FormatError::OtherVersion(other)),
        }
        let expected = reader.bytes(4)?;
        let content = reader.block()?;
        reader.end()?;
        let checksum = crc32fast::hash(content.rest());
        if checksum.to_le_bytes() != expected {
            return Err(FormatError::Damaged("the checksum differs"));
        }
        Ok(Self { checksum, content })
    }
}

fn read_key_types(reader: &mut Reader<'_>, keys: usize) -> Result<Vec<ConditionKeyType>, FormatError> {
    let unknown = FormatError::Damaged("a condition key has an unknown type");
    reader.column(keys)?.iter().map(|byte| ConditionKeyType::from_byte(*byte).ok_or(unknown)).collect()
}

/// As [`Reader::firsts`], of entries that have numbers of 16 bits.
fn entries(reader: &mut Reader<'_>, owners: usize) -> Result<(Vec<usize>, usize), FormatError> {
    let (firsts, sum) = reader.firsts(owners)?;
    if sum > usize::from(u16::MAX) {
        return Err(FormatError::Damaged("there are too many entries"));
    }
    Ok((firsts, sum))
}

/// How many resource types all actions before each one have, and all together.
fn first_pairs(
    core: &Core,
    first_types: &[usize],
    action_types: &ListTable,
) -> Result<Vec<usize>, FormatError> {
    let mut firsts = Vec::with_capacity(core.actions() + 1);
    let mut pairs = 0;
    firsts.push(pairs);
    for (service, bounds) in first_types.windows(2).enumerate() {
        let types = bounds.iter().rev().copied().reduce(|end, first| end - first).unwrap_or(0);
        for action in core.actions_of(service) {
            let entries = action_types.get(action);
            if entries.last().is_some_and(|entry| usize::from(entry / 2) >= types) {
                return Err(FormatError::Damaged("an action names a resource type that is not there"));
            }
            pairs += entries.len();
            firsts.push(pairs);
        }
        if pairs > MAX_PAIRS {
            return Err(FormatError::Damaged("there are too many entries"));
        }
    }
    Ok(firsts)
}

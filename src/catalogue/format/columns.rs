//! Texts and lists of numbers, as they are written in both files.

use super::reader::Reader;
use super::{FormatError, MAX_TEXT_BYTES};
use crate::catalogue::lists::ListTable;
use crate::catalogue::strings::StringList;

/// The words of a file, by their numbers.
pub(super) struct Dictionary<'b> {
    words: Vec<&'b str>,
}

impl<'b> Dictionary<'b> {
    pub(super) fn read(reader: &mut Reader<'b>) -> Result<Self, FormatError> {
        let length = reader.number()?;
        let bytes = reader.bytes(usize::try_from(length).map_err(|_| FormatError::Truncated)?)?;
        let text = std::str::from_utf8(bytes).map_err(|_| FormatError::Damaged("a word is no text"))?;
        let words: Vec<&str> = text.split('\n').collect();
        // An empty word would make texts that take time but no room.
        if words.contains(&"") {
            return Err(FormatError::Damaged("a word is empty"));
        }
        Ok(Self { words })
    }

    /// Reads `count` texts.
    pub(super) fn texts(&self, reader: &mut Reader<'b>, count: usize) -> Result<StringList, FormatError> {
        let (mut lengths, mut numbers) = (reader.block()?, reader.block()?);
        let mut texts = StringList::with_capacity(count);
        // Where each word of the last text ends in it.
        let mut ends: Vec<usize> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        for _ in 0..count {
            let (shared, added) = (lengths.count()?, lengths.count()?);
            if shared > ends.len() {
                return Err(FormatError::Damaged("a text shares more than there is"));
            }
            ends.truncate(shared);
            let shared_bytes = ends.last().copied().unwrap_or(0);
            let mut end = shared_bytes;
            words.clear();
            for _ in 0..added {
                let number = usize::try_from(numbers.number()?).unwrap_or(usize::MAX);
                let word = self.words.get(number).ok_or(FormatError::Damaged("a word is missing"))?;
                words.push(word);
                end += word.len();
                ends.push(end);
            }
            texts
                .push(shared_bytes, words.iter().copied(), MAX_TEXT_BYTES)
                .ok_or(FormatError::Damaged("there is too much text"))?;
        }
        lengths.end()?;
        numbers.end()?;
        texts.shrink_to_fit();
        Ok(texts)
    }
}

/// Reads the lists of `rows` rows: ascending numbers below `limit`.
pub(super) fn read_lists(
    reader: &mut Reader<'_>,
    rows: usize,
    limit: usize,
) -> Result<ListTable, FormatError> {
    let (mut references, mut definitions) = (reader.block()?, reader.block()?);
    let mut table = ListTable::with_rows(rows);
    // The lists by their last use, the latest at the end.
    let mut by_use: Vec<u16> = Vec::new();
    for _ in 0..rows {
        let number = match references.count()? {
            0 => {
                let list = read_list(&mut definitions, limit)?;
                table.define(list.into_iter()).ok_or(FormatError::Damaged("there are too many lists"))?
            }
            back => {
                let place =
                    by_use.len().checked_sub(back).ok_or(FormatError::Damaged("a list is missing"))?;
                by_use.remove(place)
            }
        };
        by_use.push(number);
        table.push_row(number);
    }
    references.end()?;
    definitions.end()?;
    Ok(table)
}

fn read_list(reader: &mut Reader<'_>, limit: usize) -> Result<Vec<u16>, FormatError> {
    let length = reader.count()?;
    let mut list = Vec::new();
    let mut next = 0_usize;
    for _ in 0..length {
        let value = next + reader.count()?;
        if value >= limit {
            return Err(FormatError::Damaged("a list names something that is not there"));
        }
        list.push(u16::try_from(value).map_err(|_| FormatError::Damaged("a number is too large"))?);
        next = value + 1;
    }
    Ok(list)
}

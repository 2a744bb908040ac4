//! Words and lists of numbers, as they are written in both files.

use super::FormatError;
use super::reader::Reader;
use crate::catalogue::lists::ListTable;
use crate::catalogue::strings::StringList;

/// Reads the words of a file.
pub(super) fn read_words(reader: &mut Reader<'_>) -> Result<StringList, FormatError> {
    let bytes = reader.block()?.rest();
    let text = std::str::from_utf8(bytes).map_err(|_| FormatError::Damaged("a word is no text"))?;
    let mut words = StringList::default();
    for word in text.split('\n') {
        // It would make texts that take time but no room.
        if word.is_empty() {
            return Err(FormatError::Damaged("a word is empty"));
        }
        words.go_on_with(word);
        words.end_text();
    }
    Ok(words)
}

/// Reads the lists of `rows` rows: ascending numbers below `limit`.
pub(super) fn read_lists(
    reader: &mut Reader<'_>,
    rows: usize,
    limit: usize,
) -> Result<ListTable, FormatError> {
    let (mut references, mut repeats, mut definitions) = (reader.block()?, reader.block()?, reader.block()?);
    let mut table = ListTable::with_rows(rows);
    // The lists by their last use, the latest at the end.
    let mut by_use: Vec<u16> = Vec::new();
    let mut rows_left = rows;
    while rows_left > 0 {
        let number = match references.count()? {
            0 => read_list(&mut definitions, limit, &mut table)?,
            back => take_used(&mut by_use, back).ok_or(FormatError::Damaged("a list is missing"))?,
        };
        by_use.push(number);
        let same_rows = repeats.count()? + 1;
        rows_left =
            rows_left.checked_sub(same_rows).ok_or(FormatError::Damaged("there are too many lists"))?;
        table.push_rows(number, same_rows);
    }
    for column in [references, repeats, definitions] {
        column.end()?;
    }
    Ok(table)
}

/// Takes out the list before the `back` last ones.
fn take_used(by_use: &mut Vec<u16>, back: usize) -> Option<u16> {
    let place = by_use.len().checked_sub(back + 1)?;
    Some(by_use.remove(place))
}

/// Adds one list to `table` and returns its number.
fn read_list(reader: &mut Reader<'_>, limit: usize, table: &mut ListTable) -> Result<u16, FormatError> {
    let mut next = 0_usize;
    for _ in 0..reader.count()? {
        let value = next + reader.count()?;
        if value >= limit {
            return Err(FormatError::Damaged("a list names something that is not there"));
        }
        table.go_on_with(u16::try_from(value).map_err(|_| FormatError::Damaged("a number is too large"))?);
        next = value + 1;
    }
    table.end_list().ok_or(FormatError::Damaged("there are too many lists"))
}

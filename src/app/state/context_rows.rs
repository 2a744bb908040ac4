//! The table of context keys: it may hold rows that are half filled in, which a request cannot.

use super::FocusTarget;
use crate::workspace::model::NamedRequest;

/// A row of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ContextRow {
    /// The condition key; empty in a new row.
    pub(crate) key: String,
    /// Its values.
    pub(crate) values: Vec<String>,
    /// Whether nobody knows if the request carries the key.
    pub(crate) is_unknown: bool,
    /// Whether it was unknown when the table was read and was not touched since, so that it may be folded away.
    pub(crate) is_foldable: bool,
    /// Whether its key was typed since the table was read, so that it may still be typed on.
    pub(crate) is_typed: bool,
}

impl ContextRow {
    fn is_of(&self, key: &str) -> bool {
        self.key.trim().eq_ignore_ascii_case(key)
    }
}

/// Fewer unknown keys than this are all shown.
const FEWEST_FOLDED: usize = 4;

/// A change of the table. Rows and values count from zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ContextEdit {
    /// A new row at the end.
    AddRow,
    /// A row goes.
    RemoveRow(usize),
    /// The key of a row.
    Key(usize, String),
    /// A value of a row.
    Value(usize, usize, String),
    /// A new value at the end of a row.
    AddValue(usize),
    /// A value of a row goes.
    RemoveValue(usize, usize),
    /// Whether a row is unknown.
    Unknown(usize, bool),
    /// A key gets these values, in a row of its own if it has none.
    Give {
        /// The key.
        key: String,
        /// Its values.
        values: Vec<String>,
    },
    /// A key is unknown, in a row of its own if it has none.
    GiveUnknown(String),
    /// The rows of a key go.
    TakeBack(String),
}

impl ContextEdit {
    /// Where the focus goes, in the table `rows` before the change.
    pub(super) fn focus_after(&self, rows: &[ContextRow]) -> Option<FocusTarget> {
        let values = |row: usize| rows.get(row).map_or(0, |row| row.values.len());
        match *self {
            ContextEdit::AddRow => Some(FocusTarget::ContextKey(rows.len())),
            ContextEdit::RemoveRow(row) => {
                Some(FocusTarget::ContextKey(row.min(rows.len().saturating_sub(2))))
            }
            ContextEdit::AddValue(row) => Some(FocusTarget::ContextValue(row, values(row))),
            ContextEdit::RemoveValue(row, value) => {
                Some(FocusTarget::ContextValue(row, value.min(values(row).saturating_sub(2))))
            }
            // What is typed into the first field stays there.
            ContextEdit::Give { ref key, values: ref given }
                if given.len() > 1 && given.last().is_some_and(String::is_empty) =>
            {
                let row = rows.iter().position(|row| row.is_of(key)).unwrap_or(rows.len());
                Some(FocusTarget::ContextValue(row, given.len() - 1))
            }
            _ => None,
        }
    }

    pub(super) fn apply(self, rows: &mut Vec<ContextRow>) {
        match self {
            ContextEdit::AddRow => {
                rows.push(ContextRow {
                    values: vec![String::new()],
                    is_typed: true,
                    ..ContextRow::default()
                });
            }
            ContextEdit::RemoveRow(row) => {
                if row < rows.len() {
                    rows.remove(row);
                }
            }
            ContextEdit::Key(row, key) => with_row(rows, row, |row| {
                row.key = key;
                row.is_foldable = false;
                row.is_typed = true;
            }),
            ContextEdit::Value(row, index, value) => with_row(rows, row, |row| {
                if let Some(old) = row.values.get_mut(index) {
                    *old = value;
                }
            }),
            ContextEdit::AddValue(row) => with_row(rows, row, |row| row.values.push(String::new())),
            ContextEdit::RemoveValue(row, index) => with_row(rows, row, |row| {
                if index < row.values.len() {
                    row.values.remove(index);
                }
            }),
            ContextEdit::Unknown(row, unknown) => with_row(rows, row, |row| {
                row.is_unknown = unknown;
                row.is_foldable = false;
                if !unknown && row.values.is_empty() {
                    row.values.push(String::new());
                }
            }),
            ContextEdit::Give { key, values } => change_row_of(rows, key, |row| {
                row.values = values;
                row.is_unknown = false;
                row.is_foldable = false;
            }),
            ContextEdit::GiveUnknown(key) => change_row_of(rows, key, |row| {
                row.is_unknown = true;
                row.is_foldable = false;
            }),
            ContextEdit::TakeBack(key) => rows.retain(|row| !row.is_of(&key)),
        }
    }
}

/// Changes the row of `key`, which is added if there is none.
fn change_row_of(rows: &mut Vec<ContextRow>, key: String, change: impl FnOnce(&mut ContextRow)) {
    match rows.iter_mut().find(|row| row.is_of(&key)) {
        Some(row) => change(row),
        None => {
            let mut row = ContextRow { key, ..ContextRow::default() };
            change(&mut row);
            rows.push(row);
        }
    }
}

fn with_row(rows: &mut [ContextRow], row: usize, change: impl FnOnce(&mut ContextRow)) {
    if let Some(row) = rows.get_mut(row) {
        change(row);
    }
}

/// The table of a request.
pub(super) fn read(request: &NamedRequest) -> Vec<ContextRow> {
    let known = request.context.iter().map(|(key, values)| ContextRow {
        key: key.clone(),
        values: values.clone(),
        ..ContextRow::default()
    });
    let unknown = request.unknown_context.iter().map(|key| ContextRow {
        key: key.clone(),
        values: Vec::new(),
        is_unknown: true,
        is_foldable: true,
        ..ContextRow::default()
    });
    known.chain(unknown).collect()
}

/// Writes the table into a request. Rows without a key, and those whose key stands further up, count for nothing.
pub(super) fn write(rows: &[ContextRow], request: &mut NamedRequest) {
    request.context.clear();
    request.unknown_context.clear();
    for (index, row) in rows.iter().enumerate() {
        let key = row.key.trim();
        if key.is_empty() || is_repeated(rows, index) {
            continue;
        }
        if row.is_unknown {
            request.unknown_context.push(key.to_owned());
        } else {
            request.context.insert(key.to_owned(), row.values.clone());
        }
    }
}

/// For each row whether it is folded away: unknown keys that no policy mentions, where there are many. `mentioned` are
/// the keys that policies mention, in lower case and in order.
pub(crate) fn is_folded(rows: &[ContextRow], mentioned: &[String]) -> Vec<bool> {
    let is_mentioned =
        |row: &ContextRow| mentioned.binary_search(&row.key.trim().to_ascii_lowercase()).is_ok();
    let folded: Vec<bool> = rows.iter().map(|row| row.is_foldable && !is_mentioned(row)).collect();
    match folded.iter().filter(|is_folded| **is_folded).count() {
        0..FEWEST_FOLDED => vec![false; rows.len()],
        _ => folded,
    }
}

/// Whether the key of row `index` stands further up; AWS does not tell upper from lower case in keys.
pub(crate) fn is_repeated(rows: &[ContextRow], index: usize) -> bool {
    let Some(row) = rows.get(index) else {
        return false;
    };
    let key = row.key.trim();
    let is_same = |other: &ContextRow| other.key.trim().eq_ignore_ascii_case(key);
    !key.is_empty() && rows.iter().take(index).any(is_same)
}

#[cfg(test)]
#[path = "context_tests.rs"]
mod tests;

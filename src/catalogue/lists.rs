//! Many short lists of numbers, of which most are equal to others.

/// One list of numbers for each row; equal lists are kept once.
#[derive(Debug, Default)]
pub(super) struct ListTable {
    /// The distinct lists end to end.
    values: Vec<u16>,
    /// Where each distinct list ends in `values`.
    ends: Vec<u32>,
    /// Which of the distinct lists a row has.
    rows: Vec<u16>,
}

impl ListTable {
    pub(super) fn with_rows(rows: usize) -> Self {
        Self { values: Vec::new(), ends: Vec::new(), rows: Vec::with_capacity(rows) }
    }

    /// Puts a number at the end of the list that is being made.
    pub(super) fn go_on_with(&mut self, value: u16) {
        self.values.push(value);
    }

    /// Ends the list that is being made and returns its number; `None` when there are too many.
    pub(super) fn end_list(&mut self) -> Option<u16> {
        let number = u16::try_from(self.ends.len()).ok()?;
        self.ends.push(u32::try_from(self.values.len()).ok()?);
        Some(number)
    }

    /// Adds `count` rows that have the distinct list `number`.
    pub(super) fn push_rows(&mut self, number: u16, count: usize) {
        self.rows.resize(self.rows.len() + count, number);
    }

    /// The list of a row; empty behind the last row.
    pub(super) fn get(&self, row: usize) -> &[u16] {
        self.rows.get(row).map_or(&[], |number| self.distinct(usize::from(*number)))
    }

    fn distinct(&self, number: usize) -> &[u16] {
        let start = number.checked_sub(1).and_then(|previous| self.ends.get(previous)).copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.values.get(start as usize..end as usize).unwrap_or_default()
    }
}

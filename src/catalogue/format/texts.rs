//! Texts that are read when they are first asked for.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::FormatError;
use super::reader::Reader;
use crate::catalogue::strings::StringList;

/// How long the texts of one group may be together, in bytes.
const MAX_GROUP_BYTES: usize = 1 << 18;

/// A list of texts in groups, such as the names of the actions by service. A group is read when one of its texts
/// is first asked for: hardly anybody asks for all.
#[derive(Debug)]
pub(in crate::catalogue) struct Texts {
    words: Arc<StringList>,
    /// How many words each text has in common with the one before it in its group.
    shared: Box<[u8]>,
    /// How many words of its own each text has.
    added: Box<[u8]>,
    /// The numbers of these words.
    numbers: Box<[u8]>,
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    texts: Range<usize>,
    /// Where its part of the column of numbers is.
    numbers: Range<usize>,
    read: OnceLock<StringList>,
}

impl Texts {
    /// Takes the columns of texts, of which `firsts` says where each group begins and where the last one ends.
    pub(super) fn take(
        reader: &mut Reader<'_>,
        words: &Arc<StringList>,
        firsts: &[usize],
    ) -> Result<Self, FormatError> {
        let texts = firsts.last().copied().unwrap_or(0);
        let (first_numbers, bytes) = reader.firsts(firsts.len().saturating_sub(1))?;
        let (shared, added) = (reader.column(texts)?, reader.column(texts)?);
        let numbers = reader.column(bytes)?;
        let groups = firsts.windows(2).zip(first_numbers.windows(2)).filter_map(|bounds| {
            let (&[first, end], &[first_number, end_number]) = bounds else { return None };
            Some(Group { texts: first..end, numbers: first_number..end_number, read: OnceLock::new() })
        });
        Ok(Self {
            words: Arc::clone(words),
            shared: shared.into(),
            added: added.into(),
            numbers: numbers.into(),
            groups: groups.collect(),
        })
    }

    pub(in crate::catalogue) fn len(&self) -> usize {
        self.shared.len()
    }

    /// The text at `index`; empty behind the end.
    pub(in crate::catalogue) fn get(&self, index: usize) -> &str {
        let group = self.groups.partition_point(|group| group.texts.end <= index);
        self.groups.get(group).map_or("", |group| self.list(group).get(index - group.texts.start))
    }

    pub(in crate::catalogue) fn iter(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().flat_map(|group| self.list(group).iter())
    }

    /// The texts of a group. Only a writer that breaks the format can make one that cannot be read, as the
    /// checksum of the file was right: it is empty then.
    fn list<'t>(&'t self, group: &'t Group) -> &'t StringList {
        group.read.get_or_init(|| self.read(group).unwrap_or_default())
    }

    fn read(&self, group: &Group) -> Result<StringList, FormatError> {
        let shared = self.shared.get(group.texts.clone()).unwrap_or_default();
        let added = self.added.get(group.texts.clone()).unwrap_or_default();
        let mut numbers = Reader::new(self.numbers.get(group.numbers.clone()).unwrap_or_default());
        let mut list = StringList::default();
        // Where each word of the last text ends in it.
        let mut word_ends: Vec<usize> = Vec::new();
        for (shared, added) in shared.iter().zip(added) {
            word_ends.truncate(usize::from(*shared));
            let mut length = word_ends.last().copied().unwrap_or(0);
            list.begin_like_last(length);
            for _ in 0..*added {
                let word = self.words.get(usize::try_from(numbers.number()?).unwrap_or(usize::MAX));
                list.go_on_with(word);
                if list.bytes() > MAX_GROUP_BYTES {
                    return Err(FormatError::Damaged("there is too much text"));
                }
                length += word.len();
                word_ends.push(length);
            }
            list.end_text();
        }
        Ok(list)
    }
}

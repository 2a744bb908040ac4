//! Texts that are read when they are first asked for.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::FormatError;
use super::reader::Reader;
use crate::catalogue::strings::{Beginnings, Pairs, PlacesByText, StringList, pairs};

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

/// The texts of a group, by their numbers in the whole list.
#[derive(Clone, Copy)]
pub(in crate::catalogue) struct TextGroup<'t> {
    list: &'t StringList,
    first: usize,
    places: &'t OnceLock<PlacesByText>,
    beginnings: &'t OnceLock<Beginnings>,
    pairs: &'t OnceLock<Pairs>,
}

impl<'t> TextGroup<'t> {
    /// The text at `index`; empty outside of the group.
    pub(in crate::catalogue) fn get(self, index: usize) -> &'t str {
        index.checked_sub(self.first).map_or("", |index| self.list.get(index))
    }

    /// The number of the first text that is `text`, whatever the case.
    pub(in crate::catalogue) fn find(self, text: &str) -> Option<usize> {
        let places = self.places.get_or_init(|| PlacesByText::new(self.list));
        places.find(text, self.list).map(|index| self.first + index)
    }

    /// Those texts that begin with `start`, whatever the case, of a group in ascending order.
    pub(in crate::catalogue) fn beginning_with(self, start: &str) -> Range<usize> {
        let beginnings = self.beginnings.get_or_init(|| Beginnings::new(self.list));
        let found = beginnings.find(start, self.list);
        self.first + found.start..self.first + found.end
    }

    /// Those of some texts that may have the pieces of `pattern`, what stands between its wildcards: a quick look
    /// that leaves few to compare.
    pub(in crate::catalogue) fn with_pieces_of(
        self,
        pattern: &str,
        texts: Range<usize>,
    ) -> impl Iterator<Item = usize> {
        let sets = self.pairs.get_or_init(|| Pairs::new(self.list));
        let wanted = pattern.split(['*', '?']).fold(0, |wanted, piece| wanted | pairs(piece));
        texts.filter(move |index| sets.contain(index - self.first, wanted))
    }
}

#[derive(Debug)]
struct Group {
    texts: Range<usize>,
    /// Where its part of the column of numbers is.
    numbers: Range<usize>,
    read: OnceLock<StringList>,
    /// Made when a text is first looked up.
    places: OnceLock<PlacesByText>,
    /// Made when a beginning is first looked up.
    beginnings: OnceLock<Beginnings>,
    /// Made when a piece of a text is first looked for.
    pairs: OnceLock<Pairs>,
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
            Some(Group {
                texts: first..end,
                numbers: first_number..end_number,
                read: OnceLock::new(),
                places: OnceLock::new(),
                beginnings: OnceLock::new(),
                pairs: OnceLock::new(),
            })
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
        self.group_of(index).map_or("", |group| group.get(index))
    }

    /// The group in which the text at `index` is; none behind the end.
    pub(in crate::catalogue) fn group_of(&self, index: usize) -> Option<TextGroup<'_>> {
        self.group(self.groups.partition_point(|group| group.texts.end <= index))
    }

    /// A group by its number. Who looks at many of its texts finds it once.
    pub(in crate::catalogue) fn group(&self, number: usize) -> Option<TextGroup<'_>> {
        let group = self.groups.get(number)?;
        Some(TextGroup {
            list: self.list(group),
            first: group.texts.start,
            places: &group.places,
            beginnings: &group.beginnings,
            pairs: &group.pairs,
        })
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

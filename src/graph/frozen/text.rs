//! A property whose values are texts: each text once, in order, and its rank for each element.
//!
//! Ranks compare as the texts do, so that a comparison with a text is one with a number, and the texts with a prefix
//! are a range.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::io;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::chronicle::are_times;
use super::codes::{CodeTable, Codes, CodesLayout};
use super::section::{Blocks, Place, Section, Sink, store};

/// A property of texts, of all nodes or of all relationships.
#[derive(Debug)]
pub struct TextColumn {
    dictionary: Dictionary,
    codes: Codes,
    /// Which elements have each text.
    members: Option<Members>,
    folded: OnceLock<Folded>,
}

#[derive(Debug)]
struct Dictionary {
    /// Where each text begins; one more than there are texts.
    offsets: Section<u32>,
    bytes: Section<u8>,
}

#[derive(Debug)]
struct Members {
    /// Where those of each text begin; their rank if `None`.
    offsets: Option<Section<u32>>,
    elements: Section<u32>,
}

/// All texts in lower case, one after the other.
#[derive(Debug)]
struct Folded {
    offsets: Vec<u32>,
    texts: Vec<u8>,
}

/// Where the parts of a column lie in a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct TextLayout {
    offsets: Place,
    bytes: Place,
    codes: CodesLayout,
    members: Option<(Option<Place>, Place)>,
}

impl TextColumn {
    /// How many different texts there are.
    pub fn text_count(&self) -> usize {
        self.dictionary.len()
    }

    /// The rank of an element's text, if it has one.
    #[inline]
    pub fn rank(&self, element: u32) -> Option<u32> {
        self.codes.get(element).checked_sub(1)
    }

    /// For each element the rank of its text plus one; 0 where it has none.
    pub fn codes(&self) -> CodeTable<'_> {
        self.codes.table()
    }

    /// The text of a rank.
    pub fn text(&self, rank: u32) -> Cow<'_, str> {
        self.dictionary.text(rank)
    }

    /// The text of an element.
    pub fn of(&self, element: u32) -> Option<Cow<'_, str>> {
        self.rank(element).map(|rank| self.text(rank))
    }

    /// The rank of a text, if it occurs.
    pub fn find(&self, text: &str) -> Option<u32> {
        let rank = self.rank_of(text);
        let is_there = (rank as usize) < self.text_count() && self.text(rank) == text;
        is_there.then_some(rank)
    }

    /// How many texts come before `text`.
    pub fn rank_of(&self, text: &str) -> u32 {
        self.dictionary
            .partition(|own| own.cmp(text.as_bytes()) == Ordering::Less)
    }

    /// The ranks of the texts that begin with `prefix`.
    pub fn ranks_with_prefix(&self, prefix: &str) -> Range<u32> {
        let start = self.rank_of(prefix);
        let prefix = prefix.as_bytes();
        start
            ..self
                .dictionary
                .partition(|own| own.cmp(prefix) == Ordering::Less || own.starts_with(prefix))
    }

    /// The elements with the text of a rank, ascending; none if the column is neither of nodes nor of times.
    pub fn members(&self, rank: u32) -> Cow<'_, [u32]> {
        let Some(members) = &self.members else {
            return Cow::Borrowed(&[]);
        };
        let at = rank as usize;
        let range = match &members.offsets {
            None => at..at + 1,
            Some(offsets) => match offsets.slice(at..at + 2)[..] {
                [start, end] => start as usize..end as usize,
                _ => 0..0,
            },
        };
        members.elements.slice(range)
    }

    /// All elements that have a text, by rank and then ascending; none if the column is not indexed.
    pub fn members_of_all(&self) -> Cow<'_, [u32]> {
        self.members_at(0..usize::MAX)
    }

    /// The elements at some places of the order of [`Self::members_of_all`].
    pub fn members_at(&self, places: Range<usize>) -> Cow<'_, [u32]> {
        match &self.members {
            Some(members) => members.elements.slice(places),
            None => Cow::Borrowed(&[]),
        }
    }

    /// Where the elements with these ranks are in the order of [`Self::members_of_all`].
    pub fn places(&self, ranks: Range<u32>) -> Range<usize> {
        let offsets = self.members.as_ref().and_then(|own| own.offsets.as_ref());
        let place = |rank: u32| match offsets {
            Some(offsets) => offsets.get(rank as usize) as usize,
            None => rank as usize,
        };
        let start = place(ranks.start);
        start..place(ranks.end).max(start)
    }

    /// The most elements that any text has, if each of `count` elements has one and they are indexed.
    pub fn most_members(&self, count: usize) -> Option<u64> {
        let members = self.members.as_ref()?;
        if members.elements.len() != count {
            return None;
        }
        let Some(offsets) = &members.offsets else {
            return Some(1);
        };
        let bounds = offsets.whole().windows(2);
        let most = bounds.map(|own| own[1].saturating_sub(own[0])).max();
        Some(u64::from(most?.max(1)))
    }

    /// Whether [`Self::members`] knows.
    pub fn has_members(&self) -> bool {
        self.members.is_some()
    }

    /// Whether no two of `count` elements have the same text, and none has no text.
    pub fn is_unique(&self, count: usize) -> bool {
        self.text_count() == count && self.codes.len() == count && self.has_members()
    }

    /// The ranks of the texts that contain `part`, ascending; with `folded`, of those that do in lower case.
    pub fn ranks_containing(&self, part: &str, folded: bool) -> Vec<u32> {
        let folded = if folded {
            let folded = self.folded();
            (folded.offsets.as_slice(), folded.texts.as_slice())
        } else {
            (
                self.dictionary.offsets.whole(),
                self.dictionary.bytes.whole(),
            )
        };
        let (offsets, texts) = folded;
        if part.is_empty() {
            return (0..self.text_count() as u32).collect();
        }
        let finder = Finder::new(part.as_bytes());
        let (mut found, mut from) = (Vec::new(), 0);
        while let Some(at) = texts.get(from..).and_then(|rest| finder.find(rest)) {
            let at = from + at;
            // Offsets ascend: the text that the place lies in is the last that begins before it.
            let rank = offsets.partition_point(|&start| start as usize <= at) - 1;
            let end = offsets
                .get(rank + 1)
                .map_or(texts.len(), |&end| end as usize);
            if at + part.len() <= end {
                found.push(rank as u32);
                from = end;
            } else {
                from = at + 1;
            }
        }
        found
    }

    fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| {
            let bytes = self.dictionary.bytes.whole();
            let mut folded = Folded {
                offsets: Vec::with_capacity(self.text_count() + 1),
                texts: Vec::with_capacity(bytes.len()),
            };
            for bounds in self.dictionary.offsets.whole().windows(2) {
                let start = folded.texts.len();
                folded.offsets.push(start as u32);
                let own = bytes.get(bounds[0] as usize..bounds[1] as usize);
                let own = own.unwrap_or_default();
                if own.is_ascii() {
                    folded.texts.extend_from_slice(own);
                    folded.texts[start..].make_ascii_lowercase();
                } else {
                    let text = String::from_utf8_lossy(own).to_lowercase();
                    folded.texts.extend_from_slice(text.as_bytes());
                }
            }
            folded.offsets.push(folded.texts.len() as u32);
            folded
        })
    }

    pub(super) fn store(&self, sink: &mut dyn Sink) -> io::Result<TextLayout> {
        Ok(TextLayout {
            offsets: store(self.dictionary.offsets.whole(), sink)?,
            bytes: store(self.dictionary.bytes.whole(), sink)?,
            codes: self.codes.store(sink)?,
            members: match &self.members {
                None => None,
                Some(members) => {
                    let offsets = members.offsets.as_ref();
                    Some((
                        offsets
                            .map(|offsets| store(offsets.whole(), sink))
                            .transpose()?,
                        store(members.elements.whole(), sink)?,
                    ))
                }
            },
        })
    }

    /// The column of a file with `count` elements.
    pub(super) fn stored(layout: &TextLayout, blocks: &Arc<dyn Blocks>, count: usize) -> Self {
        let texts = layout.offsets.length.saturating_sub(1) as u32;
        let count = count as u32;
        let bytes = layout.bytes.length as u32;
        Self {
            dictionary: Dictionary {
                offsets: Section::stored(blocks, layout.offsets, bytes.checked_add(1)),
                bytes: Section::stored(blocks, layout.bytes, None),
            },
            codes: Codes::stored(layout.codes, blocks, texts as usize),
            members: layout.members.map(|(offsets, elements)| Members {
                offsets: offsets.map(|place| Section::stored(blocks, place, count.checked_add(1))),
                elements: Section::stored(blocks, elements, Some(count)),
            }),
            folded: OnceLock::new(),
        }
    }
}

impl Dictionary {
    fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    fn bytes(&self, rank: u32) -> Cow<'_, [u8]> {
        let at = rank as usize;
        match self.offsets.slice(at..at + 2)[..] {
            [start, end] if start <= end => self.bytes.slice(start as usize..end as usize),
            _ => Cow::Borrowed(&[]),
        }
    }

    fn text(&self, rank: u32) -> Cow<'_, str> {
        match self.bytes(rank) {
            Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
            Cow::Owned(bytes) => String::from_utf8_lossy(&bytes).into_owned().into(),
        }
    }

    fn partition(&self, is_before: impl Fn(&[u8]) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if is_before(&self.bytes(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Texts while they come in.
#[derive(Debug, Default)]
pub(super) struct TextBuilder {
    numbers: FxHashMap<Box<str>, u32>,
    /// For each element the number of its text plus one, numbers given in order of appearance.
    codes: Vec<u32>,
}

impl TextBuilder {
    /// The next element has this text, or none.
    pub(super) fn push(&mut self, text: Option<&str>) {
        let code = text.map_or(0, |text| self.number(text) + 1);
        self.codes.push(code);
    }

    fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(text.into(), number);
        number
    }

    /// Bytes of the different texts.
    pub(super) fn byte_count(&self) -> u64 {
        self.numbers.keys().map(|text| text.len() as u64).sum()
    }

    /// The text of each element.
    pub(super) fn texts(&self) -> Vec<Option<&str>> {
        let mut names = vec![""; self.numbers.len()];
        for (text, &number) in &self.numbers {
            names[number as usize] = text;
        }
        let text = |&code: &u32| Some(names[code.checked_sub(1)? as usize]);
        self.codes.iter().map(text).collect()
    }

    /// The column; elements in the order of `order` if there is one. Where the texts are times, and on demand, it
    /// knows which elements have each text.
    pub(super) fn finish(self, order: Option<&[u32]>, with_members: bool) -> TextColumn {
        let with_members = with_members || are_times(self.numbers.keys().map(|text| &**text));
        let mut texts: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        texts.sort_unstable();
        let mut ranks = vec![0u32; texts.len() + 1];
        let mut dictionary = (Vec::with_capacity(texts.len() + 1), Vec::new());
        for (rank, (text, number)) in texts.into_iter().enumerate() {
            dictionary.0.push(dictionary.1.len() as u32);
            dictionary.1.extend_from_slice(text.as_bytes());
            ranks[number as usize + 1] = rank as u32 + 1;
        }
        dictionary.0.push(dictionary.1.len() as u32);
        let count = dictionary.0.len() - 1;
        let own = self.codes;
        let code = |at: usize| ranks[own[at] as usize];
        let codes = match order {
            None => Codes::new((0..own.len()).map(code), count),
            Some(order) => Codes::new(order.iter().map(|&at| code(at as usize)), count),
        };
        let members = with_members.then(|| members(codes.table(), count));
        TextColumn {
            dictionary: Dictionary {
                offsets: dictionary.0.into(),
                bytes: dictionary.1.into(),
            },
            codes,
            members,
            folded: OnceLock::new(),
        }
    }
}

fn members(codes: CodeTable<'_>, texts: usize) -> Members {
    let mut offsets = vec![0u32; texts + 2];
    for element in 0..codes.len() {
        offsets[codes.get(element) as usize] += 1;
    }
    // Those without a text come under 0, which is dropped.
    let absent = offsets[0];
    let mut start = 0;
    for count in &mut offsets[1..] {
        start += std::mem::replace(count, start);
    }
    let mut elements = vec![0u32; codes.len() - absent as usize];
    let mut next = offsets[1..].to_vec();
    for element in 0..codes.len() {
        let code = codes.get(element);
        if code > 0 {
            let place = &mut next[code as usize - 1];
            elements[*place as usize] = element as u32;
            *place += 1;
        }
    }
    let offsets = offsets[1..].to_vec();
    let is_one_each = offsets
        .iter()
        .enumerate()
        .all(|(at, &start)| at as u32 == start);
    Members {
        offsets: (!is_one_each).then(|| offsets.into()),
        elements: elements.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(texts: &[Option<&str>]) -> TextColumn {
        let mut builder = TextBuilder::default();
        texts.iter().for_each(|text| builder.push(*text));
        builder.finish(None, true)
    }

    #[test]
    fn ranks_follow_the_order_of_the_texts() {
        let column = column(&[Some("bob"), None, Some("ada"), Some("bob"), Some("cleo")]);
        let ranks: Vec<_> = (0..5).map(|element| column.rank(element)).collect();
        assert_eq!(ranks, [Some(1), None, Some(0), Some(1), Some(2)]);
        assert_eq!(column.members(1).as_ref(), [0, 3]);
        assert_eq!(column.find("cleo"), Some(2));
        assert_eq!(column.find("b"), None);
        assert_eq!(column.of(2).as_deref(), Some("ada"));
    }

    #[test]
    fn texts_with_a_prefix_are_a_range() {
        let column = column(&[Some("mark"), Some("maria"), Some("nina"), Some("mar")]);
        assert_eq!(column.ranks_with_prefix("mar"), 0..3);
        assert!(column.ranks_with_prefix("z").is_empty());
    }

    #[test]
    fn part_of_a_text_is_not_found_across_two_texts() {
        let column = column(&[Some("Ab"), Some("Ba"), Some("xABx")]);
        assert_eq!(column.ranks_containing("ab", true), [0, 2]);
        assert_eq!(column.ranks_containing("bb", true), [0u32; 0]);
        assert_eq!(column.ranks_containing("Ab", false), [0]);
    }
}

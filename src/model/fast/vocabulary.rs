//! What lists know of words: clusters by meaning, and the tags a word had in training.
//!
//! Words are found by their hash alone, in an open table; two words of one hash share an entry, which at 32 bits
//! happens to a handful.

use crate::model::hash::Hash;

/// The lists of cities and other places, and of their words.
pub(crate) const PLACES: Hash = 1 << 1 | 1 << 2;
/// The lists of nouns and verbs.
pub(crate) const COMMON_WORDS: Hash = 1 << 6 | 1 << 7;

/// The groups of a word; 0 for none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// One of 1,000, from 2.
    pub(crate) cluster: u16,
    /// One of 128, from 2.
    pub(crate) coarse: u16,
    /// A bit for each list of the lexicon that has it, of twelve.
    pub(crate) lists: u16,
}

impl Entry {
    fn unpack(value: u32) -> Self {
        Self {
            cluster: (value & 0x7ff) as u16,
            coarse: (value >> 11 & 0x1ff) as u16,
            lists: (value >> 20) as u16,
        }
    }

    #[cfg(feature = "train")]
    fn pack(self) -> u32 {
        u32::from(self.cluster) | u32::from(self.coarse) << 11 | u32::from(self.lists) << 20
    }
}

/// The lists.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    clusters: Slots,
    classes: Slots,
}

/// Hash → 32-bit value that is not 0, as it lies in the file: four bytes each.
#[derive(Debug)]
struct Slots {
    slots: &'static [[u8; SLOT]],
}

/// Bytes of a place in the table.
const SLOT: usize = 4 + 4;

fn hash_and_value([a, b, c, d, e, f, g, h]: [u8; SLOT]) -> (Hash, u32) {
    (
        u32::from_le_bytes([a, b, c, d]),
        u32::from_le_bytes([e, f, g, h]),
    )
}

impl Vocabulary {
    /// Reads two sections, each a table.
    pub(crate) fn decode(clusters: &'static [u8], classes: &'static [u8]) -> Option<Self> {
        Some(Self {
            clusters: Slots::decode(clusters)?,
            classes: Slots::decode(classes)?,
        })
    }

    /// The sections that [`Self::decode`] reads; of two words with one hash the first counts.
    #[cfg(feature = "train")]
    pub(crate) fn encode(entries: &[(Hash, Entry)], classes: &[(Hash, u32)]) -> [Vec<u8>; 2] {
        let pack = |&(hash, entry): &(Hash, Entry)| (hash, entry.pack());
        let entries: Vec<_> = entries.iter().map(pack).collect();
        [Slots::encode(&entries), Slots::encode(classes)]
    }

    /// The groups of the word with this hash.
    #[inline]
    pub(crate) fn look_up(&self, folded: Hash) -> Entry {
        Entry::unpack(self.clusters.get(folded))
    }

    /// The number of the word's set of tags, of the form as it stands or else of the folded form.
    #[inline]
    pub(crate) fn class(&self, form: Hash, folded: Hash) -> u32 {
        match self.classes.get(form) {
            0 => self.classes.get(folded),
            class => class,
        }
    }
}

impl Slots {
    fn decode(section: &'static [u8]) -> Option<Self> {
        let (slots, rest) = section.as_chunks();
        // A table without a free place would be searched without end.
        let is_open = slots.iter().any(|&slot| hash_and_value(slot).1 == 0);
        (rest.is_empty() && is_open).then_some(Self { slots })
    }

    /// Where the search for a hash begins in a table of `size`.
    #[inline]
    fn start(hash: Hash, size: usize) -> usize {
        ((u64::from(hash) * size as u64) >> 32) as usize
    }

    /// The value of the hash, or 0.
    #[inline]
    fn get(&self, hash: Hash) -> u32 {
        let mut at = Self::start(hash, self.slots.len());
        loop {
            let (found, value) = hash_and_value(self.slots[at]);
            if value == 0 || found == hash {
                return value;
            }
            at = if at + 1 < self.slots.len() { at + 1 } else { 0 };
        }
    }

    /// The section for `pairs`; of two of one hash the first counts.
    #[cfg(feature = "train")]
    fn encode(pairs: &[(Hash, u32)]) -> Vec<u8> {
        // Five of six places are taken.
        let size = pairs.len() / 5 * 6 + 2;
        let mut slots = vec![(0, 0); size];
        for &(hash, value) in pairs.iter().filter(|(_, value)| *value != 0) {
            let mut at = Self::start(hash, size);
            while slots[at].1 != 0 && slots[at].0 != hash {
                at = (at + 1) % size;
            }
            if slots[at].1 == 0 {
                slots[at] = (hash, value);
            }
        }
        let bytes = |(hash, value): (Hash, u32)| [hash.to_le_bytes(), value.to_le_bytes()];
        slots.into_iter().flat_map(bytes).flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_its_hash() {
        // Both begin their search at the second of three places; the first holds none.
        static SECTION: [u8; 24] = [
            0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 128, 7, 0, 0, 0, 6, 0, 0, 128, 9, 0, 0, 0,
        ];
        let slots = Slots::decode(&SECTION).unwrap();
        let middle = 0x8000_0000;
        let found = [5, 6, 7].map(|check| slots.get(middle | check));
        assert_eq!(found, [7, 9, 0]);
        assert_eq!(slots.get(0xffff_0005), 0);
    }

    #[test]
    fn a_table_without_a_free_place_is_refused() {
        assert!(Slots::decode(&[5, 0, 0, 0, 7, 0, 0, 0]).is_none());
        assert!(Slots::decode(&[0; 7]).is_none());
        assert!(Slots::decode(&[0; 8]).is_some());
    }
}

//! What lists know of words: clusters by meaning, and the tags a word had in training.
//!
//! Words are found by their hash alone, in an open table; two words of one hash share an entry, which at 32 bits
//! happens to a handful.

use crate::model::hash::Hash;

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

/// Hash → 32-bit value, in a table at most half full, as it lies in the file: pairs of four bytes each.
#[derive(Debug)]
struct Slots {
    slots: &'static [[[u8; 4]; 2]],
}

impl Vocabulary {
    /// Reads two sections, each a table of pairs of a hash and a value, 4 bytes each.
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
        let (slots, rest) = section.as_chunks().0.as_chunks();
        let is_whole = rest.is_empty() && section.len() == slots.len() * 8;
        // A table without a free place would be searched without end.
        let is_open = slots.iter().any(|slot: &[[u8; 4]; 2]| slot[0] == [0; 4]);
        (is_whole && is_open && slots.len().is_power_of_two()).then_some(Self { slots })
    }

    #[inline]
    fn get(&self, hash: Hash) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let [found, value] = self.slots[at].map(u32::from_le_bytes);
            if found == hash {
                return value;
            }
            if found == 0 {
                return 0;
            }
            at = (at + 1) & mask;
        }
    }

    #[cfg(feature = "train")]
    fn encode(pairs: &[(Hash, u32)]) -> Vec<u8> {
        let size = (pairs.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![(0, 0); size];
        for &(hash, value) in pairs.iter().filter(|(hash, _)| *hash != 0) {
            let mut at = hash as usize & (size - 1);
            while slots[at].0 != 0 && slots[at].0 != hash {
                at = (at + 1) & (size - 1);
            }
            if slots[at].0 == 0 {
                slots[at] = (hash, value);
            }
        }
        let bytes = slots
            .iter()
            .map(|(hash, value)| [hash.to_le_bytes(), value.to_le_bytes()]);
        bytes.flatten().flatten().collect()
    }
}

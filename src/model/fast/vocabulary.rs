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
}

/// The lists.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    clusters: Slots,
    classes: Slots,
}

/// Hash → 32-bit value, in a table at most half full.
#[derive(Debug)]
struct Slots {
    slots: Box<[(Hash, u32)]>,
}

impl Vocabulary {
    /// Reads two sections, each of pairs of a hash and a value, 4 bytes each.
    pub(crate) fn decode(clusters: &[u8], classes: &[u8]) -> Option<Self> {
        Some(Self {
            clusters: Slots::decode(clusters)?,
            classes: Slots::decode(classes)?,
        })
    }

    /// The lists as pairs.
    #[cfg(feature = "train")]
    pub(crate) fn new(clusters: &[(Hash, Entry)], classes: &[(Hash, u32)]) -> Self {
        let value = |entry: Entry| u32::from(entry.cluster) << 16 | u32::from(entry.coarse);
        let clusters: Vec<_> = clusters
            .iter()
            .map(|&(hash, entry)| (hash, value(entry)))
            .collect();
        Self {
            clusters: Slots::new(&clusters),
            classes: Slots::new(classes),
        }
    }

    /// The sections that [`Self::decode`] reads.
    #[cfg(feature = "train")]
    pub(crate) fn encode(&self) -> [Vec<u8>; 2] {
        [self.clusters.encode(), self.classes.encode()]
    }

    /// The clusters of the word with this hash.
    #[inline]
    pub(crate) fn look_up(&self, folded: Hash) -> Entry {
        let value = self.clusters.get(folded);
        Entry {
            cluster: (value >> 16) as u16,
            coarse: value as u16,
        }
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
    fn new(pairs: &[(Hash, u32)]) -> Self {
        let size = (pairs.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![(0, 0); size].into_boxed_slice();
        for &(hash, value) in pairs.iter().filter(|(hash, _)| *hash != 0) {
            let mut at = hash as usize & (size - 1);
            while slots[at].0 != 0 && slots[at].0 != hash {
                at = (at + 1) & (size - 1);
            }
            // The first of two words with one hash is the commoner.
            if slots[at].0 == 0 {
                slots[at] = (hash, value);
            }
        }
        Self { slots }
    }

    #[inline]
    fn get(&self, hash: Hash) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (found, value) = self.slots[at];
            if found == hash {
                return value;
            }
            if found == 0 {
                return 0;
            }
            at = (at + 1) & mask;
        }
    }

    fn decode(section: &[u8]) -> Option<Self> {
        let number = |bytes: &[u8]| u32::from_le_bytes(bytes.try_into().expect("4 of 8 bytes"));
        let pairs: Vec<_> = section
            .chunks_exact(8)
            .map(|pair| (number(&pair[..4]), number(&pair[4..])))
            .collect();
        section.len().is_multiple_of(8).then(|| Self::new(&pairs))
    }

    #[cfg(feature = "train")]
    fn encode(&self) -> Vec<u8> {
        let mut pairs: Vec<_> = self.slots.iter().filter(|(hash, _)| *hash != 0).collect();
        pairs.sort_unstable();
        pairs
            .iter()
            .flat_map(|(hash, value)| [hash.to_le_bytes(), value.to_le_bytes()].concat())
            .collect()
    }
}

//! Hashes of words → the nodes that have them: a few blocks of a file tell who goes by a name.
//!
//! What is hashed is up to whoever makes the directory. Words of one hash are not told apart, so whoever asks has to
//! look at the nodes. Entries lie in buckets by the first bits of their hashes, which are as good as random.

use std::io;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::section::{Blocks, Place, Section, Sink, store};
use crate::value::NodeId;

/// About how many entries a bucket has.
const BUCKET: usize = 16;

/// Nodes by hashes.
#[derive(Debug)]
pub struct Directory {
    /// There are two to the power of this many buckets.
    bits: u32,
    /// Where each bucket begins; one more at the end.
    offsets: Section<u32>,
    /// The hash of each entry, ascending.
    hashes: Section<u32>,
    /// The node of each entry, ascending among those of one hash.
    nodes: Section<u32>,
}

/// Where a directory lies in a file.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct DirectoryLayout {
    bits: u32,
    offsets: Place,
    hashes: Place,
    nodes: Place,
}

impl DirectoryLayout {
    /// Whether there is a bucket for each beginning of a hash, and a node for each hash.
    pub(super) fn is_sound(&self) -> bool {
        self.bits < u32::BITS
            && self.offsets.length == (1 << self.bits) + 1
            && self.hashes.length == self.nodes.length
            && self.hashes.length < u64::from(u32::MAX)
    }
}

impl Directory {
    /// The directory of these entries, in any order.
    ///
    /// # Panics
    /// When there are more than numbers of 32 bits can count.
    pub fn new(mut entries: Vec<(u32, NodeId)>) -> Self {
        entries.sort_unstable();
        entries.dedup();
        assert!(u32::try_from(entries.len()).is_ok(), "too many words");
        let bits = (entries.len() / BUCKET)
            .next_power_of_two()
            .trailing_zeros();
        let mut offsets = vec![0u32; (1 << bits) + 1];
        for (hash, _) in &entries {
            offsets[bucket(*hash, bits) + 1] += 1;
        }
        for at in 1..offsets.len() {
            offsets[at] += offsets[at - 1];
        }
        let (hashes, nodes): (Vec<u32>, Vec<u32>) = entries
            .into_iter()
            .map(|(hash, node)| (hash, node.0))
            .unzip();
        Self {
            bits,
            offsets: offsets.into(),
            hashes: hashes.into(),
            nodes: nodes.into(),
        }
    }

    /// The nodes that something of this hash was entered for, ascending.
    pub fn nodes(&self, hash: u32) -> Vec<NodeId> {
        let bucket = bucket(hash, self.bits);
        let range = match *self.offsets.slice(bucket..bucket + 2) {
            [start, end] => start as usize..end as usize,
            _ => return Vec::new(),
        };
        let nodes = self.nodes.slice(range.clone());
        let hashes = self.hashes.slice(range);
        let entries = hashes.iter().zip(nodes.iter());
        let found = entries.filter(|(own, _)| **own == hash);
        found.map(|(_, &node)| NodeId(node)).collect()
    }

    /// What is wrong with it.
    pub(super) fn problem(&self) -> Option<String> {
        let (offsets, hashes) = (self.offsets.whole(), self.hashes.whole());
        let is_whole = offsets.first() == Some(&0)
            && offsets.is_sorted()
            && offsets
                .last()
                .is_some_and(|&end| end as usize == hashes.len())
            && self.nodes.len() == hashes.len();
        if !is_whole {
            return Some("the buckets do not cover it".to_owned());
        }
        let is_own = |(own, bounds): (usize, &[u32])| {
            let mut hashes = hashes[bounds[0] as usize..bounds[1] as usize].iter();
            hashes.all(|&hash| bucket(hash, self.bits) == own)
        };
        let all = offsets.windows(2).enumerate().all(is_own);
        (!all).then(|| "a word is in the bucket of others".to_owned())
    }

    pub(super) fn store(&self, sink: &mut dyn Sink) -> io::Result<DirectoryLayout> {
        Ok(DirectoryLayout {
            bits: self.bits,
            offsets: store(self.offsets.whole(), sink)?,
            hashes: store(self.hashes.whole(), sink)?,
            nodes: store(self.nodes.whole(), sink)?,
        })
    }

    /// The directory of a file, of a graph with so many nodes.
    pub(super) fn stored(
        layout: &DirectoryLayout,
        blocks: &Arc<dyn Blocks>,
        node_count: usize,
    ) -> Self {
        let count = layout.hashes.length as u32;
        Self {
            bits: layout.bits,
            offsets: Section::stored(blocks, layout.offsets, Some(count.saturating_add(1))),
            hashes: Section::stored(blocks, layout.hashes, None),
            nodes: Section::stored(blocks, layout.nodes, Some(node_count as u32)),
        }
    }
}

fn bucket(hash: u32, bits: u32) -> usize {
    (u64::from(hash) << bits >> u32::BITS) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_found_by_their_hashes() {
        let spread = |number: u32| number.wrapping_mul(0x9e37_79b9);
        let entries = (0..1000).map(|number| (spread(number % 300), NodeId(number)));
        let directory = Directory::new(entries.rev().collect());
        assert_eq!(directory.problem(), None);
        let expected = [7, 307, 607, 907].map(NodeId);
        assert_eq!(directory.nodes(spread(7)), expected);
        assert_eq!(directory.nodes(spread(300)), []);
    }

    #[test]
    fn an_empty_directory_has_nobody() {
        let directory = Directory::new(Vec::new());
        assert_eq!(directory.nodes(u32::MAX), []);
        assert_eq!(directory.problem(), None);
    }
}

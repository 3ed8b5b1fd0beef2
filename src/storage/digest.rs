//! What a file contains, as a number: equal for equal contents, in whatever order they came.

use std::fmt;
use std::io::BufWriter;
use std::str::FromStr;

use serde::Serialize;

use crate::document::{Article, Reading};
use crate::graph::KnowledgeGraph;

/// A number for the contents of a file: the same articles, read in the same way, with the same
/// corrections, have the same digest, whatever the order they were added in.
///
/// It is the sum of the BLAKE3 hashes of the parts, lane by lane, so that a change costs one hash.
/// It tells changes from no change; it is no protection against somebody who wants a collision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Digest([u64; 4]);

impl Digest {
    pub(super) fn add(&mut self, part: blake3::Hash) {
        for (sum, lane) in self.0.iter_mut().zip(lanes(part)) {
            *sum = sum.wrapping_add(lane);
        }
    }

    pub(super) fn remove(&mut self, part: blake3::Hash) {
        for (sum, lane) in self.0.iter_mut().zip(lanes(part)) {
            *sum = sum.wrapping_sub(lane);
        }
    }
}

fn lanes(hash: blake3::Hash) -> [u64; 4] {
    let bytes = hash.as_bytes();
    std::array::from_fn(|lane| {
        let lane = bytes[lane * 8..][..8]
            .try_into()
            .expect("a hash has 32 bytes");
        u64::from_le_bytes(lane)
    })
}

impl fmt::Display for Digest {
    /// 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|lane| write!(f, "{lane:016x}"))
    }
}

impl FromStr for Digest {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() != 64 || !text.is_ascii() {
            return Err(());
        }
        let mut lanes = [0; 4];
        for (index, lane) in lanes.iter_mut().enumerate() {
            let digits = &text[index * 16..][..16];
            *lane = u64::from_str_radix(digits, 16).map_err(|_| ())?;
        }
        Ok(Self(lanes))
    }
}

/// The hash of an article as it was read in.
pub(super) fn of_article(article: &Article) -> blake3::Hash {
    of(article)
}

/// The hash of all that was read in an article.
pub(super) fn of_reading(reading: &Reading) -> blake3::Hash {
    of(reading)
}

/// The hash of a correction.
pub(super) fn of_text(text: &str) -> blake3::Hash {
    blake3::hash(text.as_bytes())
}

/// The hash of a linked graph.
pub(super) fn of_graph(graph: &KnowledgeGraph) -> blake3::Hash {
    of(&(graph.entities(), graph.relations()))
}

/// The hash of a value's JSON, which is never there as a whole.
fn of(value: &impl Serialize) -> blake3::Hash {
    let mut out = BufWriter::with_capacity(1 << 16, blake3::Hasher::new());
    serde_json::to_writer(&mut out, value).expect("there are only texts and numbers in it");
    let hasher = out.into_inner().expect("a hash takes all that is written");
    hasher.finalize()
}

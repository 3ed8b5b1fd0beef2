//! A frozen graph ↔ one file that is opened without being read.
//!
//! The file is a head of fixed size, the sections of the graph one after the other, a hash for every 4 KiB of all
//! that, a hash for every 4 KiB of those hashes, and a table in JSON that says where the sections lie. Numbers are
//! little-endian. The head holds the hash of the last two and is itself hashed; so whatever is read was compared with
//! a hash before, and a question reads only the blocks that it needs. The hashes are XXH3 of 64 bits: against what
//! disks and copies do, not against forgers.
//!
//! `relata import` makes such a file out of tables; beside a graph file of articles such a file is a copy of its
//! graph for speed, which can be deleted and is made anew when it is stale.

mod blocks;
#[cfg(test)]
mod tests;
mod write;

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::StorageError;
use crate::graph::frozen::{Blocks, FrozenGraph, Layout};
use crate::graph::view::GraphView;
use blocks::FileBlocks;

const MAGIC: &[u8; 16] = b"relata graph\r\n\x1a\n";
/// Version 2 adds codes of 8 bits; version 3 relationships in the order of their times, and has smaller blocks and
/// quicker hashes. Earlier ones are still read.
const VERSION: u32 = 3;
/// Bytes of the head: magic, version, size of a block, where the sections end, where the file ends, two hashes.
const HEAD: usize = 64;
const BLOCK: u64 = 4 * 1024;

/// The table after the hashes.
#[derive(Serialize, Deserialize)]
struct Contents {
    /// What the graph was made from; empty if it stands for itself.
    origin: String,
    layout: Layout,
}

/// A graph in a file, open to be read.
#[derive(Debug)]
pub struct Snapshot {
    graph: FrozenGraph,
    origin: String,
    blocks: Arc<FileBlocks>,
}

impl Snapshot {
    /// Whether the file says of itself that it is one.
    pub fn is_snapshot(path: &Path) -> bool {
        blocks::begins_with(path, MAGIC)
    }

    /// Writes a graph to a file, which is there in whole afterwards or not at all. `origin` is what it was made from.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(path: &Path, graph: &FrozenGraph, origin: &str) -> Result<(), StorageError> {
        write::write(path, graph, origin)
    }

    /// Opens a file. Sections are read, and compared with their hashes, when a question needs them.
    ///
    /// # Errors
    /// When it is missing, something else, of a later version, cut short, or its tables are damaged.
    pub fn open(path: &Path) -> Result<Self, StorageError> {
        let (blocks, contents) = FileBlocks::open(path)?;
        let damaged = || StorageError::Damaged {
            path: path.to_owned(),
            what: "the table of its sections makes no sense".to_owned(),
        };
        let contents: Contents = serde_json::from_slice(&contents).map_err(|_| damaged())?;
        let blocks = Arc::new(blocks);
        let of_graph: Arc<dyn Blocks> = blocks.clone();
        let graph = FrozenGraph::stored(contents.layout, &of_graph).ok_or_else(damaged)?;
        Ok(Self {
            graph,
            origin: contents.origin,
            blocks,
        })
    }

    /// The graph.
    pub fn graph(&self) -> &FrozenGraph {
        &self.graph
    }

    /// What the graph was made from.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What is wrong with the file, a line each: every byte is compared with its hash, every table with the others.
    pub fn problems(&self) -> Vec<String> {
        let damage = self.blocks.damage();
        if !damage.is_empty() {
            let part =
                |(first, last)| format!("bytes {first} to {last} are not as they were written");
            return damage.into_iter().map(part).collect();
        }
        let mut problems = self.graph.problems();
        if problems.is_empty() && self.graph.is_damaged() {
            problems.push("a number in a table leads outside of another".to_owned());
        }
        problems
    }

    /// The graph alone; [`GraphView::is_damaged`](crate::graph::view::GraphView::is_damaged) tells of damage.
    pub fn into_graph(self) -> FrozenGraph {
        self.graph
    }
}

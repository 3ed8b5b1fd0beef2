//! The relationships at each node in one direction, as a compressed sparse row: sorted by type, then by the node at
//! the other end, so that those of one type are one slice, and those between two nodes are found by halving.

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::section::{Blocks, Place, Section, Sink, store};

/// One direction of a graph.
#[derive(Debug)]
pub struct Adjacency {
    /// Where the relationships of each node begin; one more than there are nodes.
    offsets: Section<u32>,
    types: Section<u32>,
    /// The node at the other end.
    nodes: Section<u32>,
    /// The numbers of the relationships; their own positions if `None`.
    relationships: Option<Section<u32>>,
}

/// Where the parts of an adjacency lie in a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AdjacencyLayout {
    offsets: Place,
    types: Place,
    nodes: Place,
    relationships: Option<Place>,
}

impl Adjacency {
    /// Sorts relationships: `own` is the node they lie at, `other` the other end. Gives their order.
    ///
    /// # Panics
    /// If a node is not less than `node_count`, or the lists are of different lengths.
    pub(super) fn sorted(
        node_count: usize,
        own: &[u32],
        types: &[u32],
        other: &[u32],
    ) -> (Self, Vec<u32>) {
        let mut offsets = vec![0u32; node_count + 1];
        for &node in own {
            offsets[node as usize + 1] += 1;
        }
        for at in 0..node_count {
            offsets[at + 1] += offsets[at];
        }
        // What a row is sorted by goes along with the position, so that nothing is fetched from all over the lists.
        let mut next: Vec<u32> = offsets[..node_count].to_vec();
        let mut rows = vec![(0u64, 0u32); own.len()];
        let others = types.iter().zip(other);
        for (position, (&node, (&kind, &other))) in own.iter().zip(others).enumerate() {
            let place = &mut next[node as usize];
            rows[*place as usize] = (u64::from(kind) << 32 | u64::from(other), position as u32);
            *place += 1;
        }
        drop(next);
        for bounds in offsets.windows(2) {
            rows[bounds[0] as usize..bounds[1] as usize].sort_unstable();
        }
        let types: Vec<u32> = rows.iter().map(|(key, _)| (key >> 32) as u32).collect();
        let nodes: Vec<u32> = rows.iter().map(|(key, _)| *key as u32).collect();
        let order = rows.iter().map(|(_, position)| *position).collect();
        let adjacency = Self {
            offsets: offsets.into(),
            types: types.into(),
            nodes: nodes.into(),
            relationships: None,
        };
        (adjacency, order)
    }

    /// The same adjacency, whose relationships have these numbers.
    pub(super) fn numbered(mut self, relationships: Vec<u32>) -> Self {
        self.relationships = Some(relationships.into());
        self
    }

    /// Where the relationships of a node are.
    #[inline]
    pub fn row(&self, node: u32) -> Range<usize> {
        let at = node as usize;
        let bounds = self.offsets.slice(at..at + 2);
        match bounds[..] {
            [start, end] => start as usize..end.max(start) as usize,
            _ => 0..0,
        }
    }

    /// Where the relationships of a node that have one type are.
    #[inline]
    pub fn row_of_type(&self, node: u32, relationship_type: u32) -> Range<usize> {
        let row = self.row(node);
        let types = self.types.slice(row.clone());
        let start = types.partition_point(|&own| own < relationship_type);
        let end = start + types[start..].partition_point(|&own| own == relationship_type);
        row.start + start..row.start + end
    }

    /// The nodes at the other ends.
    #[inline]
    pub fn nodes(&self, range: Range<usize>) -> Cow<'_, [u32]> {
        self.nodes.slice(range)
    }

    /// The types.
    #[inline]
    pub fn types(&self, range: Range<usize>) -> Cow<'_, [u32]> {
        self.types.slice(range)
    }

    /// The number of the relationship at a position.
    #[inline]
    pub fn relationship(&self, position: usize) -> u32 {
        match &self.relationships {
            None => position as u32,
            Some(relationships) => relationships.get(position),
        }
    }

    /// The numbers of the relationships in a range, if they are not the positions themselves.
    #[inline]
    pub fn relationships(&self, range: Range<usize>) -> Option<Cow<'_, [u32]>> {
        self.relationships
            .as_ref()
            .map(|relationships| relationships.slice(range))
    }

    /// All offsets, types and nodes; reads them if need be.
    pub fn whole(&self) -> (&[u32], &[u32], &[u32]) {
        (self.offsets.whole(), self.types.whole(), self.nodes.whole())
    }

    /// All offsets; reads them if need be.
    pub fn offsets(&self) -> &[u32] {
        self.offsets.whole()
    }

    pub(super) fn store(&self, sink: &mut dyn Sink) -> io::Result<AdjacencyLayout> {
        Ok(AdjacencyLayout {
            offsets: store(self.offsets.whole(), sink)?,
            types: store(self.types.whole(), sink)?,
            nodes: store(self.nodes.whole(), sink)?,
            relationships: match &self.relationships {
                Some(relationships) => Some(store(relationships.whole(), sink)?),
                None => None,
            },
        })
    }

    /// The adjacency of a file; `counts` are those of nodes, types and relationships.
    pub(super) fn stored(
        layout: &AdjacencyLayout,
        blocks: &Arc<dyn Blocks>,
        counts: [usize; 3],
    ) -> Self {
        let [nodes, types, relationships] = counts.map(|count| count as u32);
        Self {
            offsets: Section::stored(blocks, layout.offsets, relationships.checked_add(1)),
            types: Section::stored(blocks, layout.types, Some(types)),
            nodes: Section::stored(blocks, layout.nodes, Some(nodes)),
            relationships: layout
                .relationships
                .map(|place| Section::stored(blocks, place, Some(relationships))),
        }
    }
}

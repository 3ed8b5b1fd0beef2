//! petgraph's `visit` traits, so that its algorithms run over the compressed rows.

use std::ops::Range;

use petgraph::Direction as Way;
use petgraph::visit::{
    GraphBase, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, NodeCount, NodeIndexable,
    VisitMap, Visitable,
};

use super::FrozenGraph;

/// Which nodes an algorithm has seen.
#[derive(Debug, Clone, Default)]
pub struct Seen(Vec<bool>);

impl VisitMap<u32> for Seen {
    fn visit(&mut self, node: u32) -> bool {
        !std::mem::replace(&mut self.0[node as usize], true)
    }

    fn is_visited(&self, node: &u32) -> bool {
        self.0[*node as usize]
    }

    fn unvisit(&mut self, node: u32) -> bool {
        std::mem::take(&mut self.0[node as usize])
    }
}

impl GraphBase for FrozenGraph {
    type EdgeId = u32;
    type NodeId = u32;
}

impl Visitable for FrozenGraph {
    type Map = Seen;

    fn visit_map(&self) -> Seen {
        Seen(vec![false; self.labels.node_count()])
    }

    fn reset_map(&self, map: &mut Seen) {
        map.0.clear();
        map.0.resize(self.labels.node_count(), false);
    }
}

impl NodeCount for FrozenGraph {
    fn node_count(&self) -> usize {
        self.labels.node_count()
    }
}

impl NodeIndexable for FrozenGraph {
    fn node_bound(&self) -> usize {
        self.labels.node_count()
    }

    fn to_index(&self, node: u32) -> usize {
        node as usize
    }

    fn from_index(&self, index: usize) -> u32 {
        index as u32
    }
}

impl IntoNodeIdentifiers for &FrozenGraph {
    type NodeIdentifiers = Range<u32>;

    fn node_identifiers(self) -> Range<u32> {
        0..self.labels.node_count() as u32
    }
}

/// The nodes of one row.
pub type Row<'g> = std::iter::Copied<std::slice::Iter<'g, u32>>;

impl<'g> IntoNeighbors for &'g FrozenGraph {
    type Neighbors = Row<'g>;

    fn neighbors(self, node: u32) -> Row<'g> {
        self.neighbors_directed(node, Way::Outgoing)
    }
}

impl<'g> IntoNeighborsDirected for &'g FrozenGraph {
    type NeighborsDirected = Row<'g>;

    fn neighbors_directed(self, node: u32, way: Way) -> Row<'g> {
        let adjacency = match way {
            Way::Outgoing => &self.outgoing,
            Way::Incoming => &self.incoming,
        };
        let (_, _, nodes) = adjacency.whole();
        nodes[adjacency.row(node)].iter().copied()
    }
}

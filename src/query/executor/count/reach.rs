//! The nodes that are reached over any number of steps.

use super::neighbours::Neighbours;
use crate::graph::frozen::FrozenGraph;
use crate::graph::view::GraphView;
use crate::query::plan::CountExpand;

/// The nodes that were reached, and room for it.
#[derive(Default)]
pub(super) struct Reached {
    seen: Vec<u64>,
    pub(super) nodes: Vec<u32>,
}

impl Reached {
    /// Breadth first, each node once.
    pub(super) fn reach(
        &mut self,
        expand: &CountExpand,
        from: u32,
        with_start: bool,
        maximum: u64,
        graph: &FrozenGraph,
    ) {
        let adjacency = graph.adjacency(expand.direction);
        let neighbours = Neighbours::ByType(adjacency, expand.types.as_deref());
        let Self { seen, nodes } = self;
        seen.resize(graph.node_count().div_ceil(64), 0);
        for node in nodes.drain(..) {
            seen[node as usize / 64] = 0;
        }
        let mut begin = 0;
        if with_start {
            seen[from as usize / 64] |= 1 << (from % 64);
            nodes.push(from);
            begin = 1;
        }
        let mut depth = 0;
        let mut frontier = vec![from];
        while !frontier.is_empty() && depth < maximum {
            depth += 1;
            for &node in &frontier {
                let _ = neighbours.visit(node, |others| {
                    for &other in others {
                        let (word, bit) = (&mut seen[other as usize / 64], 1 << (other % 64));
                        if *word & bit == 0 {
                            *word |= bit;
                            nodes.push(other);
                        }
                    }
                    Ok(())
                });
            }
            frontier.clear();
            frontier.extend_from_slice(&nodes[begin..]);
            begin = nodes.len();
        }
    }
}

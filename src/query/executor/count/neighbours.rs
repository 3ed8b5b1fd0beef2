//! The nodes at the other ends of a node's relationships, wherever they are read from.

use super::gathered::Gathered;
use crate::graph::frozen::Adjacency;
use crate::graph::view::TypeId;
use crate::query::runtime_error::Evaluation;

/// Which nodes are one step away from a node, once for each relationship.
#[derive(Clone, Copy)]
pub(super) enum Neighbours<'a> {
    /// In one row, ascending.
    Gathered(&'a Gathered),
    /// In one row for each type, or in one of all types.
    ByType(&'a Adjacency, Option<&'a [TypeId]>),
}

impl Neighbours<'_> {
    /// Shows those of a node in pieces.
    #[inline]
    pub(super) fn visit(
        self,
        node: u32,
        mut show: impl FnMut(&[u32]) -> Evaluation<()>,
    ) -> Evaluation<()> {
        match self {
            Self::Gathered(gathered) => show(gathered.row(node)),
            Self::ByType(adjacency, None) => show(&adjacency.nodes(adjacency.row(node))),
            Self::ByType(adjacency, Some(types)) => types
                .iter()
                .try_for_each(|own| show(&adjacency.nodes(adjacency.row_of_type(node, own.0)))),
        }
    }

    /// How many a node has.
    pub(super) fn count(self, node: u32) -> usize {
        match self {
            Self::Gathered(gathered) => gathered.row(node).len(),
            Self::ByType(adjacency, None) => adjacency.row(node).len(),
            Self::ByType(adjacency, Some(types)) => types
                .iter()
                .map(|own| adjacency.row_of_type(node, own.0).len())
                .sum(),
        }
    }

    /// How many times a node is among those of another.
    pub(super) fn number(self, from: u32, to: u32) -> u64 {
        // Sorted by type first, so that all are looked at where there are several.
        let is_sorted = !matches!(self, Self::ByType(_, None));
        let mut number = 0;
        let _ = self.visit(from, |nodes| {
            number += if is_sorted {
                let first = nodes.partition_point(|&node| node < to);
                nodes[first..]
                    .iter()
                    .take_while(|&&node| node == to)
                    .count()
            } else {
                nodes.iter().filter(|&&node| node == to).count()
            };
            Ok(())
        });
        number as u64
    }
}

//! How many relationships lead from one node to another: for a node that is asked about again and again, all of its
//! neighbours are marked with their numbers once.

use crate::graph::frozen::Adjacency;
use crate::graph::view::TypeId;

/// The marks of one step.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The node that was asked about last, and how often.
    asked: Option<(u32, usize)>,
    /// How many marks that node has.
    cost: usize,
    /// Whether the marks are those of that node.
    are_set: bool,
    numbers: Vec<u32>,
    /// Which marks are not zero.
    touched: Vec<u32>,
}

impl Marks {
    /// The marks of a node that will be asked about so many times now, if that is worth setting them.
    pub(super) fn of(
        &mut self,
        adjacency: &Adjacency,
        types: Option<&[TypeId]>,
        from: u32,
        uses: usize,
    ) -> Option<&[u32]> {
        let before = match self.asked {
            Some((node, before)) if node == from => before,
            _ => {
                self.are_set = false;
                self.cost = match types {
                    Some(types) => types
                        .iter()
                        .map(|own| adjacency.row_of_type(from, own.0).len())
                        .sum(),
                    None => adjacency.row(from).len(),
                };
                0
            }
        };
        self.asked = Some((from, before + uses));
        // Marking costs as much as some look-ups.
        if !self.are_set && (before + uses) * 8 > self.cost {
            self.set(adjacency, types, from);
        }
        self.are_set.then_some(self.numbers.as_slice())
    }

    /// The number of relationships of some types between two nodes.
    pub(super) fn number(
        &mut self,
        adjacency: &Adjacency,
        types: Option<&[TypeId]>,
        from: u32,
        to: u32,
    ) -> u64 {
        if let Some(marks) = self.of(adjacency, types, from, 1) {
            return u64::from(marks[to as usize]);
        }
        let among = |range| {
            let nodes = adjacency.nodes(range);
            let first = nodes.partition_point(|&node| node < to);
            nodes[first..].partition_point(|&node| node == to) as u64
        };
        if let Some(types) = types {
            let of_types = types.iter();
            return of_types
                .map(|own| among(adjacency.row_of_type(from, own.0)))
                .sum();
        }
        // Sorted by type first, so that all are looked at.
        let nodes = adjacency.nodes(adjacency.row(from));
        nodes.iter().filter(|&&node| node == to).count() as u64
    }

    fn set(&mut self, adjacency: &Adjacency, types: Option<&[TypeId]>, from: u32) {
        let count = adjacency.offsets().len();
        self.numbers.resize(count, 0);
        for node in self.touched.drain(..) {
            self.numbers[node as usize] = 0;
        }
        let mut mark = |range| {
            for &node in adjacency.nodes(range).iter() {
                self.numbers[node as usize] += 1;
                self.touched.push(node);
            }
        };
        match types {
            Some(types) => types
                .iter()
                .for_each(|own| mark(adjacency.row_of_type(from, own.0))),
            None => mark(adjacency.row(from)),
        }
        self.are_set = true;
    }
}

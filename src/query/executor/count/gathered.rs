//! The relationships of some types in one direction, gathered in a table of their own: each node's in one row,
//! ascending by the node at the other end.
//!
//! In the tables of the graph the relationships of each type are looked for among all of a node; that is quicker for a
//! few nodes. So they are gathered once what was spent on looking for them is what gathering them takes.

use std::cell::{Cell, OnceCell};

use super::Walk;
use super::neighbours::Neighbours;
use crate::graph::frozen::FrozenGraph;
use crate::graph::view::{Direction, GraphView, TypeId};
use crate::query::plan::{Bind, CountExpand};

/// A table that may come to be.
pub(super) struct Table<'p> {
    direction: Direction,
    types: Option<&'p [TypeId]>,
    /// What is still to be spent before it is made; one is some ten nanoseconds.
    price: Cell<usize>,
    gathered: OnceCell<Gathered>,
}

/// Where the row of each node begins, and the rows.
pub(super) struct Gathered {
    offsets: Vec<u32>,
    nodes: Vec<u32>,
}

/// The tables for a step, outgoing and incoming, where it has types and leads to nodes alone.
pub(super) fn of_bind<'p>(
    bind: &'p Bind,
    graph: &FrozenGraph,
    tables: &mut Vec<Table<'p>>,
) -> [Option<usize>; 2] {
    let expand = match bind {
        Bind::Step(expand) | Bind::Into(expand) if !expand.needs_relationship => expand,
        _ => return [None, None],
    };
    [Direction::Outgoing, Direction::Incoming].map(|way| {
        let goes = expand.direction == way || expand.direction == Direction::Both;
        (goes && expand.types.is_some()).then(|| table(expand, way, graph, tables))
    })
}

/// The number of the table for a step in one direction.
pub(super) fn table<'p>(
    expand: &'p CountExpand,
    direction: Direction,
    graph: &FrozenGraph,
    tables: &mut Vec<Table<'p>>,
) -> usize {
    let types = expand.types.as_deref();
    let is_it = |table: &Table<'_>| table.direction == direction && table.types == types;
    if let Some(at) = tables.iter().position(is_it) {
        return at;
    }
    let relationships = match types {
        Some(types) => types.iter().map(|own| graph.type_count(*own)).sum(),
        // All of them, which have to be sorted.
        None => graph.relationship_count() * 4,
    };
    tables.push(Table {
        direction,
        types,
        price: Cell::new(relationships + relationships / 2 + graph.node_count() / 16),
        gathered: OnceCell::new(),
    });
    tables.len() - 1
}

impl<'p> Table<'p> {
    /// The table, if it was made by now.
    #[inline]
    pub(super) fn gathered(&self) -> Option<&Gathered> {
        self.gathered.get()
    }

    /// The table, if it is worth making when so much more is spent without it.
    #[inline]
    pub(super) fn spend(&self, cost: usize, graph: &FrozenGraph) -> Option<&Gathered> {
        if let Some(gathered) = self.gathered.get() {
            return Some(gathered);
        }
        let price = self.price.get();
        self.price.set(price.saturating_sub(cost));
        (price <= cost).then(|| {
            self.gathered
                .get_or_init(|| Gathered::new(self.direction, self.types, graph))
        })
    }

    /// What looking for the row of one node costs without it.
    fn cost_of_row(&self) -> usize {
        4 * self.types.map_or(1, <[TypeId]>::len)
    }

    /// Whether it is a table of all relationships.
    pub(super) fn is_of_any_type(&self) -> bool {
        self.types.is_none()
    }

    /// How many relationships of any type a node has in this direction.
    pub(super) fn degree(&self, node: u32, graph: &FrozenGraph) -> usize {
        graph.adjacency(self.direction).row(node).len()
    }

    /// The neighbours, from the table where it is worth it.
    #[inline]
    pub(super) fn neighbours<'a>(&'a self, graph: &'a FrozenGraph) -> Neighbours<'a>
    where
        'p: 'a,
    {
        match self.spend(self.cost_of_row(), graph) {
            Some(gathered) => Neighbours::Gathered(gathered),
            None => Neighbours::ByType(graph.adjacency(self.direction), self.types),
        }
    }
}

impl Gathered {
    fn new(direction: Direction, types: Option<&[TypeId]>, graph: &FrozenGraph) -> Self {
        let numbers = match types {
            Some(types) => ascending(types, graph),
            None => (0..graph.relationship_count() as u32).collect(),
        };
        let (starts, (_, _, ends)) = (graph.starts(), graph.outgoing().whole());
        let (own, other) = match direction {
            Direction::Incoming => (ends, starts),
            _ => (starts, ends),
        };
        let mut offsets = vec![0u32; graph.node_count() + 2];
        for &number in &numbers {
            offsets[own[number as usize] as usize + 2] += 1;
        }
        for at in 2..offsets.len() {
            offsets[at] += offsets[at - 1];
        }
        // While rows are filled, each begins where the next one will.
        let mut nodes = vec![0; numbers.len()];
        for &number in &numbers {
            let place = &mut offsets[own[number as usize] as usize + 1];
            nodes[*place as usize] = other[number as usize];
            *place += 1;
        }
        offsets.pop();
        // Numbers ascend by start; those of one start by type, and only then by end.
        let is_sorted = direction == Direction::Incoming || types.is_some_and(|own| own.len() < 2);
        if !is_sorted {
            for bounds in offsets.windows(2) {
                nodes[bounds[0] as usize..bounds[1] as usize].sort_unstable();
            }
        }
        Self { offsets, nodes }
    }

    /// The neighbours of a node, ascending.
    #[inline]
    pub(super) fn row(&self, node: u32) -> &[u32] {
        let at = node as usize;
        &self.nodes[self.offsets[at] as usize..self.offsets[at + 1] as usize]
    }
}

/// The numbers of the relationships of some types.
#[allow(clippy::stable_sort_primitive)] // A few lists that ascend are merged, which is what the stable one is good at.
pub(super) fn ascending(types: &[TypeId], graph: &FrozenGraph) -> Vec<u32> {
    let mut numbers = Vec::new();
    for own in types {
        numbers.extend_from_slice(graph.relationships_of_type(*own));
    }
    if types.len() > 1 {
        numbers.sort();
    }
    numbers
}

impl Walk<'_, '_> {
    /// What the second step will be asked for is known before, where the first one has no conditions.
    pub(super) fn foresee(&self) {
        let [first, second, ..] = self.steps else {
            return;
        };
        if !first.tests.is_empty() || first.candidates.is_some() {
            return;
        }
        let visits = match first.bind {
            Bind::Relationships { types: None, .. } if first.span.is_none() => {
                self.graph.relationship_count()
            }
            Bind::Relationships {
                types: Some(types), ..
            } => types.iter().map(|own| self.graph.type_count(*own)).sum(),
            _ => return,
        };
        let arms = second.met.iter().flat_map(|met| &met.arms);
        let arms = arms.map(|arm| arm.table);
        let tables = second.tables.iter().copied().flatten();
        for table in tables.chain(arms) {
            let table = &self.tables[table];
            table.spend(visits * table.cost_of_row(), self.graph);
        }
    }
}

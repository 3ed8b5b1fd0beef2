//! Steps from a bound node: to any node, or to one that is bound too.

use std::ops::Range;

use super::Walk;
use super::neighbours::Neighbours;
use super::test::passes;
use crate::graph::frozen::Adjacency;
use crate::graph::view::{Direction, GraphView, TypeId};
use crate::query::plan::{CountExpand, Slot};
use crate::query::runtime_error::Evaluation;

/// Shows where the relationships of a node are, in one piece for each type.
fn visit_rows(
    adjacency: &Adjacency,
    node: u32,
    types: Option<&[TypeId]>,
    mut show: impl FnMut(Range<usize>) -> Evaluation<()>,
) -> Evaluation<()> {
    match types {
        None => show(adjacency.row(node)),
        Some(types) => types
            .iter()
            .try_for_each(|own| show(adjacency.row_of_type(node, own.0))),
    }
}

impl<'w> Walk<'w, '_> {
    pub(super) fn walk_step(
        &mut self,
        expand: &'w CountExpand,
        direction: Direction,
        skips_loops: bool,
        at: usize,
    ) -> Evaluation<()> {
        if expand.needs_relationship {
            return self.walk_positions(expand, direction, skips_loops, at);
        }
        let step = &self.steps[at];
        let from = self.registers[expand.from];
        let neighbours = self.neighbours(expand, direction, at);
        let mut taken = self.taken_from(expand, direction);
        if step.is_only_counted && !skips_loops {
            let left = neighbours.count(from).saturating_sub(taken.len());
            self.add(left as u64);
            return Ok(());
        }
        if at + 1 == self.steps.len() && !skips_loops && taken.is_empty() {
            return neighbours.visit(from, |nodes| {
                for &node in nodes {
                    self.registers[expand.to] = node;
                    if passes(&step.tests, &self.registers) {
                        self.add(1);
                    }
                }
                Ok(())
            });
        }
        neighbours.visit(from, |nodes| {
            for &node in nodes {
                if skips_loops && node == from {
                    continue;
                }
                if let Some(place) = taken.iter().position(|own| *own == node) {
                    taken.swap_remove(place);
                    continue;
                }
                self.registers[expand.to] = node;
                self.go_on(at)?;
            }
            Ok(())
        })
    }

    /// A step whose relationships are looked at.
    fn walk_positions(
        &mut self,
        expand: &CountExpand,
        direction: Direction,
        skips_loops: bool,
        at: usize,
    ) -> Evaluation<()> {
        let adjacency = self.graph.adjacency(direction);
        let from = self.registers[expand.from];
        visit_rows(adjacency, from, expand.types.as_deref(), |range| {
            let nodes = adjacency.nodes(range.clone());
            for (position, &node) in range.zip(nodes.iter()) {
                if skips_loops && node == from {
                    continue;
                }
                self.registers[expand.to] = node;
                self.registers[expand.relationship] = adjacency.relationship(position);
                self.go_on(at)?;
            }
            Ok(())
        })
    }

    /// The relationships between two nodes: found one by one where each is wanted, else their number.
    pub(super) fn walk_into(&mut self, expand: &'w CountExpand, at: usize) -> Evaluation<()> {
        let (from, to) = (self.registers[expand.from], self.registers[expand.to]);
        if self.steps[at].tests.is_empty() && !expand.needs_relationship {
            let neighbours = self.neighbours(expand, expand.direction, at);
            let nodes = self.graph.node_count();
            let marks = &mut self.rooms[at].marks;
            let number = marks.number(neighbours, from, to, nodes);
            let taken = self.taken_between(&expand.taken, expand.direction, from, to);
            return self.walk_weighted(at + 1, number.saturating_sub(taken));
        }
        let adjacency = self.graph.adjacency(expand.direction);
        visit_rows(adjacency, from, expand.types.as_deref(), |range| {
            let nodes = adjacency.nodes(range.clone());
            for (position, &node) in range.zip(nodes.iter()) {
                if node == to {
                    self.registers[expand.relationship] = adjacency.relationship(position);
                    self.go_on(at)?;
                }
            }
            Ok(())
        })
    }

    /// Where the earlier relationships lead that a step from a node must not be.
    fn taken_from(&self, expand: &CountExpand, direction: Direction) -> Vec<u32> {
        let ends = expand.taken.iter().map(|&(start, end)| match direction {
            Direction::Incoming => (end, start),
            _ => (start, end),
        });
        let from = self.registers[expand.from];
        let ends = ends.filter(|(near, _)| self.registers[*near] == from);
        ends.map(|(_, far)| self.registers[far]).collect()
    }

    /// How many of the earlier relationships lie between two nodes.
    pub(super) fn taken_between(
        &self,
        taken: &[(Slot, Slot)],
        direction: Direction,
        from: u32,
        to: u32,
    ) -> u64 {
        let ends = match direction {
            Direction::Incoming => (to, from),
            _ => (from, to),
        };
        let same = taken
            .iter()
            .filter(|(start, end)| (self.registers[*start], self.registers[*end]) == ends);
        same.count() as u64
    }

    fn neighbours(
        &self,
        expand: &'w CountExpand,
        direction: Direction,
        at: usize,
    ) -> Neighbours<'w> {
        let way = usize::from(direction == Direction::Incoming);
        let Some(table) = self.steps[at].tables[way] else {
            let types = expand.types.as_deref();
            return Neighbours::ByType(self.graph.adjacency(direction), types);
        };
        self.tables[table].neighbours(self.graph)
    }
}

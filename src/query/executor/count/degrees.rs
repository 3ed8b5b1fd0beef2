//! Nodes from which a step is only counted: how many relationships each has is the difference of two offsets.
//!
//! `MATCH (n)--(m) RETURN n.name, count(*) AS d ORDER BY d DESC LIMIT 10`: where only the largest are wanted, nearly
//! all nodes have too few, and are not looked at any further.

use std::cmp::Reverse;

use super::sink::Wanted;
use super::test::passes;
use super::{Step, Walk};
use crate::graph::frozen::FrozenGraph;
use crate::graph::view::{Direction, GraphView};
use crate::query::plan::{Bind, Slot};

/// The numbers of relationships of nodes.
pub(super) struct Degrees<'g> {
    offsets: [Option<&'g [u32]>; 2],
    nodes: u32,
}

impl<'g> Degrees<'g> {
    /// Those that the last step, if it is the only one left, asks for.
    pub(super) fn of(slot: Slot, rest: &[Step<'_>], graph: &'g FrozenGraph) -> Option<Self> {
        let [last] = rest else { return None };
        let Bind::Step(expand) = last.bind else {
            return None;
        };
        let is_both = expand.direction == Direction::Both;
        let is_plain = last.is_only_counted && expand.types.is_none() && expand.from == slot;
        if !is_plain || (is_both && graph.loop_count() > 0) {
            return None;
        }
        let (outgoing, incoming) = (graph.outgoing(), graph.incoming());
        let has = |way| is_both || expand.direction == way;
        Some(Self {
            offsets: [
                has(Direction::Outgoing).then(|| outgoing.offsets()),
                has(Direction::Incoming).then(|| incoming.offsets()),
            ],
            nodes: graph.node_count() as u32,
        })
    }

    /// Shows the nodes, all or those of a list, that have `least` or more; what `show` answers is the least from then
    /// on.
    fn visit(&self, listed: Option<&[u32]>, least: u64, mut show: impl FnMut(u32, u64) -> u64) {
        let Some(listed) = listed else {
            return self.visit_all(least, show);
        };
        let mut least = least;
        for &node in listed {
            let number = self.of_node(node);
            if number >= least {
                least = show(node, number);
            }
        }
    }

    fn visit_all(&self, mut least: u64, mut show: impl FnMut(u32, u64) -> u64) {
        let mut numbers = [0u32; 256];
        for first in (0..self.nodes).step_by(numbers.len()) {
            let numbers = &mut numbers[..((self.nodes - first) as usize).min(256)];
            numbers.fill(0);
            for offsets in self.offsets.iter().flatten() {
                // Without branches, so that many are done at once.
                let bounds = offsets[first as usize..].windows(2);
                for (number, bounds) in numbers.iter_mut().zip(bounds) {
                    *number += bounds[1].saturating_sub(bounds[0]);
                }
            }
            let most = numbers.iter().copied().max().unwrap_or_default();
            if u64::from(most) < least {
                continue;
            }
            for (node, &number) in (first..).zip(numbers.iter()) {
                if u64::from(number) >= least {
                    least = show(node, u64::from(number));
                }
            }
        }
    }

    fn of_node(&self, node: u32) -> u64 {
        let at = node as usize;
        let degree = |offsets: &[u32]| u64::from(offsets[at + 1].saturating_sub(offsets[at]));
        let offsets = self.offsets.iter().flatten();
        offsets.map(|offsets| degree(offsets)).sum()
    }
}

/// The smallest of so many largest numbers of different groups.
struct Largest {
    wanted: usize,
    /// The largest that were seen and their groups, and some more.
    seen: Vec<(u64, u32)>,
    least: u64,
}

impl Largest {
    fn new(wanted: usize) -> Self {
        Self {
            wanted,
            seen: Vec::new(),
            least: 1,
        }
    }

    /// Another number, of a group that has no less than that; what no group that is wanted has less than.
    fn see(&mut self, number: u64, group: u32) -> u64 {
        self.seen.push((number, group));
        if self.seen.len() >= 2 * self.wanted + 64 {
            self.cut();
        }
        self.least
    }

    fn cut(&mut self) {
        // Of each group the largest.
        self.seen
            .sort_unstable_by_key(|&(number, group)| (group, Reverse(number)));
        self.seen.dedup_by_key(|(_, group)| *group);
        self.seen.sort_unstable_by_key(|&seen| Reverse(seen));
        self.seen.truncate(self.wanted);
        if let Some((number, _)) = self.seen.get(self.wanted - 1) {
            self.least = *number;
        }
    }
}

impl Walk<'_, '_> {
    /// Counts the relationships of nodes that have a register of their own.
    pub(super) fn add_degrees(
        &mut self,
        slot: Slot,
        listed: Option<&[u32]>,
        degrees: &Degrees<'_>,
        at: usize,
    ) {
        // What is counted for a text is known at once in the first step alone.
        let wanted = self.sink.wanted().filter(|_| at == 0);
        // Others of the same text may not be in the list.
        let wanted = wanted.filter(|wanted| listed.is_none() || wanted.widest == 1);
        let Some(wanted) = wanted else {
            degrees.visit(listed, 1, |node, degree| {
                self.add_degree(slot, node, degree, at);
                1
            });
            return;
        };
        let least = self.least_degree(slot, listed, degrees, &wanted, at);
        degrees.visit(listed, least, |node, degree| {
            if wanted.widest == 1 {
                self.add_degree(slot, node, degree, at);
            } else if !self.sink.has_counted(node) {
                for &member in wanted.members(node).iter() {
                    self.add_degree(slot, member, degrees.of_node(member), at);
                }
            }
            least
        });
    }

    #[inline]
    fn add_degree(&mut self, slot: Slot, node: u32, degree: u64, at: usize) {
        self.registers[slot] = node;
        if passes(&self.steps[at].tests, &self.registers) {
            self.add(degree);
        }
    }

    /// Every text that is wanted has a node with at least so many relationships.
    fn least_degree(
        &mut self,
        slot: Slot,
        listed: Option<&[u32]>,
        degrees: &Degrees<'_>,
        wanted: &Wanted<'_>,
        at: usize,
    ) -> u64 {
        let mut largest = Largest::new(wanted.top);
        degrees.visit(listed, 1, |node, degree| {
            self.registers[slot] = node;
            if passes(&self.steps[at].tests, &self.registers) {
                largest.see(degree, wanted.group(node));
            }
            largest.least
        });
        largest.cut();
        largest.least.div_ceil(wanted.widest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn least(wanted: usize, seen: impl IntoIterator<Item = (u64, u32)>) -> u64 {
        let mut largest = Largest::new(wanted);
        for (number, group) in seen {
            largest.see(number, group);
        }
        largest.cut();
        largest.least
    }

    #[test]
    fn the_least_of_the_largest_is_known_when_all_were_seen() {
        assert_eq!(least(2, [(5, 0), (9, 1), (7, 2)]), 7);
        assert_eq!(
            least(3, (1..=1000).map(|number| (number, number as u32))),
            998
        );
    }

    #[test]
    fn a_group_counts_once() {
        assert_eq!(least(2, [(9, 1), (8, 1), (3, 2)]), 3);
        assert_eq!(
            least(2, (1..=1000).map(|number| (number, number as u32 % 2))),
            999
        );
    }

    #[test]
    fn fewer_groups_than_are_wanted_leave_none_out() {
        assert_eq!(least(2, [(9, 1), (8, 1)]), 1);
        assert_eq!(least(2, []), 1);
    }
}

//! Steps from several bound nodes to one node, as in the last corner of a triangle: the nodes that all of them lead to
//! are those in the shortest row that are in the others too, so that it does not matter how long the others are.
//!
//! `MATCH (a)-[:meet]->(b)-[:meet]->(c), (a)-[:meet]->(c) RETURN count(*)`: for each `b` that *a* meets, those whom
//! both meet. Over all `b` no more is looked at than the sum of the shorter rows of two that meet, which in a graph
//! with hubs is far less than the sum of the longer ones. Source of the method: Ngo, Ré, Rudra, *Skew strikes back*
//! (2013); the bound: Chiba, Nishizeki, *Arboricity and subgraph listing algorithms* (1985).

use super::Walk;
use super::gathered::{Table, table};
use super::test::passes;
use crate::graph::frozen::FrozenGraph;
use crate::graph::view::{Direction, GraphView};
use crate::query::plan::{Bind, CountExpand, CountStep, Slot};
use crate::query::runtime_error::Evaluation;

/// Steps that lead to one node.
pub(super) struct Met<'p> {
    to: Slot,
    pub(super) arms: Vec<Arm<'p>>,
    /// Whether only the number of rows counts from here on.
    pub(super) is_only_counted: bool,
}

/// One of them.
pub(super) struct Arm<'p> {
    expand: &'p CountExpand,
    pub(super) table: usize,
    /// The step whose marks are used for it.
    step: usize,
}

/// The first of some steps, which begin at `at`, and those after it that lead to the same node, if there are any.
pub(super) fn met<'p>(
    steps: &'p [CountStep],
    at: usize,
    graph: &FrozenGraph,
    tables: &mut Vec<Table<'p>>,
) -> Option<Met<'p>> {
    let (first, rest) = steps.split_first()?;
    let Bind::Step(expand) = &first.bind else {
        return None;
    };
    if expand.needs_relationship || expand.direction == Direction::Both {
        return None;
    }
    let further = rest.iter().map_while(|step| match &step.bind {
        Bind::Into(into)
            // One that begins where it ends is a loop at what is still to be found.
            if into.to == expand.to
                && into.from != expand.to
                && !into.needs_relationship
                && step.tests.is_empty() =>
        {
            Some(into)
        }
        _ => None,
    });
    let further: Vec<_> = further.collect();
    if further.is_empty() {
        return None;
    }
    let all = std::iter::once(expand).chain(further).enumerate();
    let arms = all.map(|(further, expand)| Arm {
        expand,
        table: table(expand, expand.direction, graph, tables),
        step: at + further,
    });
    Some(Met {
        to: expand.to,
        arms: arms.collect(),
        is_only_counted: false,
    })
}

/// How many relationships lead to some nodes, by their marks.
fn sum_of_marks(nodes: &[u32], marks: &[u32]) -> u64 {
    let marks = nodes.iter().map(|&node| u64::from(marks[node as usize]));
    marks.sum()
}

/// How many relationships lead to some ascending nodes, which are looked for in a row.
fn sum_of_searches(nodes: &[u32], row: &[u32]) -> u64 {
    let mut place = 0;
    let numbers = nodes.iter().map(|&node| number_from(row, &mut place, node));
    numbers.sum()
}

/// How many times a node is in an ascending row.
fn number_in(row: &[u32], wanted: u32) -> u64 {
    number_from(row, &mut 0, wanted)
}

/// All arms but one.
fn others<'a, 'p>(arms: &'a [Arm<'p>], lead: usize) -> impl Iterator<Item = &'a Arm<'p>> {
    let others = arms.iter().enumerate().filter(move |(at, _)| *at != lead);
    others.map(|(_, arm)| arm)
}

/// What it costs to look up all of a row in another one: a mark each, or a search that goes along.
fn cost_of(row: &[u32], other: &[u32], is_marked: bool) -> usize {
    let farther = (other.len() / row.len().max(1)).max(1).ilog2() as usize;
    row.len() * if is_marked { 1 } else { 4 + farther }
}

/// How many times `wanted` is in an ascending row, from a place that goes along with what is wanted.
#[inline]
fn number_from(row: &[u32], place: &mut usize, wanted: u32) -> u64 {
    let rest = row.get(*place..).unwrap_or_default();
    let mut bound = 1;
    while bound < rest.len() && rest[bound] < wanted {
        bound *= 2;
    }
    let low = bound / 2;
    let high = rest.len().min(bound + 1);
    let between = rest.get(low..high).unwrap_or_default();
    let first = low + between.partition_point(|&node| node < wanted);
    *place += first;
    let found = rest.get(first..).unwrap_or_default();
    found.iter().take_while(|&&node| node == wanted).count() as u64
}

impl Walk<'_, '_> {
    /// Binds the node that this step and those after it lead to, once for all of them; `None` where they are no such
    /// steps, or have to be walked one by one.
    pub(super) fn walk_met(&mut self, at: usize) -> Option<Evaluation<()>> {
        let met = self.steps[at].met.as_ref()?;
        let tables = met.arms.iter().map(|arm| &self.tables[arm.table]);
        if tables.clone().all(|table| table.gathered().is_some()) {
            return Some(self.walk_arms(met, at));
        }
        // Where there are no types, the neighbours of the first are all looked at; else rows have to be looked for,
        // which is counted where that is done.
        let first = &met.arms[0];
        let from = self.registers[first.expand.from];
        let degree = self.tables[first.table].degree(from, self.graph);
        for table in tables.filter(|table| table.is_of_any_type()) {
            table.spend(1 + degree / 8, self.graph);
        }
        (met.is_only_counted && self.add_marked(met)).then_some(Ok(()))
    }

    /// The marks of one node are added up along the row of the other. Says whether that was worth it.
    fn add_marked(&mut self, met: &Met<'_>) -> bool {
        let [first, second] = met.arms.as_slice() else {
            return false;
        };
        if [first, second]
            .iter()
            .any(|arm| !arm.expand.taken.is_empty())
        {
            return false;
        }
        let (node, from) = (
            self.registers[first.expand.from],
            self.registers[second.expand.from],
        );
        let rows = self.tables[first.table].neighbours(self.graph);
        let uses = self.tables[first.table].degree(node, self.graph);
        let towards = self.tables[second.table].neighbours(self.graph);
        let nodes = self.graph.node_count();
        let marks = &mut self.rooms[second.step].marks;
        let Some(marks) = marks.of(towards, from, uses, nodes) else {
            return false;
        };
        let mut sum = 0;
        let _ = rows.visit(node, |nodes| {
            sum += sum_of_marks(nodes, marks);
            Ok(())
        });
        self.add(sum);
        true
    }

    fn walk_arms(&mut self, met: &Met<'_>, at: usize) -> Evaluation<()> {
        if met.is_only_counted
            && let [left, right] = met.arms.as_slice()
            && let Some(special) = self.special(met)
        {
            let mut number = self.number_met([left, right]);
            for (node, plain) in special {
                number = number - plain + self.number_left(met, node, plain);
            }
            self.add(number);
            return Ok(());
        }
        let shortest = met.arms.iter().map(|arm| self.row(arm).len()).min();
        let Some(shortest) = shortest.filter(|length| *length > 0) else {
            return Ok(());
        };
        for arm in &met.arms {
            self.ask(arm, self.row(arm), shortest);
        }
        let lead = self.lead(met);
        let mut nodes = std::mem::take(&mut self.rooms[at].met);
        nodes.clear();
        let row = self.row(&met.arms[lead]);
        let alike = row.chunk_by(|left, right| left == right);
        nodes.extend(alike.map(|same| (same[0], same.len() as u64)));
        for other in others(&met.arms, lead) {
            self.keep_neighbours(&mut nodes, other);
        }
        let outcome = nodes.iter().try_for_each(|&(node, number)| {
            self.registers[met.to] = node;
            if !passes(&self.steps[at].tests, &self.registers) {
                return Ok(());
            }
            let number = self.number_left(met, node, number);
            self.walk_weighted(at + met.arms.len(), number)
        });
        self.rooms[at].met = nodes;
        outcome
    }

    /// In how many ways two arms meet anywhere.
    fn number_met(&mut self, arms: [&Arm<'_>; 2]) -> u64 {
        let rows = arms.map(|arm| self.row(arm));
        let shortest = rows[0].len().min(rows[1].len());
        if shortest == 0 {
            return 0;
        }
        self.ask(arms[0], rows[0], shortest);
        self.ask(arms[1], rows[1], shortest);
        let marks = arms.map(|arm| self.rooms[arm.step].marks.get());
        let cost = |lead: usize| cost_of(rows[lead], rows[1 - lead], marks[1 - lead].is_some());
        let lead = usize::from(cost(1) < cost(0));
        match marks[1 - lead] {
            Some(marks) => sum_of_marks(rows[lead], marks),
            None => sum_of_searches(rows[lead], rows[1 - lead]),
        }
    }

    /// So many nodes will be looked up in the row of an arm.
    fn ask(&mut self, arm: &Arm<'_>, row: &[u32], uses: usize) {
        let from = self.registers[arm.expand.from];
        let marks = &mut self.rooms[arm.step].marks;
        marks.of_row(row, from, uses, self.graph.node_count());
    }

    /// The nodes at which the arms meet in fewer ways than there are relationships, since some of those are taken, and
    /// the number of the latter; `None` if it may be any.
    fn special(&self, met: &Met<'_>) -> Option<Vec<(u32, u64)>> {
        let mut special: Vec<(u32, u64)> = Vec::new();
        for arm in &met.arms {
            let from = self.registers[arm.expand.from];
            for &(start, end) in &arm.expand.taken {
                let (near, far) = match arm.expand.direction {
                    Direction::Incoming => (end, start),
                    _ => (start, end),
                };
                // Of an arm before this one, the node in question is an end.
                let (near, far) = (
                    (near != met.to).then(|| self.registers[near]),
                    (far != met.to).then(|| self.registers[far]),
                );
                let node = match (near, far) {
                    (Some(near), _) if near != from => continue,
                    (None, Some(far)) if far != from => continue,
                    (_, None) => return None,
                    (_, Some(far)) => far,
                };
                if special.iter().all(|(own, _)| *own != node) {
                    let numbers = met.arms.iter().map(|arm| number_in(self.row(arm), node));
                    let number = numbers.product();
                    if number > 0 {
                        special.push((node, number));
                    }
                }
            }
        }
        Some(special)
    }

    /// In how many ways the arms meet at a node with relationships that are not taken, out of `number`.
    fn number_left(&mut self, met: &Met<'_>, node: u32, number: u64) -> u64 {
        if met.arms.iter().all(|arm| arm.expand.taken.is_empty()) {
            return number;
        }
        self.registers[met.to] = node;
        let taken = |arm: &Arm<'_>| {
            let from = self.registers[arm.expand.from];
            self.taken_between(&arm.expand.taken, arm.expand.direction, from, node)
        };
        if met.arms.iter().all(|arm| taken(arm) == 0) {
            return number;
        }
        let left = |arm| number_in(self.row(arm), node).saturating_sub(taken(arm));
        met.arms.iter().map(left).product()
    }

    /// Which arm's neighbours are looked at, so that least is to be done with the others.
    fn lead(&self, met: &Met<'_>) -> usize {
        let cost = |lead: usize| {
            let row = self.row(&met.arms[lead]);
            let costs = others(&met.arms, lead).map(|arm| {
                let is_marked = self.rooms[arm.step].marks.get().is_some();
                cost_of(row, self.row(arm), is_marked)
            });
            costs.sum::<usize>()
        };
        let arms = 0..met.arms.len();
        arms.min_by_key(|&lead| cost(lead)).unwrap_or_default()
    }

    /// Keeps the nodes that are neighbours along an arm too, so many times.
    fn keep_neighbours(&self, nodes: &mut Vec<(u32, u64)>, arm: &Arm<'_>) {
        if let Some(marks) = self.rooms[arm.step].marks.get() {
            nodes.retain_mut(|(node, number)| {
                *number *= u64::from(marks[*node as usize]);
                *number > 0
            });
        } else {
            let (row, mut place) = (self.row(arm), 0);
            nodes.retain_mut(|(node, number)| {
                *number *= number_from(row, &mut place, *node);
                *number > 0
            });
        }
    }
}

impl<'w> Walk<'w, '_> {
    /// The neighbours along an arm, ascending; none where they were not gathered.
    #[inline]
    fn row(&self, arm: &Arm<'_>) -> &'w [u32] {
        let gathered = self.tables[arm.table].gathered();
        gathered.map_or(&[], |gathered| {
            gathered.row(self.registers[arm.expand.from])
        })
    }
}

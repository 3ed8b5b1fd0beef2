//! Counting the rows of a pattern over the tables of a frozen graph: numbers in registers, no rows.

mod degrees;
mod gathered;
mod marks;
mod meet;
mod neighbours;
mod reach;
mod relationships;
mod sink;
mod span;
mod start;
mod step;
mod test;

use super::Context;
use super::Row;
use super::stream::Sink as Next;
use crate::graph::frozen::{FrozenGraph, PropertyColumn};
use crate::graph::view::{Direction, KeyId};
use crate::query::plan::{Bind, CountPattern, CountTest, PropertyOf, Slot};
use crate::query::runtime_error::{Evaluation, RuntimeError};
use gathered::Table;
use marks::Marks;
use meet::Met;
use reach::Reached;
use sink::Sink;
pub(super) use span::members_of_span;
use span::{Span, span};
use start::candidates;
use test::{Test, passes};

/// One row for each group, with its number as weight.
pub(super) fn count(
    pattern: &CountPattern,
    row: &mut Row,
    context: &Context<'_>,
    next: Next<'_>,
) -> Evaluation<bool> {
    let Some(graph) = context.environment.graph.frozen() else {
        return Err(RuntimeError::not_supported(
            "this plan was made for a frozen graph",
        ));
    };
    let mut tables = Vec::new();
    let steps = prepare(pattern, graph, &mut tables);
    let mut walk = Walk {
        steps: &steps,
        tables: &tables,
        graph,
        context,
        registers: vec![0; row.len()],
        weight: 1,
        sink: Sink::new(pattern, graph),
        rooms: steps.iter().map(|_| Room::default()).collect(),
    };
    walk.foresee();
    walk.walk(0)?;
    walk.sink.finish(pattern, row, next)
}

/// A step with its tables at hand.
struct Step<'p> {
    bind: &'p Bind,
    tests: Vec<Test<'p>>,
    /// The nodes to start from, where an index or a text knows them.
    candidates: Option<Vec<u32>>,
    /// The span of time that the relationships to start from lie in.
    span: Option<Span<'p>>,
    /// Whether only the number of rows counts from here on.
    is_only_counted: bool,
    /// Outgoing and incoming: which table its relationships can be gathered in.
    tables: [Option<usize>; 2],
    /// This step and those after it that lead to the same node, where there are any.
    met: Option<Met<'p>>,
}

/// The steps of a pattern while they are walked.
struct Walk<'w, 'p> {
    steps: &'w [Step<'p>],
    tables: &'w [Table<'p>],
    graph: &'p FrozenGraph,
    context: &'w Context<'w>,
    /// One for each slot.
    registers: Vec<u32>,
    /// How many rows are alike up to here.
    weight: u64,
    sink: Sink<'p>,
    /// One for each step.
    rooms: Vec<Room>,
}

/// Room that a step uses again and again.
#[derive(Default)]
struct Room {
    marks: Marks,
    reached: Reached,
    /// Nodes, and in how many ways they are met.
    met: Vec<(u32, u64)>,
}

fn prepare<'p>(
    pattern: &'p CountPattern,
    graph: &'p FrozenGraph,
    tables: &mut Vec<Table<'p>>,
) -> Vec<Step<'p>> {
    let count = pattern.steps.len();
    let steps = pattern.steps.iter().enumerate();
    steps
        .map(|(at, step)| {
            let (candidates, used) = candidates(&step.bind, &step.tests, graph);
            let tests = step.tests.iter().enumerate();
            let left = tests.filter(|(position, _)| Some(*position) != used);
            let mut tests: Vec<&CountTest> = left.map(|(_, test)| test).collect();
            let span = span(&step.bind, &tests, graph).map(|(span, left)| {
                tests = left;
                span
            });
            let tests = test::prepare(&tests, graph);
            let reads = pattern
                .what
                .slot()
                .is_some_and(|slot| bound_by(&step.bind, slot));
            let only_counts = tests.is_empty() && !reads && span.is_none();
            let mut met = meet::met(&pattern.steps[at..], at, graph, tables);
            if let Some(met) = &mut met {
                met.is_only_counted = only_counts && at + met.arms.len() == count;
            }
            Step {
                bind: &step.bind,
                is_only_counted: only_counts && at + 1 == count,
                tests,
                candidates,
                span,
                tables: gathered::of_bind(&step.bind, graph, tables),
                met,
            }
        })
        .collect()
}

fn bound_by(bind: &Bind, slot: Slot) -> bool {
    match bind {
        Bind::Nodes(node, _) => *node == slot,
        Bind::Relationships { start, end, .. } => *start == slot || *end == slot,
        Bind::Step(step) | Bind::Reach { step, .. } => step.to == slot,
        Bind::Into(_) => false,
    }
}

/// The texts of a property of nodes or relationships.
fn texts<'g>(
    graph: &'g FrozenGraph,
    property: &PropertyOf,
) -> Option<&'g crate::graph::frozen::TextColumn> {
    match column(graph, property.is_relationship, property.key)? {
        PropertyColumn::Texts(texts) => Some(texts),
        _ => None,
    }
}

fn column(graph: &FrozenGraph, is_relationship: bool, key: KeyId) -> Option<&PropertyColumn> {
    if is_relationship {
        graph.relationship_column(key)
    } else {
        graph.node_column(key)
    }
}

impl Walk<'_, '_> {
    /// Binds the registers of a step in each way there is, and those of the steps after it.
    fn walk(&mut self, at: usize) -> Evaluation<()> {
        let Some(step) = self.steps.get(at) else {
            self.add(1);
            return Ok(());
        };
        self.context.tick()?;
        match step.bind {
            Bind::Nodes(slot, start) => self.walk_nodes(*slot, start, at),
            Bind::Relationships { types: None, .. } => match &step.span {
                Some(span) => self.walk_span(span, at),
                None => self.walk_all_relationships(at),
            },
            Bind::Relationships {
                types: Some(types), ..
            } => self.walk_relationships_of(types, at),
            Bind::Step(expand) => match expand.direction {
                Direction::Both => {
                    let skips_loops = self.graph.loop_count() > 0;
                    self.walk_step(expand, Direction::Outgoing, false, at)?;
                    self.walk_step(expand, Direction::Incoming, skips_loops, at)
                }
                one => match self.walk_met(at) {
                    Some(outcome) => outcome,
                    None => self.walk_step(expand, one, false, at),
                },
            },
            Bind::Into(expand) => self.walk_into(expand, at),
            Bind::Reach {
                step: expand,
                with_start,
                maximum,
            } => {
                let mut reached = std::mem::take(&mut self.rooms[at].reached);
                let from = self.registers[expand.from];
                reached.reach(expand, from, *with_start, *maximum, self.graph);
                let outcome = reached.nodes.iter().try_for_each(|&node| {
                    self.registers[expand.to] = node;
                    self.go_on(at)
                });
                self.rooms[at].reached = reached;
                outcome
            }
        }
    }

    /// The registers of a step are bound: to the next one, if its tests hold.
    #[inline]
    fn go_on(&mut self, at: usize) -> Evaluation<()> {
        if !passes(&self.steps[at].tests, &self.registers) {
            return Ok(());
        }
        if at + 1 == self.steps.len() {
            self.add(1);
            return Ok(());
        }
        self.walk(at + 1)
    }

    /// Goes on from a step as often as so many rows that are alike do.
    #[inline]
    fn walk_weighted(&mut self, at: usize, rows: u64) -> Evaluation<()> {
        if rows == 0 {
            return Ok(());
        }
        if at == self.steps.len() {
            self.add(rows);
            return Ok(());
        }
        let weight = self.weight;
        self.weight *= rows;
        let outcome = self.walk(at);
        self.weight = weight;
        outcome
    }

    /// Counts so many rows that are alike.
    #[inline]
    fn add(&mut self, rows: u64) {
        self.sink.add(&self.registers, rows * self.weight);
    }
}

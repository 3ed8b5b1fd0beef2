//! Counting the rows of a pattern over the tables of a frozen graph: numbers in registers, no rows.

mod marks;
mod reach;
mod relationships;
mod sink;
mod span;
mod start;
mod test;

use std::ops::Range;

use super::Context;
use super::Row;
use super::stream::Sink as Next;
use crate::graph::frozen::{Adjacency, FrozenGraph, PropertyColumn};
use crate::graph::view::{Direction, KeyId, TypeId};
use crate::query::plan::{Bind, CountExpand, CountPattern, CountTest, PropertyOf, Slot};
use crate::query::runtime_error::{Evaluation, RuntimeError};
use marks::Marks;
use reach::{Reached, reach};
use relationships::{walk_all_relationships, walk_relationships};
use sink::Sink;
use span::{Span, span, walk_span};
use start::{candidates, walk_nodes};
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
    let steps = prepare(pattern, graph);
    let mut state = State {
        registers: vec![0; row.len()],
        sink: Sink::new(&pattern.what, graph),
        marks: pattern.steps.iter().map(|_| Marks::default()).collect(),
        reach: pattern.steps.iter().map(|_| Reached::default()).collect(),
    };
    walk(&steps, &mut state, graph, context)?;
    state.sink.finish(pattern, row, next)
}

/// A step with its tables at hand.
struct Step<'p> {
    at: usize,
    bind: &'p Bind,
    tests: Vec<Test<'p>>,
    /// The nodes to start from, where an index or a text knows them.
    candidates: Option<Vec<u32>>,
    /// The span of time that the relationships to start from lie in.
    span: Option<Span<'p>>,
    /// Whether only the number of rows counts from here on.
    is_only_counted: bool,
}

struct State<'p> {
    /// One for each slot.
    registers: Vec<u32>,
    sink: Sink<'p>,
    marks: Vec<Marks>,
    reach: Vec<Reached>,
}

fn prepare<'p>(pattern: &'p CountPattern, graph: &'p FrozenGraph) -> Vec<Step<'p>> {
    let last = pattern.steps.len() - 1;
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
            Step {
                at,
                bind: &step.bind,
                is_only_counted: at == last && tests.is_empty() && !reads && span.is_none(),
                tests,
                candidates,
                span,
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

fn walk(
    steps: &[Step<'_>],
    state: &mut State<'_>,
    graph: &FrozenGraph,
    context: &Context<'_>,
) -> Evaluation<()> {
    let Some((step, rest)) = steps.split_first() else {
        state.sink.add(&state.registers, 1);
        return Ok(());
    };
    context.tick()?;
    match step.bind {
        Bind::Nodes(slot, start) => walk_nodes(*slot, start, step, rest, state, graph, context),
        Bind::Relationships { types: None, .. } => match &step.span {
            Some(span) => walk_span(span, step, rest, state, graph, context),
            None => walk_all_relationships(step, rest, state, graph, context),
        },
        Bind::Relationships {
            types: Some(types), ..
        } => types.iter().try_for_each(|own| {
            let numbers = graph.relationships_of_type(*own).iter().copied();
            walk_relationships(numbers, step, rest, state, graph, context)
        }),
        Bind::Step(expand) => match expand.direction {
            Direction::Both => {
                let skips_loops = graph.loop_count() > 0;
                let (out, back) = (Direction::Outgoing, Direction::Incoming);
                walk_step(expand, out, false, step, rest, state, graph, context)?;
                walk_step(expand, back, skips_loops, step, rest, state, graph, context)
            }
            one => walk_step(expand, one, false, step, rest, state, graph, context),
        },
        Bind::Into(expand) => walk_into(expand, step, rest, state, graph, context),
        Bind::Reach {
            step: expand,
            with_start,
            maximum,
        } => {
            let mut reached = std::mem::take(&mut state.reach[step.at]);
            let from = state.registers[expand.from];
            reach(expand, from, *with_start, *maximum, graph, &mut reached);
            let outcome = reached.nodes.iter().try_for_each(|&node| {
                state.registers[expand.to] = node;
                go_on(step, rest, state, graph, context)
            });
            state.reach[step.at] = reached;
            outcome
        }
    }
}

/// The registers of a step are bound: to the next one, if its tests hold.
#[inline]
fn go_on(
    step: &Step<'_>,
    rest: &[Step<'_>],
    state: &mut State<'_>,
    graph: &FrozenGraph,
    context: &Context<'_>,
) -> Evaluation<()> {
    if !passes(&step.tests, &state.registers) {
        return Ok(());
    }
    if rest.is_empty() {
        state.sink.add(&state.registers, 1);
        return Ok(());
    }
    walk(rest, state, graph, context)
}

/// The rows of a node in one direction, one for each type.
fn rows(
    adjacency: &Adjacency,
    node: u32,
    types: Option<&[TypeId]>,
    mut visit: impl FnMut(Range<usize>) -> Evaluation<()>,
) -> Evaluation<()> {
    match types {
        None => visit(adjacency.row(node)),
        Some(types) => types
            .iter()
            .try_for_each(|own| visit(adjacency.row_of_type(node, own.0))),
    }
}

#[allow(clippy::too_many_arguments)] // What is walked, and what every walk needs.
fn walk_step(
    expand: &CountExpand,
    direction: Direction,
    skips_loops: bool,
    step: &Step<'_>,
    rest: &[Step<'_>],
    state: &mut State<'_>,
    graph: &FrozenGraph,
    context: &Context<'_>,
) -> Evaluation<()> {
    let adjacency = graph.adjacency(direction);
    let from = state.registers[expand.from];
    if !skips_loops && step.tests.is_empty() && add_marked(expand, adjacency, rest, state, graph) {
        return Ok(());
    }
    rows(adjacency, from, expand.types.as_deref(), |range| {
        if step.is_only_counted && !skips_loops {
            state.sink.add(&state.registers, range.len() as u64);
            return Ok(());
        }
        let nodes = adjacency.nodes(range.clone());
        if rest.is_empty() && !skips_loops && !expand.needs_relationship {
            for &node in nodes.iter() {
                state.registers[expand.to] = node;
                if passes(&step.tests, &state.registers) {
                    state.sink.add(&state.registers, 1);
                }
            }
            return Ok(());
        }
        for (position, &node) in range.zip(nodes.iter()) {
            if skips_loops && node == from {
                continue;
            }
            state.registers[expand.to] = node;
            if expand.needs_relationship {
                state.registers[expand.relationship] = adjacency.relationship(position);
            }
            go_on(step, rest, state, graph, context)?;
        }
        Ok(())
    })
}

/// A step to each node that is then only asked how many relationships lead to it from a node bound before: the marks
/// of that node are added up along the row. Says whether it was such a step.
fn add_marked(
    expand: &CountExpand,
    adjacency: &Adjacency,
    rest: &[Step<'_>],
    state: &mut State<'_>,
    graph: &FrozenGraph,
) -> bool {
    let [last] = rest else { return false };
    let Bind::Into(into) = last.bind else {
        return false;
    };
    let is_it = last.is_only_counted && !into.needs_relationship && !expand.needs_relationship;
    if !is_it || into.to != expand.to || state.sink.reads_registers() {
        return false;
    }
    let from = state.registers[into.from];
    let uses = adjacency.row(state.registers[expand.from]).len();
    let towards = graph.adjacency(into.direction);
    let marks = &mut state.marks[last.at];
    let Some(marks) = marks.of(towards, into.types.as_deref(), from, uses) else {
        return false;
    };
    let mut sum = 0;
    let start = state.registers[expand.from];
    let _ = rows(adjacency, start, expand.types.as_deref(), |range| {
        let nodes = adjacency.nodes(range);
        sum += nodes
            .iter()
            .map(|&node| u64::from(marks[node as usize]))
            .sum::<u64>();
        Ok(())
    });
    state.sink.add(&state.registers, sum);
    true
}

/// The relationships between two nodes: found one by one where each is wanted, else their number.
fn walk_into(
    expand: &CountExpand,
    step: &Step<'_>,
    rest: &[Step<'_>],
    state: &mut State<'_>,
    graph: &FrozenGraph,
    context: &Context<'_>,
) -> Evaluation<()> {
    let (from, to) = (state.registers[expand.from], state.registers[expand.to]);
    let adjacency = graph.adjacency(expand.direction);
    let types = expand.types.as_deref();
    if step.tests.is_empty() && !expand.needs_relationship {
        let number = state.marks[step.at].number(adjacency, types, from, to);
        if rest.is_empty() {
            state.sink.add(&state.registers, number);
            return Ok(());
        }
        return (0..number).try_for_each(|_| walk(rest, state, graph, context));
    }
    rows(adjacency, from, types, |range| {
        let nodes = adjacency.nodes(range.clone());
        for (position, &node) in range.zip(nodes.iter()) {
            if node == to {
                state.registers[expand.relationship] = adjacency.relationship(position);
                go_on(step, rest, state, graph, context)?;
            }
        }
        Ok(())
    })
}

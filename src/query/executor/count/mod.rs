//! Counting the rows of a pattern over the tables of a frozen graph: numbers in registers, no rows.

mod marks;
mod sink;
mod test;

use std::ops::Range;

use super::Context;
use super::Row;
use super::stream::Sink as Next;
use crate::graph::frozen::{Adjacency, FrozenGraph, PropertyColumn};
use crate::graph::view::{Direction, GraphView, KeyId, TypeId};
use crate::query::ast::ComparisonOperator;
use crate::query::plan::{
    Bind, Compiled, CountExpand, CountPattern, CountTest, NodeStart, PropertyOf, Slot,
};
use crate::query::runtime_error::{Evaluation, RuntimeError};
use marks::Marks;
use sink::Sink;
use test::{Test, passes};

/// How many relationships are tested at once.
const CHUNK: usize = 2048;

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

/// The nodes that were reached, and room for it.
#[derive(Default)]
struct Reached {
    seen: Vec<u64>,
    nodes: Vec<u32>,
}

fn prepare<'p>(pattern: &'p CountPattern, graph: &'p FrozenGraph) -> Vec<Step<'p>> {
    let last = pattern.steps.len() - 1;
    let steps = pattern.steps.iter().enumerate();
    steps
        .map(|(at, step)| {
            let (candidates, used) = candidates(&step.bind, &step.tests, graph);
            let tests = step.tests.iter().enumerate();
            let left = tests.filter(|(position, _)| Some(*position) != used);
            let tests: Vec<&CountTest> = left.map(|(_, test)| test).collect();
            let tests = test::prepare(&tests, graph);
            let reads = pattern
                .what
                .slot()
                .is_some_and(|slot| bound_by(&step.bind, slot));
            Step {
                at,
                bind: &step.bind,
                is_only_counted: at == last && tests.is_empty() && !reads,
                tests,
                candidates,
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

/// The nodes to start from, ascending, and which test they fulfil already.
fn candidates(
    bind: &Bind,
    tests: &[CountTest],
    graph: &FrozenGraph,
) -> (Option<Vec<u32>>, Option<usize>) {
    let Bind::Nodes(node, start) = bind else {
        return (None, None);
    };
    match start {
        NodeStart::Index(key, Compiled::Constant(value)) => {
            let nodes = graph.nodes_by_property(*key, value).unwrap_or_default();
            // The condition that the index was chosen for holds of all of them.
            let is_it = |test: &CountTest| {
                matches!(test, CountTest::Text(property, ComparisonOperator::Equal, text)
                    if property.slot == *node && property.key == *key && Some(&**text) == value.as_str())
            };
            let used = tests.iter().position(is_it);
            return (Some(nodes.into_iter().map(|node| node.0).collect()), used);
        }
        NodeStart::Label(None) => return (Some(Vec::new()), None),
        NodeStart::Label(Some(_)) => return (None, None),
        _ => {}
    }
    let of_texts = tests.iter().enumerate().find_map(|(at, test)| {
        let (property, ranks) = match test {
            CountTest::Prefix(property, text) => (
                property,
                texts(graph, property)?.ranks_with_prefix(text).collect(),
            ),
            CountTest::Contains(property, text, folded) => (
                property,
                texts(graph, property)?.ranks_containing(text, *folded),
            ),
            _ => return None,
        };
        if property.slot != *node {
            return None;
        }
        let ranks: Vec<u32> = ranks;
        let texts = texts(graph, property)?;
        let mut nodes = Vec::new();
        ranks
            .iter()
            .for_each(|&rank| nodes.extend_from_slice(&texts.members(rank)));
        nodes.sort_unstable();
        Some((nodes, at))
    });
    match of_texts {
        Some((nodes, at)) => (Some(nodes), Some(at)),
        None => (None, None),
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
        Bind::Relationships { types: None, .. } => {
            walk_all_relationships(step, rest, state, graph, context)
        }
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

fn walk_nodes(
    slot: Slot,
    start: &NodeStart,
    step: &Step<'_>,
    rest: &[Step<'_>],
    state: &mut State<'_>,
    graph: &FrozenGraph,
    context: &Context<'_>,
) -> Evaluation<()> {
    let listed = match (&step.candidates, start) {
        (Some(nodes), _) => Some(nodes.as_slice()),
        (None, NodeStart::Label(Some(label))) => Some(graph.labels().members(label.0)),
        _ => None,
    };
    let all = graph.node_count() as u32;
    if step.is_only_counted {
        let count = listed.map_or(all as usize, <[u32]>::len);
        state.sink.add(&state.registers, count as u64);
        return Ok(());
    }
    if let Some(degrees) = Degrees::of(slot, rest, graph) {
        let mut add = |node: u32| {
            state.registers[slot] = node;
            if passes(&step.tests, &state.registers) {
                state.sink.add(&state.registers, degrees.of_node(node));
            }
        };
        match listed {
            Some(nodes) => nodes.iter().copied().for_each(add),
            None => (0..all).for_each(&mut add),
        }
        return Ok(());
    }
    let mut each = |node| {
        state.registers[slot] = node;
        go_on(step, rest, state, graph, context)
    };
    match listed {
        Some(nodes) => nodes.iter().copied().try_for_each(each),
        None => (0..all).try_for_each(&mut each),
    }
}

/// The numbers of relationships of nodes, where a step from them is only counted.
struct Degrees<'g> {
    offsets: [Option<&'g [u32]>; 2],
}

impl<'g> Degrees<'g> {
    fn of(slot: Slot, rest: &[Step<'_>], graph: &'g FrozenGraph) -> Option<Self> {
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
        })
    }

    #[inline]
    fn of_node(&self, node: u32) -> u64 {
        let at = node as usize;
        let degree = |offsets: &[u32]| u64::from(offsets[at + 1].saturating_sub(offsets[at]));
        self.offsets
            .iter()
            .flatten()
            .map(|offsets| degree(offsets))
            .sum()
    }
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

fn walk_relationships(
    numbers: impl Iterator<Item = u32>,
    step: &Step<'_>,
    rest: &[Step<'_>],
    state: &mut State<'_>,
    graph: &FrozenGraph,
    context: &Context<'_>,
) -> Evaluation<()> {
    let Bind::Relationships {
        start,
        relationship,
        end,
        ..
    } = step.bind
    else {
        return Ok(());
    };
    let (starts, (_, _, ends)) = (graph.starts(), graph.outgoing().whole());
    for number in numbers {
        state.registers[*start] = starts[number as usize];
        state.registers[*relationship] = number;
        state.registers[*end] = ends[number as usize];
        go_on(step, rest, state, graph, context)?;
    }
    Ok(())
}

/// All relationships; conditions on their own properties are tested column by column.
fn walk_all_relationships(
    step: &Step<'_>,
    rest: &[Step<'_>],
    state: &mut State<'_>,
    graph: &FrozenGraph,
    context: &Context<'_>,
) -> Evaluation<()> {
    let Bind::Relationships { relationship, .. } = step.bind else {
        return Ok(());
    };
    let count = graph.relationship_count();
    if step.is_only_counted {
        state.sink.add(&state.registers, count as u64);
        return Ok(());
    }
    let of_columns = step
        .tests
        .iter()
        .filter(|test| test.is_of_column(*relationship));
    let of_columns: Vec<&Test<'_>> = of_columns.collect();
    let only_columns = of_columns.len() == step.tests.len() && rest.is_empty();
    let only_counts = only_columns && !state.sink.reads_registers();
    let mut mask = vec![0u8; CHUNK];
    for first in (0..count).step_by(CHUNK) {
        context.tick()?;
        let range = first..(first + CHUNK).min(count);
        let mask = &mut mask[..range.len()];
        mask.fill(1);
        of_columns
            .iter()
            .for_each(|test| test.mask(range.clone(), mask));
        if only_counts {
            // A byte holds no more than 255, so that sums are made of few at a time.
            let sums = mask.chunks(128).map(|part| part.iter().sum::<u8>());
            state.sink.add(&state.registers, sums.map(u64::from).sum());
            continue;
        }
        let numbers = range.zip(mask.iter()).filter(|(_, passes)| **passes == 1);
        let numbers = numbers.map(|(number, _)| number as u32);
        walk_relationships(numbers, step, rest, state, graph, context)?;
    }
    Ok(())
}

/// Breadth first, each node once.
fn reach(
    expand: &CountExpand,
    from: u32,
    with_start: bool,
    maximum: u64,
    graph: &FrozenGraph,
    reached: &mut Reached,
) {
    let adjacency = graph.adjacency(expand.direction);
    let Reached { seen, nodes } = reached;
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
            let _ = rows(adjacency, node, expand.types.as_deref(), |range| {
                for &other in adjacency.nodes(range).iter() {
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

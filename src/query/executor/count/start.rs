//! The first step of a pattern: from which nodes.

use super::test::passes;
use super::{Context, State, Step, go_on, texts};
use crate::graph::frozen::FrozenGraph;
use crate::graph::view::{Direction, GraphView};
use crate::query::ast::ComparisonOperator;
use crate::query::plan::{Bind, Compiled, CountTest, NodeStart, Slot};
use crate::query::runtime_error::Evaluation;

/// The nodes to start from, ascending, and which test they fulfil already.
pub(super) fn candidates(
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

pub(super) fn walk_nodes(
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

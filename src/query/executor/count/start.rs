//! The first step of a pattern: from which nodes.

use super::degrees::Degrees;
use super::{Walk, texts};
use crate::graph::frozen::FrozenGraph;
use crate::graph::view::GraphView;
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

impl Walk<'_, '_> {
    pub(super) fn walk_nodes(
        &mut self,
        slot: Slot,
        start: &NodeStart,
        at: usize,
    ) -> Evaluation<()> {
        let (graph, steps) = (self.graph, self.steps);
        let step = &steps[at];
        let listed = match (&step.candidates, start) {
            (Some(nodes), _) => Some(nodes.as_slice()),
            (None, NodeStart::Label(Some(label))) => Some(graph.labels().members(label.0)),
            _ => None,
        };
        let all = graph.node_count() as u32;
        if step.is_only_counted {
            let count = listed.map_or(all as usize, <[u32]>::len);
            self.add(count as u64);
            return Ok(());
        }
        if let Some(degrees) = Degrees::of(slot, &steps[at + 1..], graph) {
            self.add_degrees(slot, listed, &degrees, at);
            return Ok(());
        }
        let mut each = |node| {
            self.registers[slot] = node;
            self.go_on(at)
        };
        match listed {
            Some(nodes) => nodes.iter().copied().try_for_each(each),
            None => (0..all).try_for_each(&mut each),
        }
    }
}

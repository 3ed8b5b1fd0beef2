//! The frozen graph answers as the graph it was made of.

use petgraph::algo::{kosaraju_scc, tarjan_scc};
use petgraph::visit::Bfs;
use proptest::prelude::*;

use super::FrozenGraph;
use crate::graph::property_graph::PropertyGraph;
use crate::graph::view::{Direction, GraphView};
use crate::value::{NodeId, Value};

const TYPES: [&str; 3] = ["call", "meet", "sue"];

/// A graph of ten nodes with these relationships.
fn graph(relationships: &[(u32, usize, u32)]) -> PropertyGraph {
    let mut graph = PropertyGraph::new();
    let (name, weight, mixed) = (
        graph.intern_key("name"),
        graph.intern_key("weight"),
        graph.intern_key("mixed"),
    );
    let (person, even) = (graph.intern_label("Person"), graph.intern_label("Even"));
    for number in 0..10u32 {
        let node = graph.add_node();
        graph.add_label(node, person);
        if number % 2 == 0 {
            graph.add_label(node, even);
        }
        graph.set_node_property(node, name, format!("n{}", number % 7).into());
        let value = if number % 3 == 0 {
            Value::Integer(3)
        } else {
            "three".into()
        };
        graph.set_node_property(node, mixed, value);
    }
    for (position, (start, kind, end)) in relationships.iter().enumerate() {
        let kind = graph.intern_type(TYPES[*kind]);
        let relationship = graph.add_relationship(NodeId(*start), kind, NodeId(*end));
        if position % 4 > 0 {
            graph.set_relationship_property(relationship, weight, (position as f64).into());
        }
    }
    graph
}

/// All steps from all nodes in one direction, with type and weight, sorted.
fn steps(graph: &dyn GraphView, direction: Direction) -> Vec<String> {
    let weight = graph.key_id("weight");
    let mut found = Vec::new();
    graph.visit_nodes(None, &mut |node| {
        graph.visit_neighbours(node, direction, None, &mut |step| {
            let record = graph.relationship(step.relationship).unwrap();
            let own = weight.map(|key| graph.relationship_property(step.relationship, key));
            let weight = own.unwrap_or_default();
            let kind = graph.type_name(record.relationship_type);
            found.push(format!("{} {kind} {} {weight:?}", node.0, step.node.0));
            true
        });
        true
    });
    found.sort();
    found
}

proptest! {
    #[test]
    fn steps_degrees_and_properties_are_those_of_the_graph_it_was_made_of(
        relationships in prop::collection::vec((0u32..10, 0usize..3, 0u32..10), 0..60),
    ) {
        let graph = graph(&relationships);
        let frozen = FrozenGraph::of(&graph).unwrap();
        prop_assert_eq!(frozen.relationship_count(), graph.relationship_count());
        prop_assert_eq!(frozen.problems(), [""; 0]);
        for direction in [Direction::Outgoing, Direction::Incoming, Direction::Both] {
            prop_assert_eq!(steps(&frozen, direction), steps(&graph, direction));
            for node in (0..10).map(NodeId) {
                prop_assert_eq!(frozen.degree(node, direction, None), graph.degree(node, direction, None));
                for kind in TYPES {
                    let degree = |graph: &dyn GraphView| {
                        graph.type_id(kind).map(|kind| graph.degree(node, direction, Some(&[kind])))
                    };
                    prop_assert_eq!(degree(&frozen), degree(&graph));
                }
            }
        }
        for node in (0..10).map(NodeId) {
            let properties = |graph: &dyn GraphView| -> Vec<(String, Value)> {
                let own = graph.node_properties(node).into_iter();
                own.map(|(key, value)| (graph.key_name(key).to_owned(), value)).collect()
            };
            prop_assert_eq!(properties(&frozen), properties(&graph));
            prop_assert_eq!(frozen.node_labels(node).len(), graph.node_labels(node).len());
        }
        for kind in TYPES {
            let count = |graph: &dyn GraphView| {
                let mut count = 0;
                if let Some(kind) = graph.type_id(kind) {
                    graph.visit_relationships(Some(kind), &mut |_, record| {
                        count += u32::from(record.relationship_type == kind);
                        true
                    });
                }
                count
            };
            prop_assert_eq!(count(&frozen), count(&graph));
        }
    }

    #[test]
    fn petgraphs_algorithms_run_on_it(
        relationships in prop::collection::vec((0u32..10, 0usize..3, 0u32..10), 0..40),
    ) {
        let frozen = FrozenGraph::of(&graph(&relationships)).unwrap();
        let ends = relationships.iter().map(|(start, _, end)| (*start, *end));
        let mut plain: petgraph::Graph<(), ()> = petgraph::Graph::from_edges(ends);
        while plain.node_count() < 10 {
            plain.add_node(());
        }
        let components = |mut found: Vec<Vec<u32>>| {
            found.iter_mut().for_each(|component| component.sort_unstable());
            found.sort_unstable();
            found
        };
        let plain_components = kosaraju_scc(&plain)
            .into_iter()
            .map(|nodes| nodes.into_iter().map(|node| node.index() as u32).collect());
        prop_assert_eq!(components(tarjan_scc(&frozen)), components(plain_components.collect()));
        let mut seen = 0;
        let mut search = Bfs::new(&frozen, 0);
        while search.next(&frozen).is_some() {
            seen += 1;
        }
        let mut plain_seen = 0;
        let mut search = Bfs::new(&plain, 0.into());
        while search.next(&plain).is_some() {
            plain_seen += 1;
        }
        prop_assert_eq!(seen, plain_seen);
    }
}

#[test]
fn text_of_nodes_is_found_by_value() {
    let frozen = FrozenGraph::of(&graph(&[])).unwrap();
    let name = frozen.key_id("name").unwrap();
    let found = frozen.nodes_by_property(name, &"n1".into());
    assert_eq!(found, Some(vec![NodeId(1), NodeId(8)]));
    assert_eq!(frozen.nodes_by_property(name, &"n9".into()), Some(vec![]));
    assert_eq!(frozen.nodes_by_property(name, &Value::Integer(1)), None);
}

#[test]
fn tables_that_contradict_each_other_are_found() {
    type Change = fn(&mut FrozenGraph);
    let changes: [(Change, &str); 8] = [
        (|graph| graph.loops += 1, "the number of loops is wrong"),
        (
            |graph| {
                let counts = vec![1, 2];
                let names = ["sue", "call"].map(Into::into).into();
                graph.types = super::types::Types::new(names, counts);
            },
            "the numbers of relationships of each type are wrong",
        ),
        (
            |graph| graph.labels.counts[0] += 1,
            "the numbers of nodes with each label are wrong",
        ),
        (
            |graph| graph.relationship_count += 1,
            "the outgoing relationships: the rows do not cover them",
        ),
        (
            |graph| std::mem::swap(&mut graph.outgoing, &mut graph.incoming),
            "the outgoing relationships: their numbers are not their places",
        ),
        (
            |frozen| {
                let other = graph(&[(0, 1, 2), (3, 1, 2), (4, 0, 3)]);
                frozen.incoming = FrozenGraph::of(&other).unwrap().incoming;
            },
            "relationship 2 is another one at the node where it ends",
        ),
        (
            |graph| {
                graph.relationship_properties[0].column = graph.node_properties.remove(0).column;
            },
            "property `weight` of relationships: 10 values for 3",
        ),
        (|graph| graph.node_properties.swap(0, 1), ""),
    ];
    for (change, problem) in changes {
        let mut frozen = FrozenGraph::of(&graph(&[(0, 1, 2), (3, 1, 2), (3, 0, 4)])).unwrap();
        change(&mut frozen);
        let found = frozen.problems();
        assert_eq!(found.first().map_or("", String::as_str), problem);
    }
}

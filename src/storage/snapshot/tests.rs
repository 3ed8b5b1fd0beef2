//! A graph comes back from its file, and damage is noticed.

use std::fs;

use super::Snapshot;
use crate::graph::frozen::FrozenGraph;
use crate::graph::property_graph::PropertyGraph;
use crate::graph::view::{Direction, GraphView};
use crate::storage::StorageError;
use crate::value::{NodeId, RelationshipId, Value};

/// A ring of nodes with names, and a weight on each relationship.
fn ring(count: u32) -> FrozenGraph {
    let mut graph = PropertyGraph::new();
    let (name, weight) = (graph.intern_key("name"), graph.intern_key("weight"));
    let (person, knows) = (graph.intern_label("Person"), graph.intern_type("know"));
    for number in 0..count {
        let node = graph.add_node();
        graph.add_label(node, person);
        graph.set_node_property(node, name, format!("name {number}").into());
    }
    for number in 0..count {
        let relationship =
            graph.add_relationship(NodeId(number), knows, NodeId((number + 1) % count));
        graph.set_relationship_property(relationship, weight, f64::from(number).into());
    }
    FrozenGraph::of(&graph).unwrap()
}

/// Names and weights along the ring from one node.
fn walk(graph: &FrozenGraph, from: u32, steps: usize) -> Vec<(Value, Value)> {
    let (name, weight) = (
        graph.key_id("name").unwrap(),
        graph.key_id("weight").unwrap(),
    );
    let (mut node, mut found) = (NodeId(from), Vec::new());
    for _ in 0..steps {
        let mut next = None;
        graph.visit_neighbours(node, Direction::Outgoing, None, &mut |step| {
            next = Some(step);
            true
        });
        let Some(step) = next else { break };
        found.push((
            graph.node_property(step.node, name),
            graph.relationship_property(step.relationship, weight),
        ));
        node = step.node;
    }
    found
}

#[test]
fn graph_comes_back_in_pieces_and_in_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ring.relata");
    // Large enough that sections are read in several pieces.
    let graph = ring(60_000);
    Snapshot::write(&path, &graph, "a ring").unwrap();
    assert!(Snapshot::is_snapshot(&path));
    let snapshot = Snapshot::open(&path).unwrap();
    assert_eq!(snapshot.origin(), "a ring");
    for (from, steps) in [(59_990, 20), (0, 20_000), (7, 3)] {
        assert_eq!(
            walk(snapshot.graph(), from, steps),
            walk(&graph, from, steps)
        );
    }
    let name = snapshot.graph().key_id("name").unwrap();
    let found = snapshot
        .graph()
        .nodes_by_property(name, &"name 12345".into());
    assert_eq!(found, Some(vec![NodeId(12345)]));
    assert!(!snapshot.graph().is_damaged());
}

#[test]
fn what_is_whole_has_no_problems_and_every_changed_byte_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ring.relata");
    Snapshot::write(&path, &ring(50), "").unwrap();
    assert_eq!(Snapshot::open(&path).unwrap().problems(), [""; 0]);
    let whole = fs::read(&path).unwrap();
    for at in (0..whole.len()).step_by(13) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        fs::write(&path, &bytes).unwrap();
        let problems = Snapshot::open(&path).map(|snapshot| snapshot.problems());
        assert!(
            problems.is_err() || problems.is_ok_and(|lines| !lines.is_empty()),
            "byte {at}"
        );
    }
}

#[test]
fn every_changed_byte_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ring.relata");
    let graph = ring(50);
    Snapshot::write(&path, &graph, "").unwrap();
    let whole = fs::read(&path).unwrap();
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        fs::write(&path, &bytes).unwrap();
        let Ok(snapshot) = Snapshot::open(&path) else {
            continue;
        };
        let found = walk(snapshot.graph(), 0, 60);
        let properties = (0..50).map(|node| snapshot.graph().node_properties(NodeId(node)));
        let _ = properties.count();
        let is_right = found == walk(&graph, 0, 60);
        assert!(is_right || snapshot.graph().is_damaged(), "byte {at}");
    }
}

#[test]
fn a_cut_file_is_said_to_be_cut() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ring.relata");
    Snapshot::write(&path, &ring(50), "").unwrap();
    let whole = fs::read(&path).unwrap();
    for end in [20, 63, 64, whole.len() - 1] {
        fs::write(&path, &whole[..end]).unwrap();
        let error = Snapshot::open(&path).unwrap_err();
        assert!(
            matches!(error, StorageError::CutShort { .. }),
            "{end}: {error}"
        );
    }
}

#[test]
fn a_file_of_version_2_is_still_read() {
    let path = std::path::Path::new("fixtures/snapshots/version-2.relata");
    let snapshot = Snapshot::open(path).unwrap();
    let graph = snapshot.graph();
    let (name, date) = (graph.key_id("name").unwrap(), graph.key_id("date").unwrap());
    assert_eq!(graph.node_property(NodeId(1), name), "Bob".into());
    let dates = (0..3).map(|at| graph.relationship_property(RelationshipId(at), date));
    let dates: Vec<Value> = dates.collect();
    assert_eq!(
        dates,
        ["2025-07-01", "2025-08-01", "2025-07-03"].map(Value::from)
    );
    assert_eq!(snapshot.problems(), [""; 0]);
}

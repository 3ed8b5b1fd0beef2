//! The graph in memory that can be changed, one step at a time, and put back as it was.
//!
//! petgraph's `StableGraph` holds the nodes and relationships; beside it stand the tables that make questions fast:
//! ids to places, labels to nodes, text to nodes for indexed keys. Ids come from a counter and are never given
//! twice, although petgraph reuses its places. Every change is written into a log while a transaction is open, so
//! that [`PropertyGraph::rollback`] can undo it.

mod change;
mod interner;
mod read;

use std::collections::BTreeSet;

use petgraph::Direction as Way;
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use rustc_hash::FxHashMap;

use super::view::{KeyId, LabelId, RelationshipRecord, TypeId};
use crate::value::{NodeId, RelationshipId, Value};
use change::Change;
use interner::Interner;

#[derive(Debug, Clone, Default)]
struct NodeRecord {
    id: u32,
    /// Ascending.
    labels: Vec<LabelId>,
    properties: Vec<(KeyId, Value)>,
    degrees: Degrees,
}

/// How many relationships a node has, so that nobody has to walk them to know.
#[derive(Debug, Clone, Copy, Default)]
struct Degrees {
    outgoing: u32,
    incoming: u32,
    /// Counted in both of the others.
    loops: u32,
}

#[derive(Debug, Clone)]
struct EdgeRecord {
    id: u32,
    relationship_type: TypeId,
    properties: Vec<(KeyId, Value)>,
}

/// A property graph that can be changed.
#[derive(Debug, Clone, Default)]
pub struct PropertyGraph {
    graph: StableDiGraph<NodeRecord, EdgeRecord, u32>,
    /// Where each node id lies, `None` once deleted.
    node_places: Vec<Option<NodeIndex<u32>>>,
    edge_places: Vec<Option<EdgeIndex<u32>>>,
    labels: Interner,
    types: Interner,
    keys: Interner,
    /// The nodes with each label, by label.
    label_members: Vec<BTreeSet<NodeId>>,
    type_counts: Vec<usize>,
    /// Text of the indexed keys to nodes.
    text_index: FxHashMap<KeyId, FxHashMap<std::sync::Arc<str>, BTreeSet<NodeId>>>,
    log: Option<Vec<Change>>,
}

impl PropertyGraph {
    /// An empty graph, with an index of the property `name`.
    pub fn new() -> Self {
        let mut graph = Self::default();
        graph.add_index("name");
        graph
    }

    /// Answers `nodes_by_property` for text of this key from now on.
    pub fn add_index(&mut self, key: &str) {
        let key = KeyId(self.keys.intern(key));
        let mut index: FxHashMap<_, BTreeSet<NodeId>> = FxHashMap::default();
        for record in self.graph.node_weights() {
            if let Some(Value::String(text)) = find(&record.properties, key) {
                index
                    .entry(text.clone())
                    .or_default()
                    .insert(NodeId(record.id));
            }
        }
        self.text_index.insert(key, index);
    }

    /// The number of a label's name; new names get the next one.
    pub fn intern_label(&mut self, name: &str) -> LabelId {
        let label = self.labels.intern(name);
        if label as usize == self.label_members.len() {
            self.label_members.push(BTreeSet::new());
        }
        LabelId(label)
    }

    /// The number of a type's name; new names get the next one.
    pub fn intern_type(&mut self, name: &str) -> TypeId {
        let relationship_type = self.types.intern(name);
        if relationship_type as usize == self.type_counts.len() {
            self.type_counts.push(0);
        }
        TypeId(relationship_type)
    }

    /// The number of a property key's name; new names get the next one.
    pub fn intern_key(&mut self, name: &str) -> KeyId {
        KeyId(self.keys.intern(name))
    }

    /// Adds a node without labels or properties.
    pub fn add_node(&mut self) -> NodeId {
        let id = NodeId(self.node_places.len() as u32);
        let place = self.graph.add_node(NodeRecord {
            id: id.0,
            ..NodeRecord::default()
        });
        self.node_places.push(Some(place));
        self.record(Change::NodeAdded(id));
        id
    }

    /// Adds a relationship without properties.
    ///
    /// # Panics
    /// If one of the nodes is not there.
    pub fn add_relationship(
        &mut self,
        start: NodeId,
        relationship_type: TypeId,
        end: NodeId,
    ) -> RelationshipId {
        let id = RelationshipId(self.edge_places.len() as u32);
        let place = self.connect(id, start, relationship_type, end, Vec::new());
        self.edge_places.push(Some(place));
        self.record(Change::RelationshipAdded(id));
        id
    }

    fn connect(
        &mut self,
        id: RelationshipId,
        start: NodeId,
        relationship_type: TypeId,
        end: NodeId,
        properties: Vec<(KeyId, Value)>,
    ) -> EdgeIndex<u32> {
        let place = |node: NodeId| {
            self.place(node)
                .expect("a relationship's ends are in the graph")
        };
        let (from, to) = (place(start), place(end));
        self.type_counts[relationship_type.0 as usize] += 1;
        self.graph[from].degrees.outgoing += 1;
        self.graph[to].degrees.incoming += 1;
        self.graph[from].degrees.loops += u32::from(from == to);
        let record = EdgeRecord {
            id: id.0,
            relationship_type,
            properties,
        };
        self.graph.add_edge(from, to, record)
    }

    /// Whether the label was new to the node.
    pub fn add_label(&mut self, node: NodeId, label: LabelId) -> bool {
        let Some(record) = self.node_mut(node) else {
            return false;
        };
        let Err(at) = record.labels.binary_search(&label) else {
            return false;
        };
        record.labels.insert(at, label);
        self.label_members[label.0 as usize].insert(node);
        self.record(Change::LabelAdded(node, label));
        true
    }

    /// Whether the node had the label.
    pub fn remove_label(&mut self, node: NodeId, label: LabelId) -> bool {
        let Some(record) = self.node_mut(node) else {
            return false;
        };
        let Ok(at) = record.labels.binary_search(&label) else {
            return false;
        };
        record.labels.remove(at);
        self.label_members[label.0 as usize].remove(&node);
        self.record(Change::LabelRemoved(node, label));
        true
    }

    /// Sets a property; `null` removes it. Says whether anything was set or removed.
    #[allow(clippy::needless_pass_by_value)] // As its sister for relationships, which keeps the value.
    pub fn set_node_property(&mut self, node: NodeId, key: KeyId, value: Value) -> bool {
        let Some(record) = self.node_mut(node) else {
            return false;
        };
        let before = put(&mut record.properties, key, value.clone());
        if before.is_null() && value.is_null() {
            return false;
        }
        self.reindex(node, key, &before, &value);
        self.record(Change::NodeProperty(node, key, before));
        true
    }

    /// Sets a property; `null` removes it. Says whether anything was set or removed.
    pub fn set_relationship_property(
        &mut self,
        relationship: RelationshipId,
        key: KeyId,
        value: Value,
    ) -> bool {
        let Some(place) = self.edge_place(relationship) else {
            return false;
        };
        let removes = value.is_null();
        let before = put(&mut self.graph[place].properties, key, value);
        if before.is_null() && removes {
            return false;
        }
        self.record(Change::RelationshipProperty(relationship, key, before));
        true
    }

    /// Removes a relationship; says whether it was there.
    ///
    /// # Panics
    /// Never: the tables and petgraph agree.
    pub fn remove_relationship(&mut self, relationship: RelationshipId) -> bool {
        let Some(place) = self.edge_place(relationship) else {
            return false;
        };
        let (from, to) = self
            .graph
            .edge_endpoints(place)
            .expect("a place in the table is in the graph");
        let (start, end) = (NodeId(self.graph[from].id), NodeId(self.graph[to].id));
        let edge = self
            .graph
            .remove_edge(place)
            .expect("a place in the table is in the graph");
        self.edge_places[relationship.0 as usize] = None;
        self.type_counts[edge.relationship_type.0 as usize] -= 1;
        self.graph[from].degrees.outgoing -= 1;
        self.graph[to].degrees.incoming -= 1;
        self.graph[from].degrees.loops -= u32::from(from == to);
        let record = RelationshipRecord {
            start,
            end,
            relationship_type: edge.relationship_type,
        };
        self.record(Change::RelationshipRemoved(
            relationship,
            record,
            edge.properties,
        ));
        true
    }

    /// The relationships at a node, ascending.
    pub fn relationships_of(&self, node: NodeId) -> Vec<RelationshipId> {
        let Some(place) = self.place(node) else {
            return Vec::new();
        };
        let mut found: Vec<RelationshipId> = [Way::Outgoing, Way::Incoming]
            .into_iter()
            .flat_map(|way| self.graph.edges_directed(place, way))
            .map(|edge| RelationshipId(edge.weight().id))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Removes a node with its relationships; says whether it was there.
    ///
    /// # Panics
    /// Never: the tables and petgraph agree.
    pub fn remove_node(&mut self, node: NodeId) -> bool {
        let Some(place) = self.place(node) else {
            return false;
        };
        for relationship in self.relationships_of(node) {
            self.remove_relationship(relationship);
        }
        let record = self
            .graph
            .remove_node(place)
            .expect("a place in the table is in the graph");
        self.node_places[node.0 as usize] = None;
        for label in &record.labels {
            self.label_members[label.0 as usize].remove(&node);
        }
        for (key, value) in &record.properties {
            self.reindex(node, *key, value, &Value::Null);
        }
        self.record(Change::NodeRemoved(node, record.labels, record.properties));
        true
    }

    fn reindex(&mut self, node: NodeId, key: KeyId, before: &Value, after: &Value) {
        let Some(index) = self.text_index.get_mut(&key) else {
            return;
        };
        if let Value::String(text) = before
            && let Some(nodes) = index.get_mut(text)
        {
            nodes.remove(&node);
        }
        if let Value::String(text) = after {
            index.entry(text.clone()).or_default().insert(node);
        }
    }

    fn place(&self, node: NodeId) -> Option<NodeIndex<u32>> {
        *self.node_places.get(node.0 as usize)?
    }

    fn edge_place(&self, relationship: RelationshipId) -> Option<EdgeIndex<u32>> {
        *self.edge_places.get(relationship.0 as usize)?
    }

    fn node_mut(&mut self, node: NodeId) -> Option<&mut NodeRecord> {
        let place = self.place(node)?;
        Some(&mut self.graph[place])
    }
}

fn find(properties: &[(KeyId, Value)], key: KeyId) -> Option<&Value> {
    properties
        .iter()
        .find(|(own, _)| *own == key)
        .map(|(_, value)| value)
}

/// Sets or removes a property and gives back what was there.
fn put(properties: &mut Vec<(KeyId, Value)>, key: KeyId, value: Value) -> Value {
    let at = properties.iter().position(|(own, _)| *own == key);
    match (at, value.is_null()) {
        (None, true) => Value::Null,
        (None, false) => {
            properties.push((key, value));
            Value::Null
        }
        (Some(at), true) => properties.remove(at).1,
        (Some(at), false) => std::mem::replace(&mut properties[at].1, value),
    }
}

//! The log of changes, and undoing them: a query that fails leaves the graph as it was.

use std::collections::BTreeSet;

use super::{Interner, NodeRecord, PropertyGraph};
use crate::graph::view::{KeyId, LabelId, RelationshipRecord};
use crate::value::{NodeId, RelationshipId, Value};

/// What was done, with what is needed to undo it.
#[derive(Debug, Clone)]
pub(super) enum Change {
    NodeAdded(NodeId),
    NodeRemoved(NodeId, Vec<LabelId>, Vec<(KeyId, Value)>),
    RelationshipAdded(RelationshipId),
    RelationshipRemoved(RelationshipId, RelationshipRecord, Vec<(KeyId, Value)>),
    LabelAdded(NodeId, LabelId),
    LabelRemoved(NodeId, LabelId),
    NodeProperty(NodeId, KeyId, Value),
    RelationshipProperty(RelationshipId, KeyId, Value),
}

impl PropertyGraph {
    /// Opens a transaction: changes are logged until [`Self::commit`] or [`Self::rollback`].
    pub fn begin(&mut self) {
        self.log = Some(Vec::new());
    }

    /// Keeps all changes since [`Self::begin`].
    pub fn commit(&mut self) {
        self.log = None;
    }

    /// The nodes and relationships that were made, changed or removed since [`Self::begin`].
    pub fn touched(&self) -> (BTreeSet<NodeId>, BTreeSet<RelationshipId>) {
        let (mut nodes, mut relationships) = (BTreeSet::new(), BTreeSet::new());
        for change in self.log.iter().flatten() {
            match change {
                Change::NodeAdded(node)
                | Change::NodeRemoved(node, ..)
                | Change::LabelAdded(node, _)
                | Change::LabelRemoved(node, _)
                | Change::NodeProperty(node, ..) => {
                    nodes.insert(*node);
                }
                Change::RelationshipAdded(relationship)
                | Change::RelationshipRemoved(relationship, ..)
                | Change::RelationshipProperty(relationship, ..) => {
                    relationships.insert(*relationship);
                }
            }
        }
        (nodes, relationships)
    }

    /// Undoes all changes since [`Self::begin`], last first. The ids given meanwhile are not given again.
    pub fn rollback(&mut self) {
        for change in self.log.take().unwrap_or_default().into_iter().rev() {
            self.undo(change);
        }
    }

    /// The labels and properties of a node that was removed in this transaction.
    pub(super) fn record(&mut self, change: Change) {
        if let Some(log) = &mut self.log {
            log.push(change);
        }
    }

    fn undo(&mut self, change: Change) {
        match change {
            Change::NodeAdded(node) => {
                self.remove_node(node);
            }
            Change::NodeRemoved(node, labels, properties) => {
                self.restore_node(node, labels, properties);
            }
            Change::RelationshipAdded(relationship) => {
                self.remove_relationship(relationship);
            }
            Change::RelationshipRemoved(relationship, record, properties) => {
                let place = self.connect(
                    relationship,
                    record.start,
                    record.relationship_type,
                    record.end,
                    properties,
                );
                self.edge_places[relationship.0 as usize] = Some(place);
            }
            Change::LabelAdded(node, label) => {
                self.remove_label(node, label);
            }
            Change::LabelRemoved(node, label) => {
                self.add_label(node, label);
            }
            Change::NodeProperty(node, key, before) => {
                self.set_node_property(node, key, before);
            }
            Change::RelationshipProperty(relationship, key, before) => {
                self.set_relationship_property(relationship, key, before);
            }
        }
    }

    fn restore_node(
        &mut self,
        node: NodeId,
        labels: Vec<LabelId>,
        properties: Vec<(KeyId, Value)>,
    ) {
        for label in &labels {
            self.label_members[label.0 as usize].insert(node);
        }
        for (key, value) in &properties {
            self.reindex(node, *key, &Value::Null, value);
        }
        let record = NodeRecord {
            id: node.0,
            labels,
            properties,
            ..NodeRecord::default()
        };
        let place = self.graph.add_node(record);
        self.node_places[node.0 as usize] = Some(place);
    }

    /// The type of a relationship that was removed in this transaction.
    pub fn removed_relationship(&self, relationship: RelationshipId) -> Option<RelationshipRecord> {
        self.log
            .iter()
            .flatten()
            .rev()
            .find_map(|change| match change {
                Change::RelationshipRemoved(removed, record, _) if *removed == relationship => {
                    Some(*record)
                }
                _ => None,
            })
    }

    /// The name tables, for [`super::read`].
    pub(super) fn interners(&self) -> [&Interner; 3] {
        [&self.labels, &self.types, &self.keys]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::view::{Direction, GraphView};

    #[test]
    fn rollback_restores_nodes_relationships_labels_and_properties() {
        let mut graph = PropertyGraph::new();
        let (label, name) = (graph.intern_label("Person"), graph.intern_key("name"));
        let call = graph.intern_type("call");
        let (ada, bob) = (graph.add_node(), graph.add_node());
        graph.add_label(ada, label);
        graph.set_node_property(ada, name, "Ada".into());
        graph.add_relationship(ada, call, bob);
        graph.begin();
        graph.remove_node(ada);
        graph.add_node();
        graph.set_node_property(bob, name, "Bob".into());
        graph.rollback();
        assert_eq!(graph.node_count(), 2);
        assert_eq!(
            graph.nodes_by_property(name, &"Ada".into()),
            Some(vec![ada])
        );
        assert_eq!(graph.nodes_by_property(name, &"Bob".into()), Some(vec![]));
        assert_eq!(graph.degree(bob, Direction::Incoming, Some(&[call])), 1);
        assert_eq!((graph.label_count(label), graph.type_count(call)), (1, 1));
    }

    #[test]
    fn ids_are_never_given_twice() {
        let mut graph = PropertyGraph::new();
        let first = graph.add_node();
        graph.remove_node(first);
        assert_ne!(graph.add_node(), first);
    }
}

//! The property graph as a query sees it.

use petgraph::Direction as Way;
use petgraph::visit::EdgeRef;

use super::{PropertyGraph, find};
use crate::graph::view::{
    Direction, GraphView, KeyId, LabelId, Neighbour, RelationshipRecord, TypeId, Visitor,
};
use crate::value::{NodeId, RelationshipId, Value};

impl PropertyGraph {
    fn sorted(&self, properties: &[(KeyId, Value)]) -> Vec<(KeyId, Value)> {
        let mut sorted = properties.to_vec();
        sorted.sort_by(|(left, _), (right, _)| self.key_name(*left).cmp(self.key_name(*right)));
        sorted
    }

    /// Newest first, as petgraph keeps them; a loop is left out on the way in, having been seen on the way out.
    fn walk(
        &self,
        node: NodeId,
        way: Way,
        skip_loops: bool,
        types: Option<&[TypeId]>,
        visit: Visitor<'_, Neighbour>,
    ) -> bool {
        let Some(place) = self.place(node) else {
            return true;
        };
        for edge in self.graph.edges_directed(place, way) {
            if types.is_some_and(|types| !types.contains(&edge.weight().relationship_type)) {
                continue;
            }
            let other = if way == Way::Outgoing {
                edge.target()
            } else {
                edge.source()
            };
            if skip_loops && other == place {
                continue;
            }
            let step = Neighbour {
                relationship: RelationshipId(edge.weight().id),
                node: NodeId(self.graph[other].id),
            };
            if !visit(step) {
                return false;
            }
        }
        true
    }
}

impl GraphView for PropertyGraph {
    fn label_id(&self, name: &str) -> Option<LabelId> {
        self.interners()[0].number(name).map(LabelId)
    }

    fn label_name(&self, label: LabelId) -> &str {
        self.interners()[0].name(label.0)
    }

    fn labels(&self) -> Vec<LabelId> {
        let used = |&label: &u32| !self.label_members[label as usize].is_empty();
        (0..self.label_members.len() as u32)
            .filter(used)
            .map(LabelId)
            .collect()
    }

    fn type_id(&self, name: &str) -> Option<TypeId> {
        self.interners()[1].number(name).map(TypeId)
    }

    fn type_name(&self, relationship_type: TypeId) -> &str {
        self.interners()[1].name(relationship_type.0)
    }

    fn types(&self) -> Vec<TypeId> {
        let used = |&number: &u32| self.type_counts[number as usize] > 0;
        (0..self.type_counts.len() as u32)
            .filter(used)
            .map(TypeId)
            .collect()
    }

    fn key_id(&self, name: &str) -> Option<KeyId> {
        self.interners()[2].number(name).map(KeyId)
    }

    fn key_name(&self, key: KeyId) -> &str {
        self.interners()[2].name(key.0)
    }

    fn keys(&self) -> Vec<KeyId> {
        (0..self.interners()[2].len() as u32).map(KeyId).collect()
    }

    fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    fn relationship_count(&self) -> usize {
        self.graph.edge_count()
    }

    fn label_count(&self, label: LabelId) -> usize {
        self.label_members[label.0 as usize].len()
    }

    fn type_count(&self, relationship_type: TypeId) -> usize {
        self.type_counts[relationship_type.0 as usize]
    }

    fn node_bound(&self) -> usize {
        self.node_places.len()
    }

    fn contains_node(&self, node: NodeId) -> bool {
        self.place(node).is_some()
    }

    fn visit_nodes(&self, label: Option<LabelId>, visit: Visitor<'_, NodeId>) {
        if let Some(label) = label {
            let members = &self.label_members[label.0 as usize];
            let _ = members.iter().all(|&node| visit(node));
            return;
        }
        for node in (0..self.node_places.len() as u32).map(NodeId) {
            if self.contains_node(node) && !visit(node) {
                return;
            }
        }
    }

    fn nodes_by_property(&self, key: KeyId, value: &Value) -> Option<Vec<NodeId>> {
        let index = self.text_index.get(&key)?;
        let text = value.as_str()?;
        Some(
            index
                .get(text)
                .map(|nodes| nodes.iter().copied().collect())
                .unwrap_or_default(),
        )
    }

    fn has_index(&self, key: KeyId) -> bool {
        self.text_index.contains_key(&key)
    }

    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.place(node)
            .is_some_and(|place| self.graph[place].labels.contains(&label))
    }

    fn node_labels(&self, node: NodeId) -> Vec<LabelId> {
        self.place(node)
            .map(|place| self.graph[place].labels.clone())
            .unwrap_or_default()
    }

    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        let Some(place) = self.place(node) else {
            return Value::Null;
        };
        find(&self.graph[place].properties, key)
            .cloned()
            .unwrap_or_default()
    }

    fn node_properties(&self, node: NodeId) -> Vec<(KeyId, Value)> {
        let Some(place) = self.place(node) else {
            return Vec::new();
        };
        self.sorted(&self.graph[place].properties)
    }

    fn relationship_bound(&self) -> usize {
        self.edge_places.len()
    }

    fn relationship(&self, relationship: RelationshipId) -> Option<RelationshipRecord> {
        let place = self.edge_place(relationship)?;
        let (from, to) = self.graph.edge_endpoints(place)?;
        Some(RelationshipRecord {
            start: NodeId(self.graph[from].id),
            end: NodeId(self.graph[to].id),
            relationship_type: self.graph[place].relationship_type,
        })
    }

    fn visit_relationships(
        &self,
        relationship_type: Option<TypeId>,
        visit: &mut dyn FnMut(RelationshipId, RelationshipRecord) -> bool,
    ) {
        for id in (0..self.edge_places.len() as u32).map(RelationshipId) {
            let Some(record) = self.relationship(id) else {
                continue;
            };
            if relationship_type.is_none_or(|wanted| record.relationship_type == wanted)
                && !visit(id, record)
            {
                return;
            }
        }
    }

    fn relationship_property(&self, relationship: RelationshipId, key: KeyId) -> Value {
        let Some(place) = self.edge_place(relationship) else {
            return Value::Null;
        };
        find(&self.graph[place].properties, key)
            .cloned()
            .unwrap_or_default()
    }

    fn relationship_properties(&self, relationship: RelationshipId) -> Vec<(KeyId, Value)> {
        let Some(place) = self.edge_place(relationship) else {
            return Vec::new();
        };
        self.sorted(&self.graph[place].properties)
    }

    fn visit_neighbours(
        &self,
        node: NodeId,
        direction: Direction,
        types: Option<&[TypeId]>,
        visit: Visitor<'_, Neighbour>,
    ) {
        match direction {
            Direction::Outgoing => self.walk(node, Way::Outgoing, false, types, visit),
            Direction::Incoming => self.walk(node, Way::Incoming, false, types, visit),
            Direction::Both => {
                self.walk(node, Way::Outgoing, false, types, visit)
                    && self.walk(node, Way::Incoming, true, types, visit)
            }
        };
    }

    fn degree(&self, node: NodeId, direction: Direction, types: Option<&[TypeId]>) -> usize {
        let Some(place) = self.place(node) else {
            return 0;
        };
        if types.is_some() {
            let mut count = 0;
            self.visit_neighbours(node, direction, types, &mut |_| {
                count += 1;
                true
            });
            return count;
        }
        let degrees = self.graph[place].degrees;
        let count = match direction {
            Direction::Outgoing => degrees.outgoing,
            Direction::Incoming => degrees.incoming,
            Direction::Both => degrees.outgoing + degrees.incoming - degrees.loops,
        };
        count as usize
    }
}

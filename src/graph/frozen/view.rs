//! The frozen graph as a query sees it.

use super::{FrozenGraph, Property, PropertyColumn};
use crate::graph::view::{
    Direction, GraphView, KeyId, LabelId, Neighbour, RelationshipRecord, TypeId, Visitor,
};
use crate::value::{NodeId, RelationshipId, Value};

impl FrozenGraph {
    /// Along one direction; a loop is left out with `skip_loops`. False when the visitor had enough.
    fn walk(
        &self,
        node: NodeId,
        direction: Direction,
        skip_loops: bool,
        types: Option<&[TypeId]>,
        visit: Visitor<'_, Neighbour>,
    ) -> bool {
        let adjacency = self.adjacency(direction);
        let mut walk_row = |row: std::ops::Range<usize>| {
            let nodes = adjacency.nodes(row.clone());
            row.zip(nodes.iter()).all(|(position, &other)| {
                (skip_loops && other == node.0)
                    || visit(Neighbour {
                        relationship: RelationshipId(adjacency.relationship(position)),
                        node: NodeId(other),
                    })
            })
        };
        match types {
            None => walk_row(adjacency.row(node.0)),
            Some(types) => types.iter().all(|relationship_type| {
                walk_row(adjacency.row_of_type(node.0, relationship_type.0))
            }),
        }
    }

    fn degree_along(&self, node: u32, direction: Direction, types: Option<&[TypeId]>) -> usize {
        let adjacency = self.adjacency(direction);
        match types {
            None => adjacency.row(node).len(),
            Some(types) => types
                .iter()
                .map(|own| adjacency.row_of_type(node, own.0).len())
                .sum(),
        }
    }

    fn loops_at(&self, node: u32, types: Option<&[TypeId]>) -> usize {
        if self.loops == 0 {
            return 0;
        }
        let mut count = 0;
        self.walk(
            NodeId(node),
            Direction::Outgoing,
            false,
            types,
            &mut |step| {
                count += usize::from(step.node.0 == node);
                true
            },
        );
        count
    }

    fn all_properties(&self, properties: &[Property], element: u32) -> Vec<(KeyId, Value)> {
        let values = properties.iter();
        let mut found: Vec<(KeyId, Value)> = values
            .map(|property| (KeyId(property.key), property.column.get(element)))
            .filter(|(_, value)| !value.is_null())
            .collect();
        found.sort_by_key(|(key, _)| self.keys.name(key.0));
        found
    }
}

impl GraphView for FrozenGraph {
    fn label_id(&self, name: &str) -> Option<LabelId> {
        let number = self.labels.names.iter().position(|own| **own == *name)?;
        Some(LabelId(number as u32))
    }

    fn label_name(&self, label: LabelId) -> &str {
        &self.labels.names[label.0 as usize]
    }

    fn labels(&self) -> Vec<LabelId> {
        let used = |&label: &u32| self.labels.counts[label as usize] > 0;
        let labels = 0..self.labels.names.len() as u32;
        labels.filter(used).map(LabelId).collect()
    }

    fn type_id(&self, name: &str) -> Option<TypeId> {
        self.types.table().names.number(name).map(TypeId)
    }

    fn type_name(&self, relationship_type: TypeId) -> &str {
        self.types.table().names.name(relationship_type.0)
    }

    fn types(&self) -> Vec<TypeId> {
        let counts = &self.types.table().counts;
        let used = |&number: &u32| counts[number as usize] > 0;
        let types = 0..counts.len() as u32;
        types.filter(used).map(TypeId).collect()
    }

    fn key_id(&self, name: &str) -> Option<KeyId> {
        self.keys.number(name).map(KeyId)
    }

    fn key_name(&self, key: KeyId) -> &str {
        self.keys.name(key.0)
    }

    fn keys(&self) -> Vec<KeyId> {
        (0..self.keys.0.len() as u32).map(KeyId).collect()
    }

    fn node_count(&self) -> usize {
        self.labels.node_count()
    }

    fn relationship_count(&self) -> usize {
        self.relationship_count
    }

    fn label_count(&self, label: LabelId) -> usize {
        self.labels.counts[label.0 as usize] as usize
    }

    fn type_count(&self, relationship_type: TypeId) -> usize {
        self.types.table().counts[relationship_type.0 as usize] as usize
    }

    fn node_bound(&self) -> usize {
        self.labels.node_count()
    }

    fn contains_node(&self, node: NodeId) -> bool {
        (node.0 as usize) < self.labels.node_count()
    }

    fn visit_nodes(&self, label: Option<LabelId>, visit: Visitor<'_, NodeId>) {
        let _ = match label {
            None => (0..self.node_count() as u32).all(|node| visit(NodeId(node))),
            Some(label) => self
                .labels
                .members(label.0)
                .iter()
                .all(|&node| visit(NodeId(node))),
        };
    }

    fn nodes_by_property(&self, key: KeyId, value: &Value) -> Option<Vec<NodeId>> {
        let PropertyColumn::Texts(texts) = self.node_column(key)? else {
            return None;
        };
        let rank = texts.find(value.as_str()?);
        let nodes = rank.map(|rank| texts.members(rank)).unwrap_or_default();
        Some(nodes.iter().copied().map(NodeId).collect())
    }

    fn has_index(&self, key: KeyId) -> bool {
        matches!(self.node_column(key), Some(PropertyColumn::Texts(_)))
    }

    fn nodes_of_one_value(&self, key: KeyId) -> usize {
        match self.node_column(key) {
            Some(PropertyColumn::Texts(texts)) => {
                self.node_count().div_ceil(texts.text_count().max(1))
            }
            _ => 1,
        }
    }

    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.labels.has(node.0, label.0)
    }

    fn node_labels(&self, node: NodeId) -> Vec<LabelId> {
        self.labels
            .of(node.0)
            .iter()
            .copied()
            .map(LabelId)
            .collect()
    }

    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        self.node_column(key)
            .map(|column| column.get(node.0))
            .unwrap_or_default()
    }

    fn node_properties(&self, node: NodeId) -> Vec<(KeyId, Value)> {
        self.all_properties(&self.node_properties, node.0)
    }

    fn relationship_bound(&self) -> usize {
        self.relationship_count
    }

    fn relationship(&self, relationship: RelationshipId) -> Option<RelationshipRecord> {
        let at = relationship.0 as usize;
        if at >= self.relationship_count {
            return None;
        }
        Some(RelationshipRecord {
            start: NodeId(self.start_of(relationship.0)),
            end: NodeId(*self.outgoing.nodes(at..at + 1).first()?),
            relationship_type: TypeId(*self.outgoing.types(at..at + 1).first()?),
        })
    }

    fn visit_relationships(
        &self,
        relationship_type: Option<TypeId>,
        visit: &mut dyn FnMut(RelationshipId, RelationshipRecord) -> bool,
    ) {
        let starts = self.starts();
        let (_, types, ends) = self.outgoing.whole();
        let mut show = |relationship: u32| {
            let at = relationship as usize;
            visit(
                RelationshipId(relationship),
                RelationshipRecord {
                    start: NodeId(starts[at]),
                    end: NodeId(ends[at]),
                    relationship_type: TypeId(types[at]),
                },
            )
        };
        let _ = match relationship_type {
            None => (0..self.relationship_count as u32).all(show),
            Some(wanted) => self
                .relationships_of_type(wanted)
                .iter()
                .all(|&relationship| show(relationship)),
        };
    }

    fn relationship_property(&self, relationship: RelationshipId, key: KeyId) -> Value {
        self.relationship_column(key)
            .map(|column| column.get(relationship.0))
            .unwrap_or_default()
    }

    fn relationship_properties(&self, relationship: RelationshipId) -> Vec<(KeyId, Value)> {
        self.all_properties(&self.relationship_properties, relationship.0)
    }

    fn visit_neighbours(
        &self,
        node: NodeId,
        direction: Direction,
        types: Option<&[TypeId]>,
        visit: Visitor<'_, Neighbour>,
    ) {
        let _ = match direction {
            Direction::Both => {
                self.walk(node, Direction::Outgoing, false, types, visit)
                    && self.walk(node, Direction::Incoming, true, types, visit)
            }
            one => self.walk(node, one, false, types, visit),
        };
    }

    fn degree(&self, node: NodeId, direction: Direction, types: Option<&[TypeId]>) -> usize {
        match direction {
            Direction::Both => {
                self.degree_along(node.0, Direction::Outgoing, types)
                    + self.degree_along(node.0, Direction::Incoming, types)
                    - self.loops_at(node.0, types)
            }
            one => self.degree_along(node.0, one, types),
        }
    }

    fn frozen(&self) -> Option<&FrozenGraph> {
        Some(self)
    }

    fn is_damaged(&self) -> bool {
        self.blocks
            .as_ref()
            .is_some_and(|blocks| blocks.is_damaged())
    }
}

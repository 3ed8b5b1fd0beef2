//! Entities and relations, in a defined order.

use super::{Entity, EntityId, Relation, RelationId};

/// What a set of articles says. Entities and relations lie at the index of their id.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KnowledgeGraph {
    entities: Vec<Entity>,
    relations: Vec<Relation>,
}

impl KnowledgeGraph {
    /// The graph of these entities and relations.
    ///
    /// # Panics
    /// When an entity or a relation does not lie at the index of its id.
    pub fn new(entities: Vec<Entity>, relations: Vec<Relation>) -> Self {
        let are_entities_in_place = entities
            .iter()
            .enumerate()
            .all(|(index, entity)| entity.id == EntityId(index as u32));
        let are_relations_in_place = relations
            .iter()
            .enumerate()
            .all(|(index, relation)| relation.id == RelationId(index as u32));
        assert!(
            are_entities_in_place && are_relations_in_place,
            "ids are indexes"
        );
        Self {
            entities,
            relations,
        }
    }

    /// All entities, by id.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// All relations, by id.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The entity with this id.
    ///
    /// # Panics
    /// When the id is of another graph.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// The relation with this id.
    ///
    /// # Panics
    /// When the id is of another graph.
    pub fn relation(&self, id: RelationId) -> &Relation {
        &self.relations[id.0 as usize]
    }
}

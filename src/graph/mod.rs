//! The graph: entities and relations, and their shape as a property graph, which is what
//! questions are put to. The only folder that names petgraph.

pub mod contradictions;
mod entity;
pub mod frozen;
pub mod governments;
mod knowledge_graph;
pub mod projection;
pub mod property_graph;
mod relation;
pub mod relation_names;
pub mod stories;
pub mod view;

pub use entity::{Entity, EntityId, EntityMention, MergeReason};
pub use knowledge_graph::KnowledgeGraph;
pub use relation::{Provenance, Relation, RelationId, RelationTime, Slot, Statement};

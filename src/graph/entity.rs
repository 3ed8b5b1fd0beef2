//! Entities: the things that relations hold between.

use serde::{Deserialize, Serialize};

use crate::document::{DocumentId, EntityType, MentionKind};
use crate::span::ByteSpan;

/// An entity of one graph. Ids count from 0 in the order of the entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// A place in an article that names an entity.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntityMention {
    /// Which article.
    pub document: DocumentId,
    /// Where in it, the whole noun phrase.
    pub span: ByteSpan,
    /// The name or the head in it.
    pub core: ByteSpan,
    /// What it is made of.
    pub kind: MentionKind,
}

/// A decision that two things are one, or that one stands for another, and why.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MergeReason {
    /// The article of the mentions, or of the cluster that was joined.
    pub document: DocumentId,
    /// The mention that was joined.
    pub mention: ByteSpan,
    /// The mention it was joined to, when it lies in the same article.
    pub antecedent: Option<ByteSpan>,
    /// The rule: `same name`, `surname in context`, `pronoun`.
    pub reason: Box<str>,
}

/// A node of the graph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Its id in this graph.
    pub id: EntityId,
    /// The canonical name: the longest proper name without titles and determiners.
    pub name: Box<str>,
    /// Whether the name is a proper name.
    pub is_named: bool,
    /// What kind of thing it is.
    pub entity_type: EntityType,
    /// What else it is called, sorted, without the canonical name.
    pub aliases: Vec<Box<str>>,
    /// Where it is mentioned, by document and place; never empty.
    pub mentions: Vec<EntityMention>,
    /// Who belongs to it, for *the two leaders*.
    pub members: Vec<EntityId>,
    /// The government or institution that its name stands for: Russia, for the Kremlin.
    pub stands_for: Option<EntityId>,
    /// Why its mentions are one.
    pub reasons: Vec<MergeReason>,
}

//! What changes the graph, for each row.

use std::sync::Arc;

use super::{Compiled, Pipeline, Slot};
use crate::graph::view::{Direction, KeyId, LabelId, TypeId};

/// One writing clause.
#[derive(Debug, Clone)]
pub enum Write {
    /// `CREATE`
    Create(Vec<CreateElement>),
    /// `MERGE`
    Merge(Box<MergePlan>),
    /// `SET` and `REMOVE`
    Set(Vec<SetOperation>),
    /// `DELETE`
    Delete {
        /// Whether relationships go with their nodes.
        detach: bool,
        /// What.
        targets: Vec<Compiled>,
    },
    /// `FOREACH`
    Foreach {
        /// The list.
        list: Compiled,
        /// Where each element goes.
        element: Slot,
        /// What is done for it, in order.
        writes: Vec<Write>,
    },
}

/// One thing that `CREATE` makes, in order.
#[derive(Debug, Clone)]
pub enum CreateElement {
    /// A node.
    Node(CreateNode),
    /// A relationship between nodes that are there by then.
    Relationship(CreateRelationship),
    /// A path of what was made.
    Path(Slot, Vec<super::PathElement>),
}

/// A node to be made.
#[derive(Debug, Clone)]
pub struct CreateNode {
    /// Where it goes.
    pub slot: Slot,
    /// Its labels.
    pub labels: Vec<LabelId>,
    /// Its properties: a map.
    pub properties: Option<Compiled>,
}

/// A relationship to be made.
#[derive(Debug, Clone)]
pub struct CreateRelationship {
    /// Where it goes.
    pub slot: Slot,
    /// The node written before it.
    pub left: Slot,
    /// The node written after it.
    pub right: Slot,
    /// Which way; `Both` is made outgoing.
    pub direction: Direction,
    /// Its type.
    pub relationship_type: TypeId,
    /// Its properties: a map.
    pub properties: Option<Compiled>,
}

/// `MERGE`: what to look for, and what to make if it is not there.
#[derive(Debug, Clone)]
pub struct MergePlan {
    /// Finds the pattern.
    pub find: Pipeline,
    /// Makes it.
    pub create: Vec<CreateElement>,
    /// `ON MATCH SET`
    pub on_match: Vec<SetOperation>,
    /// `ON CREATE SET`
    pub on_create: Vec<SetOperation>,
    /// Property values that must not be null.
    pub required: Vec<Compiled>,
}

/// One change.
#[derive(Debug, Clone)]
pub enum SetOperation {
    /// `n.key = value`, `REMOVE n.key`
    Property {
        /// Whose.
        subject: Compiled,
        /// Which.
        key: KeyId,
        /// The value; null removes.
        value: Compiled,
    },
    /// `n = map`; with `keep`, `n += map`
    Properties {
        /// Whose.
        subject: Slot,
        /// A map, a node or a relationship.
        value: Compiled,
        /// Whether other properties stay.
        keep: bool,
    },
    /// `n:A:B`
    AddLabels(Slot, Vec<LabelId>),
    /// `REMOVE n:A:B`
    RemoveLabels(Slot, Vec<LabelId>),
}

/// The names of the writing clauses, for `EXPLAIN`.
impl Write {
    /// `Create`, `Merge`, …
    pub fn name(&self) -> Arc<str> {
        match self {
            Self::Create(_) => "Create",
            Self::Merge(_) => "Merge",
            Self::Set(_) => "Set",
            Self::Delete { .. } => "Delete",
            Self::Foreach { .. } => "Foreach",
        }
        .into()
    }
}

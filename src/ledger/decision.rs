//! Decisions: what is to be otherwise than it was read.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::anchor::{EntityAnchor, MentionAnchor, RelationAnchor};
use crate::date::Day;
use crate::document::{DocumentId, EntityType};

/// The number of a decision in its ledger, from 1; never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DecisionId(pub u32);

impl fmt::Display for DecisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its number.
    pub id: DecisionId,
    /// When it was made.
    pub date: Option<Day>,
    /// What is to be done.
    pub action: Action,
    /// Why, in the words of whoever decided.
    pub reason: Option<Box<str>>,
}

/// What a decision does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", content = "arguments", rename_all = "snake_case")]
pub enum Action {
    /// Two entities are one, which keeps the name and the type of the first.
    Merge {
        /// Whose name and type stay.
        kept: EntityAnchor,
        /// What becomes part of it.
        merged: EntityAnchor,
    },
    /// Some mentions of an entity are another one.
    Split {
        /// What is divided.
        entity: EntityAnchor,
        /// What leaves it.
        parts: Vec<Part>,
        /// What the new entity is called; its longest name when nothing is given.
        name: Option<Box<str>>,
    },
    /// Two entities are never one.
    Distinct {
        /// One of them.
        left: EntityAnchor,
        /// The other.
        right: EntityAnchor,
    },
    /// An entity has another name; the old one becomes an alias.
    Rename {
        /// Which.
        entity: EntityAnchor,
        /// The new name.
        name: Box<str>,
    },
    /// An entity is another kind of thing.
    Retype {
        /// Which.
        entity: EntityAnchor,
        /// What it is.
        entity_type: EntityType,
    },
    /// An entity has one more name.
    Alias {
        /// Which.
        entity: EntityAnchor,
        /// The further name.
        alias: Box<str>,
    },
    /// A relation is wrong.
    Reject {
        /// Which.
        relation: RelationAnchor,
    },
    /// A predicate is counted and asked for under another name.
    Map {
        /// The predicate: `phone`.
        predicate: Box<str>,
        /// The relation: `call`.
        canonical: Box<str>,
        /// Whether subject and object change places: `lose_to`, `defeat`.
        #[serde(default)]
        inverse: bool,
    },
    /// An earlier decision does not count.
    Undo {
        /// Which.
        decision: DecisionId,
    },
}

impl Action {
    /// The entities that it names.
    pub fn entities(&self) -> Vec<&EntityAnchor> {
        match self {
            Self::Merge { kept, merged } => vec![kept, merged],
            Self::Distinct { left, right } => vec![left, right],
            Self::Split { entity, .. }
            | Self::Rename { entity, .. }
            | Self::Retype { entity, .. }
            | Self::Alias { entity, .. } => vec![entity],
            Self::Reject { .. } | Self::Map { .. } | Self::Undo { .. } => Vec::new(),
        }
    }

    /// The first word of the decision in a ledger's text.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Distinct { .. } => "distinct",
            Self::Rename { .. } => "rename",
            Self::Retype { .. } => "retype",
            Self::Alias { .. } => "alias",
            Self::Reject { .. } => "reject",
            Self::Map { .. } => "map",
            Self::Undo { .. } => "undo",
        }
    }
}

/// What leaves an entity that is split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// All its mentions in an article.
    Article(DocumentId),
    /// One mention.
    Mention(MentionAnchor),
}

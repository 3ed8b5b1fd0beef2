//! Decisions: what is to be otherwise than it was read.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::anchor::{EntityAnchor, MentionAnchor, RelationAnchor};
use super::note::{Properties, Property, Target};
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
    /// Somebody knows of a thing that no article mentions.
    Add {
        /// What it is.
        labels: Vec<Box<str>>,
        /// What is known of it.
        properties: Properties,
    },
    /// Somebody knows that two things are related, and no article says so.
    Relate {
        /// From where.
        from: Target,
        /// What the relation is called.
        relation: Box<str>,
        /// To where.
        to: Target,
        /// What is known of it.
        properties: Properties,
    },
    /// A property is noted; `null` takes it away.
    Set {
        /// Of what.
        target: Target,
        /// Which.
        key: Box<str>,
        /// What it is.
        value: Property,
    },
    /// A label is noted, or taken away.
    Label {
        /// Of what.
        target: Target,
        /// Which.
        label: Box<str>,
        /// Whether it is to be there.
        is_there: bool,
    },
    /// An entity is none: it is not in the graph, nor what is said of it.
    Discard {
        /// Which.
        entity: EntityAnchor,
    },
    /// An earlier decision does not count.
    Undo {
        /// Which.
        decision: DecisionId,
    },
}

impl Action {
    /// Whether it adds to the graph of questions, beside what articles say.
    pub fn is_note(&self) -> bool {
        match self {
            Self::Add { .. } | Self::Relate { .. } | Self::Set { .. } | Self::Label { .. } => true,
            Self::Reject { relation } => relation.role.is_some(),
            _ => false,
        }
    }

    /// The decisions that it refers to, to be changed when these get other numbers.
    pub(super) fn references(&mut self) -> Vec<&mut DecisionId> {
        match self {
            Self::Undo { decision } => vec![decision],
            Self::Relate { from, to, .. } => {
                let ends = [from, to].into_iter();
                ends.filter_map(Target::decision).collect()
            }
            Self::Set { target, .. } | Self::Label { target, .. } => {
                target.decision().into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The entities that it names.
    pub fn entities(&self) -> Vec<&EntityAnchor> {
        match self {
            Self::Merge { kept, merged } => vec![kept, merged],
            Self::Distinct { left, right } => vec![left, right],
            Self::Split { entity, .. }
            | Self::Rename { entity, .. }
            | Self::Retype { entity, .. }
            | Self::Alias { entity, .. }
            | Self::Discard { entity } => vec![entity],
            Self::Relate { from, to, .. } => {
                let ends = [from, to].into_iter();
                ends.filter_map(|end| end.entity()).collect()
            }
            Self::Set { target, .. } | Self::Label { target, .. } => {
                target.entity().into_iter().collect()
            }
            Self::Reject { .. } | Self::Map { .. } | Self::Add { .. } | Self::Undo { .. } => {
                Vec::new()
            }
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
            Self::Add { .. } => "add",
            Self::Relate { .. } => "relate",
            Self::Set { .. } => "set",
            Self::Label { is_there: true, .. } => "label",
            Self::Label { .. } => "unlabel",
            Self::Discard { .. } => "discard",
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

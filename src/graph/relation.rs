//! Relations: what the articles say of entities, each with the words it rests on.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::entity::EntityId;
use crate::date::TimeValue;
use crate::document::{DocumentId, Modality};
use crate::span::ByteSpan;

/// A relation of one graph. Ids count from 0 in the order of the relations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RelationId(pub u32);

/// What stands in a place of a relation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// A thing.
    Entity(EntityId),
    /// A statement.
    Relation(RelationId),
    /// Words.
    Literal {
        /// Cut to the core.
        text: Box<str>,
        /// The head word.
        head: Box<str>,
        /// Where the full phrase stands, in the document of the first evidence.
        span: ByteSpan,
    },
}

/// When a relation held, as an article says it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RelationTime {
    /// The words.
    pub text: Box<str>,
    /// Where they stand, in the document of the first evidence.
    pub span: ByteSpan,
    /// What they mean.
    pub value: TimeValue,
}

/// The words that a relation rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The article.
    pub document: DocumentId,
    /// The sentence.
    pub sentence: ByteSpan,
    /// The clause in it, at least.
    pub span: ByteSpan,
    /// Where the predicate's main word stands.
    pub predicate: ByteSpan,
    /// The words of the predicate as they stand there.
    pub phrase: Box<str>,
    /// The rule that found it.
    pub rule: Box<str>,
    /// How sure it is, 0 to 1; only the order means something.
    pub confidence: f32,
}

/// An edge of the graph: one fact, however often it is stated.
///
/// Two statements are one fact when subject, predicate, object, arguments, polarity, modality,
/// attribution and time agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Its id in this graph.
    pub id: RelationId,
    /// Who does it; none when no article says.
    pub subject: Option<Slot>,
    /// Lower-case lemma with its particle: `give_up`.
    pub predicate: Box<str>,
    /// The direct object or the content.
    pub object: Option<Slot>,
    /// Further arguments by role: `to`, `after`, `that`, `object2`.
    pub arguments: Vec<(Box<str>, Slot)>,
    /// Whether it is denied.
    pub negated: bool,
    /// How real it is.
    pub modality: Modality,
    /// Who says so, outermost first; empty for the articles' own voice.
    pub attribution: Vec<EntityId>,
    /// When.
    pub time: Option<RelationTime>,
    /// Where.
    pub place: Option<Slot>,
    /// The relation whose content this is.
    pub content_of: Option<RelationId>,
    /// Whether it means the same with subject and object exchanged.
    pub symmetric: bool,
    /// Whether it was said by a noun.
    pub nominal: bool,
    evidence: Vec<Provenance>,
}

/// Everything of a relation but its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Who does it.
    pub subject: Option<Slot>,
    /// Lower-case lemma with its particle.
    pub predicate: Box<str>,
    /// The direct object or the content.
    pub object: Option<Slot>,
    /// Further arguments by role.
    pub arguments: Vec<(Box<str>, Slot)>,
    /// Whether it is denied.
    pub negated: bool,
    /// How real it is.
    pub modality: Modality,
    /// Who says so, outermost first.
    pub attribution: Vec<EntityId>,
    /// When.
    pub time: Option<RelationTime>,
    /// Where.
    pub place: Option<Slot>,
    /// The relation whose content this is.
    pub content_of: Option<RelationId>,
    /// Whether it means the same with subject and object exchanged.
    pub symmetric: bool,
    /// Whether it was said by a noun.
    pub nominal: bool,
}

impl Relation {
    /// The relation that `statement` says, resting on `first`: a fact nobody stated is not a fact.
    pub fn new(id: RelationId, statement: Statement, first: Provenance) -> Self {
        let Statement {
            subject,
            predicate,
            object,
            arguments,
            negated,
            modality,
            attribution,
            time,
            place,
            content_of,
            symmetric,
            nominal,
        } = statement;
        Self {
            id,
            subject,
            predicate,
            object,
            arguments,
            negated,
            modality,
            attribution,
            time,
            place,
            content_of,
            symmetric,
            nominal,
            evidence: vec![first],
        }
    }

    /// The relation rests on this too.
    pub fn add_evidence(&mut self, another: Provenance) {
        self.evidence.push(another);
    }

    /// The relation rests on all that `another` rests on too.
    pub fn add_evidence_of(&mut self, another: Self) {
        self.evidence.extend(another.evidence);
    }

    /// What it rests on; never empty.
    pub fn evidence(&self) -> &[Provenance] {
        &self.evidence
    }

    /// The articles it rests on, each once, in the order of their ids.
    pub fn documents(&self) -> BTreeSet<&DocumentId> {
        let evidence = self.evidence.iter();
        evidence.map(|provenance| &provenance.document).collect()
    }

    /// The highest confidence of its evidence.
    pub fn confidence(&self) -> f32 {
        self.evidence
            .iter()
            .map(|provenance| provenance.confidence)
            .fold(0.0, f32::max)
    }
}

//! How a decision names what it is about: by places in articles, which no rebuild moves.

use serde::{Deserialize, Serialize};

use crate::document::{Argument, DocumentId, EntityType, Reading, RelationMention};
use crate::graph::{Entity, KnowledgeGraph, Relation, Slot};
use crate::span::ByteSpan;

/// A name in an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MentionAnchor {
    /// The article.
    pub document: DocumentId,
    /// The name or head in it.
    pub span: ByteSpan,
    /// The words there, so that a place in a changed article is not taken for the old one.
    pub text: Box<str>,
}

/// An entity: what it was called, and some of its mentions.
///
/// The first mention that is still there decides; without one, the only entity of that name and
/// type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntityAnchor {
    /// Its name when the decision was made.
    pub name: Box<str>,
    /// Its type then; any, when a person wrote the decision without one.
    pub entity_type: Option<EntityType>,
    /// Where it is mentioned, in different articles as far as there are.
    pub mentions: Vec<MentionAnchor>,
}

/// A relation: where its predicate stands, and its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RelationAnchor {
    /// The article.
    pub document: DocumentId,
    /// Where the main word of the predicate stands.
    pub span: ByteSpan,
    /// The words there.
    pub text: Box<str>,
    /// The predicate: `call`.
    pub predicate: Box<str>,
    /// Where the subject stands, to tell *A and B called C* apart.
    pub subject: Option<ByteSpan>,
    /// Where the object stands.
    pub object: Option<ByteSpan>,
    /// The role of the argument that is meant, where it is not the whole fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Box<str>>,
}

impl EntityAnchor {
    /// Names `entity` by at most `most` mentions, the first of each of its articles, names before
    /// descriptions.
    pub fn of<'r>(
        entity: &Entity,
        most: usize,
        reading: impl Fn(&DocumentId) -> Option<&'r Reading>,
    ) -> Self {
        let mut by_document = std::collections::BTreeMap::new();
        for mention in &entity.mentions {
            let key = (mention.kind, mention.core);
            let first = by_document.entry(&mention.document).or_insert(key);
            *first = (*first).min(key);
        }
        let mut places: Vec<_> = by_document.into_iter().collect();
        places.sort_by_key(|(document, (kind, _))| (*kind, *document));
        let anchors = places.into_iter().filter_map(|(document, (_, span))| {
            let text = reading(document)?.article.text.get(span.to_range())?;
            Some(MentionAnchor {
                document: document.clone(),
                span,
                text: text.into(),
            })
        });
        Self {
            name: entity.name.clone(),
            entity_type: Some(entity.entity_type),
            mentions: anchors.take(most).collect(),
        }
    }
}

impl RelationAnchor {
    /// Names everything that `relation` of `graph` rests on.
    pub fn all_of<'r>(
        relation: &Relation,
        graph: &KnowledgeGraph,
        reading: impl Fn(&DocumentId) -> Option<&'r Reading>,
    ) -> Vec<Self> {
        let mut anchors = Vec::new();
        for evidence in relation.evidence() {
            let Some(reading) = reading(&evidence.document) else {
                continue;
            };
            let is_in = |argument: &Option<Argument>, slot: &Option<Slot>| {
                is_in(reading, argument.as_ref(), slot.as_ref(), graph)
            };
            let mentions = reading.relations.iter().filter(|mention| {
                let (subject, object) = (&mention.subject, &mention.object);
                let is_same = is_in(subject, &relation.subject) && is_in(object, &relation.object);
                // Another article may say it the other way round.
                let is_turned = relation.symmetric
                    && is_in(subject, &relation.object)
                    && is_in(object, &relation.subject);
                mention.predicate.span == evidence.predicate
                    && mention.predicate.lemma == relation.predicate
                    && (is_same || is_turned)
            });
            anchors.extend(mentions.map(|mention| Self::of(reading, mention)));
        }
        anchors.sort();
        anchors.dedup();
        anchors
    }

    /// Names what `mention` says in `reading`.
    pub fn of(reading: &Reading, mention: &RelationMention) -> Self {
        let span = mention.predicate.span;
        Self {
            document: reading.article.id.clone(),
            span,
            text: span.of(&reading.article.text).into(),
            predicate: mention.predicate.lemma.clone(),
            subject: mention
                .subject
                .as_ref()
                .map(|argument| place(reading, argument)),
            object: mention
                .object
                .as_ref()
                .map(|argument| place(reading, argument)),
            role: None,
        }
    }
}

/// Whether what an argument names in a text is what stands in a slot of the graph.
fn is_in(
    reading: &Reading,
    argument: Option<&Argument>,
    slot: Option<&Slot>,
    graph: &KnowledgeGraph,
) -> bool {
    let document = &reading.article.id;
    match (argument, slot) {
        (None, None) => true,
        (Some(Argument::Mention(id)), Some(Slot::Entity(entity))) => {
            let core = reading.mentions[id.0 as usize].core;
            let mut mentions = graph.entity(*entity).mentions.iter();
            mentions.any(|mention| mention.document == *document && mention.core == core)
        }
        (Some(Argument::Clause(id)), Some(Slot::Relation(relation))) => {
            let predicate = reading.relations[id.0 as usize].predicate.span;
            let mut evidence = graph.relation(*relation).evidence().iter();
            evidence
                .any(|evidence| evidence.document == *document && evidence.predicate == predicate)
        }
        (Some(Argument::Literal(literal)), Some(Slot::Literal { text, .. })) => {
            literal.text == *text
        }
        _ => false,
    }
}

/// Where an argument stands: the core of a mention, the predicate of a clause, the words.
pub(super) fn place(reading: &Reading, argument: &Argument) -> ByteSpan {
    match argument {
        Argument::Mention(id) => reading.mentions[id.0 as usize].core,
        Argument::Clause(id) => reading.relations[id.0 as usize].predicate.span,
        Argument::Literal(literal) => literal.span,
    }
}

//! Relation mentions → relations over entities.

use crate::document::{Argument, Reading, RelationMention, Source};
use crate::graph::{EntityId, Provenance, Relation, RelationId, RelationTime, Slot, Statement};

/// Adds what `reading` says; `entities` holds the entity of each of its mentions.
pub(super) fn add(relations: &mut Vec<Relation>, reading: &Reading, entities: &[EntityId]) {
    let place = Place {
        reading,
        entities,
        base: relations.len() as u32,
    };
    for mention in &reading.relations {
        let id = RelationId(relations.len() as u32);
        relations.push(Relation::new(
            id,
            place.statement(mention),
            place.evidence(mention),
        ));
    }
}

struct Place<'a> {
    reading: &'a Reading,
    entities: &'a [EntityId],
    /// The id of the first relation of the article.
    base: u32,
}

impl Place<'_> {
    fn statement(&self, mention: &RelationMention) -> Statement {
        let arguments = mention.arguments.iter();
        let text = &self.reading.article.text;
        Statement {
            subject: mention.subject.as_ref().map(|argument| self.slot(argument)),
            predicate: mention.predicate.lemma.clone(),
            object: mention.object.as_ref().map(|argument| self.slot(argument)),
            arguments: arguments
                .map(|argument| (argument.role.clone(), self.slot(&argument.value)))
                .collect(),
            negated: mention.negated,
            modality: mention.modality,
            attribution: mention
                .attribution
                .iter()
                .map(|source| self.source(source))
                .collect(),
            time: mention.time.as_ref().map(|time| RelationTime {
                text: time.span.of(text).into(),
                span: time.span,
                value: time.value.clone(),
            }),
            place: mention.place.as_ref().map(|argument| self.slot(argument)),
            content_of: mention.content_of.map(|id| RelationId(self.base + id.0)),
            symmetric: mention.symmetric,
            nominal: mention.nominal,
        }
    }

    fn evidence(&self, mention: &RelationMention) -> Provenance {
        Provenance {
            document: self.reading.article.id.clone(),
            sentence: self.reading.sentences[mention.sentence.0 as usize].span,
            span: mention.evidence,
            predicate: mention.predicate.span,
            phrase: mention.predicate.phrase.clone(),
            rule: mention.rule.clone(),
            confidence: mention.confidence,
        }
    }

    fn slot(&self, argument: &Argument) -> Slot {
        match argument {
            Argument::Mention(mention) => Slot::Entity(self.entities[mention.0 as usize]),
            Argument::Clause(id) => Slot::Relation(RelationId(self.base + id.0)),
            Argument::Literal(literal) => Slot::Literal {
                text: literal.text.clone(),
                head: literal.head.clone(),
                span: literal.span,
            },
        }
    }

    fn source(&self, source: &Source) -> EntityId {
        let mention = match source {
            Source::Mention(mention) => *mention,
            Source::Cluster(cluster) => self.reading.clusters[cluster.0 as usize].mentions[0],
        };
        self.entities[mention.0 as usize]
    }
}

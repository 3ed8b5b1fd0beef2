//! Which decisions are about an entity or rest on a place: for whoever asks why.

use super::Ledger;
use super::anchor::{EntityAnchor, RelationAnchor};
use super::decision::{Action, Decision, Part};
use super::places::Places;
use crate::document::{DocumentId, Reading};
use crate::graph::{Entity, EntityId, KnowledgeGraph, Relation, RelationId};
use crate::span::ByteSpan;

/// The decisions in force that name `entity`, one of the corrected `entities`, in their order.
pub fn decisions_about<'l>(
    ledger: &'l Ledger,
    entities: &[Entity],
    readings: &[&Reading],
    entity: EntityId,
) -> Vec<&'l Decision> {
    let in_force = ledger.in_force();
    if in_force.is_empty() {
        return in_force;
    }
    let question = Question {
        places: Places::new(entities, readings),
        entity: &entities[entity.0 as usize],
    };
    let decisions = in_force.into_iter();
    decisions
        .filter(|decision| question.is_named_in(&decision.action))
        .collect()
}

struct Question<'a> {
    places: Places<'a>,
    entity: &'a Entity,
}

impl Question<'_> {
    fn is_named_in(&self, action: &Action) -> bool {
        let anchors = action.entities();
        let is_anchored = anchors.into_iter().any(|anchor| self.is(anchor));
        is_anchored
            || match action {
                Action::Split { parts, name, .. } => self.is_split_off(parts, name.as_deref()),
                Action::Reject { relation } => self.is_end_of(relation),
                _ => false,
            }
    }

    fn is(&self, anchor: &EntityAnchor) -> bool {
        let found = self.places.entity(anchor);
        found.is_some_and(|(index, _)| index == self.entity.id.0 as usize)
    }

    fn is_split_off(&self, parts: &[Part], name: Option<&str>) -> bool {
        parts.iter().any(|part| match part {
            Part::Mention(mention) => {
                let found = self.places.mention(mention);
                found.is_some_and(|(index, _)| index == self.entity.id.0 as usize)
            }
            Part::Article(document) => {
                let mut mentions = self.entity.mentions.iter();
                name == Some(&*self.entity.name)
                    && mentions.any(|mention| mention.document == *document)
            }
        })
    }

    fn is_end_of(&self, relation: &RelationAnchor) -> bool {
        let ends = [relation.subject, relation.object];
        let mut mentions = self.entity.mentions.iter();
        mentions.any(|mention| {
            mention.document == relation.document
                && ends
                    .iter()
                    .flatten()
                    .any(|place| place.overlaps(mention.core))
        })
    }
}

/// The facts of a graph, to be found by what names them.
pub(super) struct Facts<'a> {
    pub(super) graph: &'a KnowledgeGraph,
    pub(super) readings: &'a [&'a Reading],
}

impl Facts<'_> {
    /// The fact that an anchor names, where the text is as it was.
    pub(super) fn find(&self, anchor: &RelationAnchor) -> Option<RelationId> {
        let reading = |id: &DocumentId| {
            let found = self.readings.iter().find(|known| known.article.id == *id);
            found.copied()
        };
        let text = &reading(&anchor.document)?.article.text;
        if text.get(anchor.span.to_range()) != Some(&*anchor.text) {
            return None;
        }
        let is_meant = |known: &RelationAnchor| {
            let is_same = |known: Option<ByteSpan>, wanted: Option<ByteSpan>| match (known, wanted)
            {
                (Some(known), Some(wanted)) => known.overlaps(wanted),
                (None, None) => true,
                _ => false,
            };
            known.document == anchor.document
                && known.span.overlaps(anchor.span)
                && is_same(known.subject, anchor.subject)
                && is_same(known.object, anchor.object)
        };
        let rests_there = |relation: &&Relation| {
            relation.evidence().iter().any(|evidence| {
                evidence.document == anchor.document && evidence.predicate.overlaps(anchor.span)
            })
        };
        let relations = self.graph.relations().iter().filter(rests_there);
        let mut found = relations.filter(|relation| {
            let anchors = RelationAnchor::all_of(relation, self.graph, reading);
            anchors.iter().any(is_meant)
        });
        found.next().map(|relation| relation.id)
    }
}

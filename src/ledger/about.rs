//! Which decisions are about an entity or rest on a place: for whoever asks why.

use super::Ledger;
use super::anchor::{EntityAnchor, RelationAnchor};
use super::decision::{Action, Decision, Part};
use super::places::Places;
use crate::document::Reading;
use crate::graph::{Entity, EntityId};

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

//! A graph less the entities that people say are none, and less what is said of them.

use std::collections::{BTreeMap, BTreeSet};

use super::Ledger;
use super::decision::{Action, DecisionId};
use super::finding::{Finding, Outcome};
use super::places::Places;
use crate::document::Reading;
use crate::graph::{Entity, EntityId, KnowledgeGraph, Relation, RelationId, Slot};

/// The graph without the entities that `ledger` discards, and the discardings that found nothing.
///
/// A fact whose subject or object goes, goes too; an argument goes alone. Where such a fact is what
/// somebody said, the words of the clause stay.
pub fn without_discarded(
    graph: KnowledgeGraph,
    ledger: &Ledger,
    readings: &[&Reading],
) -> (KnowledgeGraph, Vec<Finding>) {
    let decisions = ledger.in_force();
    let mut wanted = decisions
        .iter()
        .filter_map(|decision| match &decision.action {
            Action::Discard { entity } => Some((decision.id, entity)),
            _ => None,
        })
        .peekable();
    if wanted.peek().is_none() {
        return (graph, Vec::new());
    }
    let places = Places::new(graph.entities(), readings);
    let mut gone: BTreeSet<EntityId> = BTreeSet::new();
    let mut findings = Vec::new();
    for (decision, anchor) in wanted {
        match places.entity(anchor) {
            Some((index, _)) => {
                gone.insert(EntityId(index as u32));
            }
            None => findings.push(resting(decision, &anchor.name)),
        }
    }
    let less = Less::new(&graph, readings, &gone);
    (less.graph(), findings)
}

fn resting(decision: DecisionId, name: &str) -> Finding {
    Finding {
        decision,
        outcome: Outcome::Dormant { name: name.into() },
    }
}

struct Less<'a> {
    graph: &'a KnowledgeGraph,
    readings: &'a [&'a Reading],
    /// The new ids of what stays.
    entities: BTreeMap<EntityId, EntityId>,
    relations: BTreeMap<RelationId, RelationId>,
}

impl<'a> Less<'a> {
    fn new(
        graph: &'a KnowledgeGraph,
        readings: &'a [&'a Reading],
        gone: &BTreeSet<EntityId>,
    ) -> Self {
        let entities = graph.entities().iter().map(|entity| entity.id);
        let entities = entities.filter(|id| !gone.contains(id));
        let relations = graph.relations().iter();
        let relations = relations.filter(|relation| !is_about(relation, gone));
        Self {
            graph,
            readings,
            entities: (0..).map(EntityId).zip(entities).map(swapped).collect(),
            relations: (0..)
                .map(RelationId)
                .zip(relations.map(|relation| relation.id))
                .map(swapped)
                .collect(),
        }
    }

    fn graph(&self) -> KnowledgeGraph {
        let entities = self.entities.iter();
        let entities = entities.map(|(old, new)| self.entity(self.graph.entity(*old), *new));
        let relations = self.relations.iter();
        let relations = relations.map(|(old, new)| self.relation(self.graph.relation(*old), *new));
        KnowledgeGraph::new(entities.collect(), relations.collect())
    }

    fn entity(&self, entity: &Entity, id: EntityId) -> Entity {
        let now = |old: &EntityId| self.entities.get(old).copied();
        Entity {
            id,
            members: entity.members.iter().filter_map(now).collect(),
            stands_for: entity.stands_for.as_ref().and_then(now),
            ..entity.clone()
        }
    }

    fn relation(&self, relation: &Relation, id: RelationId) -> Relation {
        let mut kept = relation.clone();
        kept.id = id;
        kept.subject = relation.subject.as_ref().and_then(|slot| self.slot(slot));
        kept.object = relation.object.as_ref().and_then(|slot| self.slot(slot));
        kept.place = relation.place.as_ref().and_then(|slot| self.slot(slot));
        let arguments = relation.arguments.iter();
        kept.arguments = arguments
            .filter_map(|(role, slot)| Some((role.clone(), self.slot(slot)?)))
            .collect();
        let sources = relation.attribution.iter();
        kept.attribution = sources
            .filter_map(|source| self.entities.get(source).copied())
            .collect();
        kept.content_of = relation
            .content_of
            .and_then(|parent| self.relations.get(&parent).copied());
        kept
    }

    fn slot(&self, slot: &Slot) -> Option<Slot> {
        match slot {
            Slot::Entity(id) => self.entities.get(id).copied().map(Slot::Entity),
            Slot::Relation(id) => {
                let now = self.relations.get(id).copied().map(Slot::Relation);
                Some(now.unwrap_or_else(|| self.words(*id)))
            }
            Slot::Literal { .. } => Some(slot.clone()),
        }
    }

    /// A clause as mere words.
    fn words(&self, clause: RelationId) -> Slot {
        let relation = self.graph.relation(clause);
        let evidence = &relation.evidence()[0];
        let mut readings = self.readings.iter();
        let reading = readings.find(|reading| reading.article.id == evidence.document);
        let text = reading.and_then(|known| known.article.text.get(evidence.span.to_range()));
        Slot::Literal {
            text: text.unwrap_or_default().into(),
            head: relation.predicate.clone(),
            span: evidence.span,
        }
    }
}

fn swapped<N, O>((new, old): (N, O)) -> (O, N) {
    (old, new)
}

/// Whether the relationship that a fact is has one of these at an end.
fn is_about(relation: &Relation, entities: &BTreeSet<EntityId>) -> bool {
    let object = relation.object.as_ref();
    let object = object.or_else(|| relation.arguments.first().map(|(_, slot)| slot));
    let mut ends = relation.subject.iter().chain(object);
    ends.any(|end| matches!(end, Slot::Entity(id) if entities.contains(id)))
}

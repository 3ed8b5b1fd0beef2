//! Metonyms: what the Kremlin or Moscow does as a government, Russia does too.
//!
//! Goes in: a graph whose entities say what they [stand for](super::Entity::stands_for). Comes out:
//! for each relation in which a seat or a capital acts, the same relation with the country in its
//! place. No entity is rewritten: a football club is named for its city as well.

use super::{Entity, EntityId, KnowledgeGraph, Relation, Slot};
use crate::lexicon::{Lexicon, MetonymKind};

/// Roles in which a capital is a party: *between Moscow and Kyiv*.
const PARTIES: [&str; 5] = ["between", "with", "against", "by", "among"];

/// Roles in which even a seat is a place: *at the White House*.
const PLACES: [&str; 10] = [
    "at", "in", "to", "from", "into", "near", "outside", "inside", "on", "around",
];

/// What cities do as cities: *Athens saw its hottest day*, *Moscow lies on a river*.
const OF_CITIES: [&str; 44] = [
    "appear",
    "attract",
    "be",
    "become",
    "belong",
    "boast",
    "burn",
    "celebrate",
    "contain",
    "draw",
    "enjoy",
    "expand",
    "experience",
    "fall",
    "feature",
    "feel",
    "flood",
    "freeze",
    "get",
    "grow",
    "have",
    "hear",
    "hold",
    "host",
    "house",
    "include",
    "lie",
    "live",
    "look",
    "lose",
    "mourn",
    "offer",
    "remain",
    "see",
    "seem",
    "sit",
    "sleep",
    "spread",
    "stand",
    "stay",
    "stretch",
    "suffer",
    "wake",
    "win",
];

/// Whether who does `predicate` (a lemma with its particle: `give_up`) acts, as governments do and
/// cities do not: it says, decides, tries, or does something to somebody or something.
pub fn is_act(predicate: &str, lexicon: &Lexicon) -> bool {
    let verb = predicate.split('_').next().unwrap_or_default();
    if lexicon.reporting(verb).is_some()
        || lexicon.implicative(verb).is_some()
        || lexicon.is_reciprocal_verb(verb)
    {
        return true;
    }
    let frames = lexicon.verb_frames(verb).unwrap_or_default();
    let does = frames.transitive() || frames.that_clause() || frames.infinitive();
    does && !OF_CITIES.contains(&verb)
}

/// Whether `relation` shows `entity`, a seat or a capital, as a government.
pub fn acts_in(
    relation: &Relation,
    entity: &Entity,
    graph: Members<'_>,
    lexicon: &Lexicon,
) -> bool {
    let view = View { graph, lexicon };
    let Some(kind) = view.kind(entity) else {
        return false;
    };
    let is_it = |slot: &Slot| view.holds(slot, entity.id);
    relation.attribution.contains(&entity.id)
        || relation
            .subject
            .as_ref()
            .is_some_and(|slot| is_it(slot) && view.is_party_as_subject(relation, kind))
        || relation
            .object
            .as_ref()
            .is_some_and(|slot| is_it(slot) && view.is_party_as_object(relation, kind))
        || relation
            .arguments
            .iter()
            .any(|(role, slot)| is_it(slot) && is_party(role, kind))
}

/// The entities of a graph, by id: for the members of groups.
pub type Members<'a> = &'a [Entity];

/// For each relation in which a body or city acts for a country, that relation with the country in
/// its place, in the order of relations. They keep id and evidence: it is one fact, told twice.
pub fn told_of_countries(graph: &KnowledgeGraph, lexicon: &Lexicon) -> Vec<Relation> {
    let view = View {
        graph: graph.entities(),
        lexicon,
    };
    let relations = graph.relations().iter();
    relations
        .filter_map(|relation| view.of_countries(relation))
        .collect()
}

struct View<'a> {
    graph: Members<'a>,
    lexicon: &'a Lexicon,
}

impl View<'_> {
    fn entity(&self, id: EntityId) -> &Entity {
        &self.graph[id.0 as usize]
    }

    fn kind(&self, entity: &Entity) -> Option<MetonymKind> {
        let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
        names.find_map(|name| Some(self.lexicon.metonym(name)?.kind))
    }

    fn holds(&self, slot: &Slot, id: EntityId) -> bool {
        let Slot::Entity(entity) = slot else {
            return false;
        };
        *entity == id || self.entity(*entity).members.contains(&id)
    }

    fn is_party_as_subject(&self, relation: &Relation, kind: MetonymKind) -> bool {
        kind == MetonymKind::Seat || is_act(&relation.predicate, self.lexicon)
    }

    /// *told Moscow*, but *left Moscow*.
    fn is_party_as_object(&self, relation: &Relation, kind: MetonymKind) -> bool {
        let verb = relation.predicate.split('_').next().unwrap_or_default();
        kind == MetonymKind::Seat
            || self.lexicon.reporting(verb).is_some()
            || self.lexicon.is_reciprocal_verb(verb)
    }

    fn of_countries(&self, relation: &Relation) -> Option<Relation> {
        let country = |slot: &Slot, is_party: &dyn Fn(MetonymKind) -> bool| {
            let Slot::Entity(id) = slot else { return None };
            let entity = self.entity(*id);
            let government = entity.stands_for?;
            is_party(self.kind(entity)?).then_some(Slot::Entity(government))
        };
        let mut told = relation.clone();
        if let Some(slot) = &mut told.subject {
            let acts = |kind| self.is_party_as_subject(relation, kind);
            *slot = country(slot, &acts).unwrap_or_else(|| slot.clone());
        }
        if let Some(slot) = &mut told.object {
            let acts = |kind| self.is_party_as_object(relation, kind);
            *slot = country(slot, &acts).unwrap_or_else(|| slot.clone());
        }
        for (role, slot) in &mut told.arguments {
            let acts = |kind| is_party(role, kind);
            *slot = country(slot, &acts).unwrap_or_else(|| slot.clone());
        }
        for source in &mut told.attribution {
            *source = self.entity(*source).stands_for.unwrap_or(*source);
        }
        (told != *relation).then_some(told)
    }
}

fn is_party(role: &str, kind: MetonymKind) -> bool {
    match kind {
        MetonymKind::Seat => !PLACES.contains(&role),
        MetonymKind::Capital => PARTIES.contains(&role),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, EntityType, Modality};
    use crate::graph::{Provenance, RelationId, Statement};
    use crate::span::ByteSpan;

    fn entity(id: u32, name: &str, stands_for: Option<u32>) -> Entity {
        Entity {
            id: EntityId(id),
            name: name.into(),
            is_named: true,
            entity_type: EntityType::Gpe,
            aliases: vec![],
            mentions: vec![],
            members: vec![],
            stands_for: stands_for.map(EntityId),
            reasons: vec![],
        }
    }

    /// Russia 0, Moscow 1, Kremlin 2, Putin 3; who does what to whom, for countries.
    fn check(
        subject: u32,
        predicate: &str,
        object: Option<u32>,
        expected: Option<(u32, Option<u32>)>,
    ) {
        let entities = vec![
            entity(0, "Russia", None),
            entity(1, "Moscow", Some(0)),
            entity(2, "Kremlin", Some(0)),
            entity(3, "Vladimir Putin", None),
        ];
        let slot = |id: u32| Slot::Entity(EntityId(id));
        let statement = Statement {
            subject: Some(slot(subject)),
            predicate: predicate.into(),
            object: object.map(slot),
            arguments: vec![],
            negated: false,
            modality: Modality::Asserted,
            attribution: vec![],
            time: None,
            place: None,
            content_of: None,
            symmetric: false,
            nominal: false,
        };
        let span = ByteSpan::new(0, 1);
        let provenance = Provenance {
            document: DocumentId::new("1"),
            sentence: span,
            span,
            predicate: span,
            phrase: predicate.into(),
            rule: "clause".into(),
            confidence: 1.0,
        };
        let relation = Relation::new(RelationId(0), statement, provenance);
        let graph = KnowledgeGraph::new(entities, vec![relation]);
        let told = told_of_countries(&graph, &Lexicon::english());
        let told = told.first();
        let ends = told.map(|told| (told.subject.clone(), told.object.clone()));
        let expected = expected.map(|(subject, object)| (Some(slot(subject)), object.map(slot)));
        assert_eq!(ends, expected);
    }

    #[test]
    fn a_capital_that_acts_is_its_country() {
        check(1, "give_up", None, Some((0, None)));
        check(1, "reject", None, Some((0, None)));
    }

    #[test]
    fn a_capital_that_only_lies_somewhere_is_a_city() {
        check(1, "be_cold", None, None);
        check(1, "lie", None, None);
        check(3, "leave", Some(1), None);
    }

    #[test]
    fn a_capital_that_is_told_something_is_its_country() {
        check(3, "warn", Some(1), Some((3, Some(0))));
    }

    #[test]
    fn a_seat_is_its_country_in_all_it_does() {
        check(2, "be_ready", None, Some((0, None)));
    }
}

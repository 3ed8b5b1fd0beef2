//! Which bodies and cities stand for a government, and on what ground.

use std::collections::BTreeMap;

use crate::document::EntityType;
use crate::graph::governments::acts_in;
use crate::graph::{Entity, EntityId, MergeReason, Relation, Slot};
use crate::lexicon::{Lexicon, Metonym, MetonymKind};

/// How each ground begins.
const GROUND: &str = "stands for ";

/// The Kremlin stands for Russia, and so does Moscow where some article lets it act, provided that
/// the articles name Russia too; each stays an entity of its own.
pub(super) fn add(entities: &mut [Entity], relations: &[Relation], lexicon: &Lexicon) {
    let countries = countries(entities);
    let bodies: BTreeMap<EntityId, (Metonym, EntityId)> = entities
        .iter()
        .filter_map(|entity| {
            let metonym = metonym(entity, lexicon)?;
            let country = *countries.get(metonym.country.name)?;
            (country != entity.id).then_some((entity.id, (metonym, country)))
        })
        .collect();
    let parts = parts(entities, relations, |id| bodies.contains_key(&id));
    let found: Vec<(EntityId, EntityId, MergeReason)> = bodies
        .iter()
        .filter_map(|(id, (metonym, country))| {
            let entity = &entities[id.0 as usize];
            let part = parts.get(id).map_or(&[][..], Vec::as_slice);
            let ground = ground(entity, *metonym, part, entities, lexicon)?;
            Some((*id, *country, ground))
        })
        .collect();
    for (id, country, ground) in found {
        let entity = &mut entities[id.0 as usize];
        entity.stands_for = Some(country);
        entity.reasons.push(ground);
    }
}

/// Takes back what [`add`] found, before it is asked of corrected entities.
pub(super) fn forget(entities: &mut [Entity]) {
    for entity in entities {
        entity.stands_for = None;
        entity
            .reasons
            .retain(|ground| !ground.reason.starts_with(GROUND));
    }
}

fn countries(entities: &[Entity]) -> BTreeMap<Box<str>, EntityId> {
    let is_country = |entity: &&Entity| entity.entity_type == EntityType::Gpe && entity.is_named;
    entities
        .iter()
        .filter(is_country)
        .map(|entity| (entity.name.clone(), entity.id))
        .collect()
}

fn metonym(entity: &Entity, lexicon: &Lexicon) -> Option<Metonym> {
    let is_body = matches!(
        entity.entity_type,
        EntityType::Gpe | EntityType::Org | EntityType::Fac
    );
    let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
    (entity.is_named && is_body)
        .then(|| names.find_map(|name| lexicon.metonym(name)))
        .flatten()
}

/// The relations that each of some entities has part in, itself or as one of a group, in their order.
fn parts<'r>(
    entities: &[Entity],
    relations: &'r [Relation],
    is_wanted: impl Fn(EntityId) -> bool,
) -> BTreeMap<EntityId, Vec<&'r Relation>> {
    let mut parts: BTreeMap<EntityId, Vec<&Relation>> = BTreeMap::new();
    for relation in relations {
        let ends = relation.subject.iter().chain(&relation.object);
        let slots = ends.chain(relation.arguments.iter().map(|(_, slot)| slot));
        let ends = slots.filter_map(|slot| match slot {
            Slot::Entity(id) => Some(*id),
            _ => None,
        });
        for id in ends.chain(relation.attribution.iter().copied()) {
            let members = entities[id.0 as usize].members.iter().copied();
            for id in std::iter::once(id)
                .chain(members)
                .filter(|id| is_wanted(*id))
            {
                let part = parts.entry(id).or_default();
                if part.last().is_none_or(|last| last.id != relation.id) {
                    part.push(relation);
                }
            }
        }
    }
    parts
}

/// Why it stands for its country: a seat is nothing else; a capital must act somewhere.
fn ground(
    entity: &Entity,
    metonym: Metonym,
    part: &[&Relation],
    entities: &[Entity],
    lexicon: &Lexicon,
) -> Option<MergeReason> {
    let country = metonym.country.name;
    if metonym.kind == MetonymKind::Seat {
        let first = entity.mentions.first()?;
        return Some(MergeReason {
            document: first.document.clone(),
            mention: first.span,
            antecedent: None,
            reason: format!("{GROUND}{country}: a seat of its government").into(),
        });
    }
    let relation = part
        .iter()
        .find(|relation| acts_in(relation, entity, entities, lexicon))?;
    let evidence = &relation.evidence()[0];
    let predicate = relation.predicate.replace('_', " ");
    Some(MergeReason {
        document: evidence.document.clone(),
        mention: evidence.span,
        antecedent: None,
        reason: format!("{GROUND}{country}: its capital, and it acts here: `{predicate}`").into(),
    })
}

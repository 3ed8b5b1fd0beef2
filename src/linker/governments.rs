//! Which bodies and cities stand for a government, and on what ground.

use std::collections::BTreeMap;

use crate::document::EntityType;
use crate::graph::governments::acts_in;
use crate::graph::{Entity, EntityId, MergeReason, Relation};
use crate::lexicon::{Lexicon, Metonym, MetonymKind};

/// How each ground begins.
const GROUND: &str = "stands for ";

/// The Kremlin stands for Russia, and so does Moscow where some article lets it act, provided that
/// the articles name Russia too; each stays an entity of its own.
pub(super) fn add(entities: &mut [Entity], relations: &[Relation], lexicon: &Lexicon) {
    let countries = countries(entities);
    let found: Vec<(EntityId, EntityId, MergeReason)> = entities
        .iter()
        .filter_map(|entity| {
            let metonym = metonym(entity, lexicon)?;
            let country = *countries.get(metonym.country.name)?;
            let ground = ground(entity, metonym, relations, entities, lexicon)?;
            (country != entity.id).then_some((entity.id, country, ground))
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

/// Why it stands for its country: a seat is nothing else; a capital must act somewhere.
fn ground(
    entity: &Entity,
    metonym: Metonym,
    relations: &[Relation],
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
    let relation = relations
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

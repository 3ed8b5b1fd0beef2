//! Readings → graph: for each cluster the entity it is, for each relation mention the relation.
//!
//! | module | gives |
//! | --- | --- |
//! | [`identity`] | for each cluster the name it is looked up under, and why |
//! | [`events`] | which things without a name are one: calls, groups, goods |
//! | [`relations`] | relations over entities |
//! | [`governments`] | what bodies and capitals stand for |
//! | [`merging`] | one relation for what is stated several times |
//! | [`corrected`] | the same as people corrected it |
//!
//! The result is a function of the set of readings: candidates come from indexes over all of them,
//! and everything is taken in the order of the document ids.

mod corrected;
mod events;
mod governments;
mod identity;
mod merging;
mod relations;
mod unions;

pub use corrected::link_corrected;

use rustc_hash::FxHashMap;

use crate::document::{Cluster, EntityType, MentionId, MentionKind, Reading};
use crate::graph::{Entity, EntityId, EntityMention, KnowledgeGraph, MergeReason};
use crate::lexicon::Lexicon;
use identity::{Identities, Identity};
use unions::{Standing, Unions};

/// Builds the graph of `readings`.
///
/// The result depends on the set of readings alone, not on their order: they are taken in the
/// order of their document ids.
pub fn link(readings: &[&Reading], lexicon: &Lexicon) -> KnowledgeGraph {
    let mut in_order = readings.to_vec();
    in_order.sort_by(|left, right| left.article.id.cmp(&right.article.id));
    let identified = Identified::of(&in_order, lexicon);
    let mut entities: Vec<Entity> = Vec::new();
    let mut types: Vec<Types> = Vec::new();
    let mut relations = Vec::new();
    for (reading, found) in in_order.iter().zip(&identified.of_readings) {
        for (cluster, &(id, reason)) in reading.clusters.iter().zip(found) {
            if id.0 as usize == entities.len() {
                entities.push(new_entity(id, cluster));
                types.push(Types::default());
            } else if let Some(reason) = reason {
                let reason = across_articles(cluster, reading, reason);
                entities[id.0 as usize].reasons.push(reason);
            }
            add_cluster(&mut entities[id.0 as usize], cluster, reading);
            let weight = if cluster.is_named { 100 } else { 1 };
            let count = weight * cluster.mentions.len();
            types[id.0 as usize].add(cluster.entity_type, count);
        }
        let ids: Vec<EntityId> = found.iter().map(|(id, _)| *id).collect();
        add_members(&mut entities, reading, &ids);
        let of_mentions = reading.cluster_of_mentions().into_iter();
        let of_mentions: Vec<EntityId> =
            of_mentions.map(|cluster| ids[cluster.0 as usize]).collect();
        relations::add(&mut relations, reading, &of_mentions);
    }
    for (entity, types) in entities.iter_mut().zip(&types) {
        settle(entity, types);
    }
    let relations = merging::merge(relations);
    governments::add(&mut entities, &relations, lexicon);
    KnowledgeGraph::new(entities, relations)
}

/// For each cluster of each reading its entity, numbered by first appearance, and why it is one with
/// those before it.
struct Identified {
    of_readings: Vec<Vec<(EntityId, Option<&'static str>)>>,
}

impl Identified {
    fn of(readings: &[&Reading], lexicon: &Lexicon) -> Self {
        let identities = Identities::of(readings, lexicon);
        let mut known: FxHashMap<Identity<'_>, u32> = FxHashMap::default();
        let mut places: Vec<Standing> = Vec::new();
        let mut things: Vec<Vec<u32>> = Vec::new();
        let mut reasons: Vec<Vec<Option<&'static str>>> = Vec::new();
        for (index, reading) in readings.iter().enumerate() {
            let found = reading.clusters.iter().map(|cluster| {
                let fresh = places.len() as u32;
                let identity = identities.find(index, cluster);
                let reason = identity.as_ref().map(|(_, reason)| *reason);
                let thing = identity.map_or(fresh, |(identity, _)| {
                    *known.entry(identity).or_insert(fresh)
                });
                match places.get_mut(thing as usize) {
                    Some(known) => known.add(index as u32),
                    None => places.push(Standing::In(index as u32)),
                }
                (thing, reason)
            });
            let (of_reading, why): (Vec<u32>, Vec<Option<&'static str>>) = found.unzip();
            things.push(of_reading);
            reasons.push(why);
        }
        let mut unions = Unions::new(places);
        events::join(readings, &things, lexicon, &mut unions);
        let mut numbers: FxHashMap<u32, EntityId> = FxHashMap::default();
        let of_readings = things.iter().zip(&reasons).map(|(things, reasons)| {
            let found = things.iter().zip(reasons).map(|(&thing, reason)| {
                let fresh = EntityId(numbers.len() as u32);
                let id = *numbers.entry(unions.find(thing)).or_insert(fresh);
                (id, reason.or_else(|| unions.reason(thing)))
            });
            found.collect()
        });
        Self {
            of_readings: of_readings.collect(),
        }
    }
}

/// How many mentions of an entity are taken for each type; nearly always for one.
#[derive(Default)]
struct Types(Vec<(EntityType, usize)>);

impl Types {
    fn add(&mut self, entity_type: EntityType, count: usize) {
        match self.0.iter_mut().find(|(own, _)| *own == entity_type) {
            Some((_, known)) => *known += count,
            None => self.0.push((entity_type, count)),
        }
    }

    /// The most frequent; of equals the first.
    fn most(&self) -> Option<EntityType> {
        let types = self.0.iter();
        let most = types.max_by_key(|(own, count)| (*count, std::cmp::Reverse(*own)));
        most.map(|(entity_type, _)| *entity_type)
    }
}

fn new_entity(id: EntityId, cluster: &Cluster) -> Entity {
    Entity {
        id,
        name: cluster.name.clone(),
        is_named: cluster.is_named,
        entity_type: cluster.entity_type,
        aliases: Vec::new(),
        mentions: Vec::new(),
        members: Vec::new(),
        stands_for: None,
        reasons: Vec::new(),
    }
}

fn across_articles(cluster: &Cluster, reading: &Reading, reason: &str) -> MergeReason {
    let first = &reading.mentions[cluster.mentions[0].0 as usize];
    MergeReason {
        document: reading.article.id.clone(),
        mention: first.span,
        antecedent: None,
        reason: reason.into(),
    }
}

fn add_cluster(entity: &mut Entity, cluster: &Cluster, reading: &Reading) {
    let is_better = if entity.is_named {
        cluster.name.len() > entity.name.len()
    } else {
        cluster.name.contains(' ') && !entity.name.contains(' ')
    };
    if is_better {
        entity.aliases.push(entity.name.clone());
        entity.name = cluster.name.clone();
    } else {
        entity.aliases.push(cluster.name.clone());
    }
    for mention in &cluster.mentions {
        let mention = &reading.mentions[mention.0 as usize];
        // *He* is no name, nor is *Russian*: what else a thing is called are names.
        if mention.kind == MentionKind::Name {
            let alias = mention.core.of(&reading.article.text);
            // It is mostly called the same several times in a row.
            if entity.aliases.last().is_none_or(|last| **last != *alias) {
                entity.aliases.push(alias.into());
            }
        }
        // An event has no name to be found by: each description is one.
        let is_event = cluster.entity_type == EntityType::Event && !cluster.is_named;
        if is_event && mention.kind == MentionKind::Nominal {
            let text = &reading.article.text;
            for words in [mention.span.of(text), mention.core.of(text)] {
                entity.aliases.push(without_determiner(words).into());
            }
        }
        entity.mentions.push(EntityMention {
            document: reading.article.id.clone(),
            span: mention.span,
            core: mention.core,
            kind: mention.kind,
        });
    }
    let span = |mention: MentionId| reading.mentions[mention.0 as usize].span;
    entity
        .reasons
        .extend(cluster.links.iter().map(|link| MergeReason {
            document: reading.article.id.clone(),
            mention: span(link.mention),
            antecedent: Some(span(link.antecedent)),
            reason: link.reason.clone(),
        }));
}

/// *The phone call* → `phone call`
fn without_determiner(words: &str) -> &str {
    const DETERMINERS: [&str; 12] = [
        "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our",
    ];
    match words.split_once(' ') {
        Some((first, rest)) if DETERMINERS.contains(&&*first.to_lowercase()) => rest,
        _ => words,
    }
}

fn add_members(entities: &mut [Entity], reading: &Reading, ids: &[EntityId]) {
    for (cluster, id) in reading.clusters.iter().zip(ids) {
        let members = cluster.members.iter().map(|member| ids[member.0 as usize]);
        let entity = &mut entities[id.0 as usize];
        entity.members.extend(members.filter(|member| member != id));
        entity.members.sort_unstable();
        entity.members.dedup();
    }
}

/// The type of most of its mentions; aliases in order, without the name itself.
fn settle(entity: &mut Entity, types: &Types) {
    if let Some(entity_type) = types.most() {
        entity.entity_type = entity_type;
    }
    entity.aliases.sort_unstable();
    entity.aliases.dedup();
    let name = &entity.name;
    entity.aliases.retain(|alias| alias != name);
}

#[cfg(test)]
mod tests;

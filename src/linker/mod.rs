//! Readings → graph: for each cluster the entity it is, for each relation mention the relation.
//!
//! Named clusters of one type are one entity when their names are the same, or when one is the
//! family name of exactly one person in all the readings. What has no name is an entity of its
//! own article.

mod relations;

use std::collections::BTreeMap;

use crate::document::{Cluster, EntityType, Reading};
use crate::graph::{Entity, EntityId, EntityMention, KnowledgeGraph, MergeReason};
use crate::lexicon::Lexicon;

/// Builds the graph of `readings`.
///
/// The result depends on the set of readings alone, not on their order: they are taken in the
/// order of their document ids.
pub fn link(readings: &[&Reading], _lexicon: &Lexicon) -> KnowledgeGraph {
    let mut in_order = readings.to_vec();
    in_order.sort_by(|left, right| left.article.id.cmp(&right.article.id));
    let names = Names::of(&in_order);
    let mut entities: Vec<Entity> = Vec::new();
    let mut by_name: BTreeMap<(String, &'static str), EntityId> = BTreeMap::new();
    let mut relations = Vec::new();
    for reading in in_order {
        let mut ids = Vec::with_capacity(reading.clusters.len());
        for cluster in &reading.clusters {
            let fresh = EntityId(entities.len() as u32);
            let id = match names.canonical(cluster) {
                Some(name) => *by_name
                    .entry((name, cluster.entity_type.label()))
                    .or_insert(fresh),
                None => fresh,
            };
            if id == fresh {
                entities.push(new_entity(id, cluster));
            }
            add_cluster(&mut entities[id.0 as usize], cluster, reading);
            ids.push(id);
        }
        relations::add(&mut relations, reading, &ids);
    }
    for entity in &mut entities {
        entity.aliases.sort();
        entity.aliases.dedup();
        let name = entity.name.clone();
        entity.aliases.retain(|alias| *alias != name);
    }
    KnowledgeGraph::new(entities, relations)
}

/// The full names of persons, by family name.
struct Names {
    persons: BTreeMap<String, Vec<String>>,
}

impl Names {
    fn of(readings: &[&Reading]) -> Self {
        let mut persons: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let clusters = readings.iter().flat_map(|reading| &reading.clusters);
        for cluster in clusters.filter(|cluster| is_named_person(cluster)) {
            if let Some((_, family)) = cluster.name.rsplit_once(' ') {
                let full = persons.entry(family.to_owned()).or_default();
                if !full.iter().any(|name| **name == *cluster.name) {
                    full.push(cluster.name.to_string());
                }
            }
        }
        Self { persons }
    }

    /// The name under which a cluster is looked up; none for what has no name.
    fn canonical(&self, cluster: &Cluster) -> Option<String> {
        if !cluster.is_named {
            return None;
        }
        let name = cluster.name.to_string();
        match self.persons.get(&name).map(Vec::as_slice) {
            Some([full]) if is_named_person(cluster) => Some(full.clone()),
            _ => Some(name),
        }
    }
}

fn is_named_person(cluster: &Cluster) -> bool {
    cluster.is_named && cluster.entity_type == EntityType::Person
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

fn add_cluster(entity: &mut Entity, cluster: &Cluster, reading: &Reading) {
    if cluster.name.len() > entity.name.len() {
        entity.aliases.push(entity.name.clone());
        entity.name = cluster.name.clone();
    }
    for mention in &cluster.mentions {
        let mention = &reading.mentions[mention.0 as usize];
        entity
            .aliases
            .push(mention.core.of(&reading.article.text).into());
        entity.mentions.push(EntityMention {
            document: reading.article.id.clone(),
            span: mention.span,
            core: mention.core,
            kind: mention.kind,
        });
    }
    let span = |mention: crate::document::MentionId| reading.mentions[mention.0 as usize].span;
    entity
        .reasons
        .extend(cluster.links.iter().map(|link| MergeReason {
            document: reading.article.id.clone(),
            mention: span(link.mention),
            antecedent: Some(span(link.antecedent)),
            reason: link.reason.clone(),
        }));
}

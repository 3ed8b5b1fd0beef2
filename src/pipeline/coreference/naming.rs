//! Sets of mentions → clusters with their best name and their type.

use super::partition::Partition;
use super::scene::Scene;
use crate::document::{Cluster, ClusterId, EntityType, MentionId, MentionKind, SentenceKind, Upos};

pub(super) fn clusters(scene: &Scene, partition: &Partition) -> Vec<Cluster> {
    let sets = partition.sets();
    let cluster_of = |mention: u32| {
        let set = partition.set_of(mention);
        let index = sets
            .binary_search(&set)
            .expect("a set is called by its first mention");
        ClusterId(index as u32)
    };
    let mut links = partition.links();
    sets.iter()
        .map(|&set| {
            let (name, is_named) = name_of(scene, partition, set);
            let members = partition.members(set).iter();
            let mut members: Vec<ClusterId> = members.map(|&member| cluster_of(member)).collect();
            members.dedup();
            Cluster {
                mentions: partition
                    .mentions(set)
                    .iter()
                    .map(|&id| MentionId(id))
                    .collect(),
                name: name.into(),
                is_named,
                entity_type: type_of(scene, partition, set),
                members,
                links: links.remove(&set).unwrap_or_default(),
            }
        })
        .collect()
}

/// The type that most names of a set have, the first of equals; without a name see the scene.
fn type_of(scene: &Scene, partition: &Partition, set: u32) -> EntityType {
    let mut counts: Vec<(EntityType, u32)> = Vec::new();
    for &mention in partition.mentions(set) {
        let entity_type = scene.entity_type(mention);
        let is_name = scene.get(mention).kind == MentionKind::Name;
        if !is_name || entity_type == EntityType::Other {
            continue;
        }
        match counts.iter_mut().find(|(known, _)| *known == entity_type) {
            Some((_, count)) => *count += 1,
            None => counts.push((entity_type, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    let first = counts.iter().find(|(_, count)| Some(*count) == most);
    first.map_or_else(|| scene.type_of_set(partition, set), |(known, _)| *known)
}

/// The canonical name of a set, and whether it is a proper name.
fn name_of(scene: &Scene, partition: &Partition, set: u32) -> (String, bool) {
    let mentions = partition.mentions(set);
    let mut by_country = mentions
        .iter()
        .filter_map(|&mention| scene.country(mention));
    if let Some(country) = by_country.next() {
        return (country.name.to_owned(), true);
    }
    let names = mentions
        .iter()
        .copied()
        .filter(|&mention| scene.get(mention).kind == MentionKind::Name);
    if let Some(name) = best_name(scene, names) {
        return (name, true);
    }
    let of_kind = |kind: MentionKind| {
        let mut all = mentions.iter().copied();
        all.find(|&mention| scene.get(mention).kind == kind)
    };
    if let Some(demonym) = of_kind(MentionKind::Demonym) {
        let core = scene.core(demonym);
        let place = scene.lexicon.place_adjective(&core);
        return (place.map_or(core, str::to_owned), true);
    }
    if let [first, second] = partition.members(set) {
        let first = name_of(scene, partition, partition.set_of(*first)).0;
        let second = name_of(scene, partition, partition.set_of(*second)).0;
        return (format!("{first} and {second}"), false);
    }
    let telling = || {
        let is_event = scene.type_of_set(partition, set) == EntityType::Event;
        let mut all = mentions.iter().copied();
        all.find(|&mention| is_event && tells_more(scene, mention))
    };
    match telling().or_else(|| of_kind(MentionKind::Nominal)) {
        Some(nominal) => (description(scene, partition, nominal), false),
        None => (scene.text(mentions[0]).to_owned(), false),
    }
}

/// *The Ukraine **war*** rather than *the **war***: more than the noun, and in a full sentence.
fn tells_more(scene: &Scene, mention: u32) -> bool {
    let place = scene.get(mention);
    let kind = scene.syntax.sentence(place.sentence).kind;
    let has_more = !scene.modifiers(mention).is_empty() || place.tokens.end() > place.head + 1;
    place.kind == MentionKind::Nominal && has_more && kind == SentenceKind::Body
}

/// The longest proper name; a known name in full where the article has the short one alone.
fn best_name(scene: &Scene, names: impl Iterator<Item = u32>) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for mention in names {
        let core = scene.core(mention);
        let name = scene
            .lexicon
            .organization(&core)
            .map_or(core, str::to_owned);
        let kind = scene.syntax.sentence(scene.get(mention).sentence).kind;
        let is_running = !matches!(kind, SentenceKind::Headline);
        let length = name.len() * 2 + usize::from(is_running);
        if best.as_ref().is_none_or(|(longest, _)| length > *longest) {
            best = Some((length, name));
        }
    }
    best.map(|(_, name)| name)
}

/// A description less its determiner, with the name of whoever *its* or *his* means.
fn description(scene: &Scene, partition: &Partition, mention: u32) -> String {
    let syntax = scene.syntax;
    let tokens = scene.get(mention).tokens;
    let first = tokens.start();
    let rest = |from: u32| {
        let span = crate::span::TokenSpan::new(from, tokens.end());
        syntax
            .text_of(span)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let is_dropped = matches!(syntax.upos(first), Upos::Det) && first < scene.get(mention).head;
    if is_dropped {
        return rest(first + 1);
    }
    let possessor = scene.possessor(mention).filter(|&possessor| {
        scene.get(possessor).head == first && scene.get(possessor).kind == MentionKind::Pronoun
    });
    match possessor {
        Some(possessor) if !scene.is_only_pronouns(partition, possessor) => {
            let set = partition.set_of(possessor);
            let holds_itself = set == partition.set_of(mention);
            // *Its aims … these aims*: what comes up again is called by its noun.
            let owner = if holds_itself || scene.entity_type(mention) == EntityType::Other {
                None
            } else {
                owner_name(scene, partition, set)
            };
            match owner {
                Some(owner) => format!("{owner}’s {}", rest(first + 1)),
                None => rest(first + 1),
            }
        }
        Some(_) => rest(first + 1),
        None => {
            let text = rest(first);
            let is_common = !matches!(syntax.upos(first), Upos::Propn);
            let is_first = syntax.sentence(scene.get(mention).sentence).tokens.start() == first;
            let lowers =
                is_common && is_first && scene.lexicon.demonym(syntax.form(first)).is_none();
            if lowers { lower_first(&text) } else { text }
        }
    }
}

/// The name of a named possessor; a description would make the name too long.
fn owner_name(scene: &Scene, partition: &Partition, set: u32) -> Option<String> {
    let (name, is_named) = {
        let mentions = partition.mentions(set);
        let has_name = mentions
            .iter()
            .any(|&each| scene.get(each).kind == MentionKind::Name);
        if has_name {
            name_of(scene, partition, set)
        } else {
            (String::new(), false)
        }
    };
    is_named.then_some(name)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

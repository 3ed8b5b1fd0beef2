//! *Ada Orr, **the mayor***; *its leader, **Ada Maren***.

use super::names::fits;
use super::partition::Partition;
use super::scene::Scene;
use crate::document::{DependencyRelation as Dep, EntityType, MentionKind};

pub(super) fn join(scene: &Scene, partition: &mut Partition) {
    for mention in scene.all() {
        let head = scene.get(mention).head;
        if let Some(town) = town_before(scene, mention) {
            partition.join(mention, town, "place and its name");
        }
        if let Some(name) = name_before(scene, mention) {
            partition.join(mention, name, "its name before the noun");
        }
        if scene.syntax.relation(head) != Dep::Apposition {
            continue;
        }
        let Some(host) = scene
            .syntax
            .head(head)
            .and_then(|word| scene.headed_by(word))
        else {
            continue;
        };
        if host != mention && is_description(scene, host, mention) {
            partition.join(mention, host, "apposition");
        }
    }
}

/// *The Open Skies **forum***: the name of the event right before its noun.
fn name_before(scene: &Scene, mention: u32) -> Option<u32> {
    let place = scene.get(mention);
    if place.kind != MentionKind::Nominal || place.entity_type != EntityType::Event {
        return None;
    }
    let first = place.head.checked_sub(1)?;
    let mut names = scene.of_kind(MentionKind::Name);
    names.find(|&name| {
        scene.get(name).tokens.end() == first + 1
            && scene.entity_type(name) == EntityType::Event
            && scene.syntax.sentence_of(first) == place.sentence
    })
}

/// *the town* in *the town of San Rufo*
fn town_before(scene: &Scene, mention: u32) -> Option<u32> {
    let syntax = scene.syntax;
    let head = scene.get(mention).head;
    let is_place = scene.get(mention).kind == MentionKind::Name
        && scene.entity_type(mention) == EntityType::Gpe;
    if !is_place || syntax.relation(head) != Dep::NominalModifier {
        return None;
    }
    let case = syntax.dependent(head, Dep::Case)?;
    let town = syntax.head(head)?;
    let is_town = matches!(
        syntax.lemma(town),
        "city" | "town" | "village" | "port" | "province" | "island"
    );
    (syntax.form(case) == "of" && is_town)
        .then(|| scene.headed_by(town))
        .flatten()
}

/// Whether the two can be one: of two names the second is another thing, as in lists.
fn is_description(scene: &Scene, host: u32, mention: u32) -> bool {
    let kind = |mention: u32| scene.get(mention).kind;
    let is_said = |mention| matches!(kind(mention), MentionKind::Name | MentionKind::Nominal);
    let are_names = kind(host) == MentionKind::Name && kind(mention) == MentionKind::Name;
    let is_group =
        |mention: u32| scene.is_plural(mention) && scene.entity_type(mention) == EntityType::Norp;
    let is_event = |mention: u32| scene.entity_type(mention) == EntityType::Event;
    is_said(host)
        && is_event(host) == is_event(mention)
        && is_said(mention)
        && !are_names
        && fits(scene.entity_type(host), scene.entity_type(mention))
        && (is_group(host) == is_group(mention) || scene.entity_type(host) == EntityType::Org)
        && !scene.is_in_headline(mention)
}

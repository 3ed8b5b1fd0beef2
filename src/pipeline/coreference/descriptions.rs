//! A description taken up again: the same noun, or another for the same kind of event.

use super::partition::Partition;
use super::roles::country_inside;
use super::scene::Scene;
use crate::document::{EntityType, MentionKind};

/// Nouns that news use for one another when they speak of the same event or thing.
const ALIKE: &[&[&str]] = &[
    &["call", "conversation", "phone call"],
    &["war", "conflict", "fighting", "hostility", "invasion"],
    &["suspension", "pause", "halt", "freeze", "decision", "move"],
    &["delivery", "shipment", "transfer"],
    &["strike", "airstrike", "attack", "raid"],
    &["strike", "walkout", "stoppage", "action"],
    &["deal", "agreement", "accord", "pact"],
    &["talk", "negotiation", "discussion", "process"],
    &["earthquake", "quake", "tremor"],
    &["election", "vote", "poll"],
    &["offer", "bid", "proposal", "takeover"],
    &["tariff", "duty", "levy", "measure"],
    &["crash", "accident", "collision"],
    &["fire", "blaze"],
    &["ferry", "ship", "vessel", "boat"],
    &["study", "trial", "research"],
    &["law", "bill", "legislation"],
    &["coalition", "alliance"],
    &["decision", "announcement", "ruling", "verdict"],
    &["explosion", "blast"],
    &["signing", "move", "deal", "transfer"],
];

pub(super) fn join(scene: &Scene, partition: &mut Partition) {
    let nominals: Vec<u32> = scene.of_kind(MentionKind::Nominal).collect();
    for (index, &mention) in nominals.iter().enumerate() {
        if partition.set_of(mention) != mention || scene.lemma(mention) == "two" {
            continue;
        }
        if let Some(country) = side_of(scene, mention) {
            partition.join(mention, country, "side of the country");
            continue;
        }
        let earlier = nominals[..index].iter().rev().copied();
        let near = earlier.filter(|&other| !is_inside(scene, other, mention));
        let by_noun = near
            .clone()
            .find(|&other| is_same_noun(scene, partition, other, mention));
        if let Some(other) = by_noun {
            partition.join(mention, other, "same description");
            continue;
        }
        let mut near = near;
        if let Some(other) = near.find(|&other| is_same_event(scene, other, mention)) {
            partition.join(mention, other, "another word for the same event");
        }
    }
}

/// *the Russian **side***
fn side_of(scene: &Scene, mention: u32) -> Option<u32> {
    let is_side =
        matches!(&*scene.lemma(mention), "side" | "government") && !scene.is_plural(mention);
    if !is_side || scene.lemma(mention) != "side" {
        return None;
    }
    let mut inside = scene.inside(mention).into_iter();
    inside.find(|&each| scene.country(each).is_some())
}

fn is_inside(scene: &Scene, one: u32, other: u32) -> bool {
    let (one, other) = (scene.get(one).span, scene.get(other).span);
    one.contains(other) || other.contains(one)
}

/// *The audience* after *the audience*; *155mm artillery shells* after *artillery shells*.
fn is_same_noun(scene: &Scene, partition: &Partition, earlier: u32, mention: u32) -> bool {
    if scene.lemma(earlier) != scene.lemma(mention)
        || scene.is_plural(earlier) != scene.is_plural(mention)
        || !are_alike_in_kind(scene.entity_type(earlier), scene.entity_type(mention))
    {
        return false;
    }
    if !does_possessor_fit(scene, partition, earlier, mention) {
        return false;
    }
    let own = scene.modifiers(mention);
    let theirs = scene.modifiers(earlier);
    let is_narrower = own
        .iter()
        .all(|word| theirs.contains(word) || is_passing(word));
    if scene.is_definite(mention) {
        return is_narrower && does_country_fit(scene, earlier, mention);
    }
    let is_bare = !scene.is_indefinite(mention) && !scene.is_indefinite(earlier);
    let entity_type = scene.entity_type(mention);
    let is_thing = matches!(entity_type, EntityType::Product | EntityType::Norp);
    let is_mass = entity_type == EntityType::Other;
    is_bare
        && is_thing
        && has_compound(scene, mention)
        && theirs.iter().all(|word| own.contains(word))
        || is_bare && own == theirs && (scene.is_plural(mention) || is_mass)
}

/// One noun is one kind of thing, where the lexicon knows it in one place and not in the other too.
fn are_alike_in_kind(one: EntityType, other: EntityType) -> bool {
    one == other || one == EntityType::Other || other == EntityType::Other
}

fn has_compound(scene: &Scene, mention: u32) -> bool {
    let core = scene.get(mention).core;
    core.of(scene.syntax.text()).contains(' ')
}

/// Adjectives that tell how the writer points, not which thing is meant.
fn is_passing(word: &str) -> bool {
    matches!(
        word,
        "ongoing"
            | "recent"
            | "latest"
            | "current"
            | "whole"
            | "entire"
            | "same"
            | "new"
            | "long"
            | "nearly"
            | "early"
            | "previous"
            | "last"
    )
}

fn does_country_fit(scene: &Scene, earlier: u32, mention: u32) -> bool {
    let Some(own) = country_inside(scene, mention) else {
        return true;
    };
    country_inside(scene, earlier).is_none_or(|other| own == other)
}

/// Two possessors are one set, or pronouns that may still become one.
fn does_possessor_fit(scene: &Scene, partition: &Partition, earlier: u32, mention: u32) -> bool {
    let (Some(own), Some(other)) = (scene.possessor(mention), scene.possessor(earlier)) else {
        // *Our people* are not the *30 people* from before.
        let is_event = scene.entity_type(mention) == EntityType::Event;
        return is_event || scene.possessor(mention).is_none();
    };
    partition.set_of(own) == partition.set_of(other)
}

/// *The conversation* after *a phone call*: definite, of one number, in a class with it.
fn is_same_event(scene: &Scene, earlier: u32, mention: u32) -> bool {
    let (own, other) = (scene.lemma(mention), scene.lemma(earlier));
    let is_thing = |mention: u32| {
        !matches!(
            scene.entity_type(mention),
            EntityType::Person | EntityType::Norp
        )
    };
    let are_alike = own != other
        && ALIKE
            .iter()
            .any(|class| class.contains(&&*own) && class.contains(&&*other));
    let own_words = scene.modifiers(mention);
    let is_fresh = own_words.iter().any(|word| is_ordinal(word));
    let fresh_fits = !is_fresh || scene.possessor(mention).is_some();
    let is_event = |mention: u32| scene.entity_type(mention) == EntityType::Event;
    let fits_number = is_event(mention) && is_event(earlier)
        || scene.is_plural(mention) == scene.is_plural(earlier);
    are_alike
        && fits_number
        && is_thing(mention)
        && is_thing(earlier)
        && scene.is_definite(mention)
        && fresh_fits
        && does_country_fit(scene, earlier, mention)
}

fn is_ordinal(word: &str) -> bool {
    matches!(
        word,
        "second" | "third" | "other" | "next" | "previous" | "another"
    )
}

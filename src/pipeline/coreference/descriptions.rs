//! A description taken up again: the same noun, or another for the same kind of event.

mod features;

use std::collections::BTreeMap;

use super::antecedent::Judge;
use super::partition::Partition;
use super::roles::country_inside;
use super::scene::Scene;
use crate::document::{DependencyRelation as Dep, EntityType, MentionKind};

/// How many descriptions back another word for the same event may lie.
const DESCRIPTIONS: usize = 200;

/// How many earlier descriptions by the same noun are weighed.
const NOUNS: usize = 12;

pub(super) fn join(scene: &Scene, partition: &mut Partition, judge: &mut impl Judge) {
    let nominals: Vec<u32> = scene.of_kind(MentionKind::Nominal).collect();
    let mut by_noun: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (index, &mention) in nominals.iter().enumerate() {
        if partition.set_of(mention) != mention || scene.lemma(mention) == "two" {
            by_noun
                .entry(scene.lemma(mention))
                .or_default()
                .push(mention);
            continue;
        }
        if let Some(country) = side_of(scene, mention) {
            partition.join(mention, country, "side of the country");
            continue;
        }
        let noun = scene.lemma(mention);
        let own = by_noun.entry(noun).or_default();
        let same: Vec<u32> = own
            .iter()
            .rev()
            .copied()
            .filter(|&other| !is_inside(scene, other, mention))
            .take(NOUNS)
            .collect();
        own.push(mention);
        let mut ruled = same.iter().copied();
        let is_typed = scene.entity_type(mention) != EntityType::Other;
        if is_typed
            && let Some(other) = ruled.find(|&other| is_same_noun(scene, partition, other, mention))
        {
            partition.join(mention, other, "same description");
            continue;
        }
        let choices = features::choices(scene, partition, mention, &same);
        if choices.len() > 1
            && let Some(other) = judge.choose(mention, &choices)
        {
            partition.join(mention, other, "same description");
            continue;
        }
        let near = nominals[..index].iter().rev().copied().take(DESCRIPTIONS);
        let mut near = near.filter(|&other| !is_inside(scene, other, mention));
        if let Some(other) = near.find(|&other| {
            is_same_event(scene, other, mention) || is_same_trade(scene, other, mention)
        }) {
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
    let takes_number = scene.is_plural(earlier) == scene.is_plural(mention)
        || is_bare_plural_event(scene, mention) && !is_followed_by_clause(scene, earlier);
    if scene.lemma(earlier) != scene.lemma(mention)
        || !takes_number
        || !scene.is_definite(mention) && is_followed_by_clause(scene, mention)
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

/// *The **calls** come after …*, of one call or several.
fn is_bare_plural_event(scene: &Scene, mention: u32) -> bool {
    scene.entity_type(mention) == EntityType::Event
        && scene.is_plural(mention)
        && scene.is_definite(mention)
        && scene.modifiers(mention).is_empty()
        && !is_followed_by_clause(scene, mention)
}

/// ***Calls** to cease fire* are no calls by phone.
fn is_followed_by_clause(scene: &Scene, mention: u32) -> bool {
    let head = scene.get(mention).head;
    let clause = scene.syntax.dependent(head, Dep::AdnominalClause);
    clause.is_some_and(|verb| scene.syntax.dependent(verb, Dep::Marker).is_some())
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
            | "continuing"
            | "continued"
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
    let are_alike = own != other && scene.lexicon.are_words_for_one_event(&own, &other);
    let own_words = scene.modifiers(mention);
    let is_fresh = own_words.iter().any(|word| means_another(word));
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

/// *Weapons deliveries* after *the arms transfer*: without a determiner, of the same goods; *talks* after
/// *negotiations*, of nothing in particular.
fn is_same_trade(scene: &Scene, earlier: u32, mention: u32) -> bool {
    let is_event = |mention: u32| scene.entity_type(mention) == EntityType::Event;
    let is_bare = |mention: u32| {
        !scene.is_definite(mention)
            && !scene.is_indefinite(mention)
            && !is_followed_by_clause(scene, mention)
    };
    let (own, other) = (scene.lemma(mention), scene.lemma(earlier));
    if !is_event(mention)
        || !is_event(earlier)
        || !is_bare(mention)
        || !scene.is_plural(mention)
        || !scene.lexicon.are_words_for_one_event(&own, &other)
    {
        return false;
    }
    let telling = |mention: u32| -> Vec<String> {
        let words = scene.modifiers(mention).into_iter();
        words.filter(|word| !is_passing(word)).collect()
    };
    let (own, theirs) = (telling(mention), telling(earlier));
    if own.is_empty() {
        let is_alone = scene.get(earlier).tokens.end() == scene.get(earlier).head + 1;
        return theirs.is_empty() && is_bare(earlier) && is_alone && scene.is_plural(earlier);
    }
    own.iter().all(|word| {
        let mut others = theirs.iter();
        others.any(|other| scene.lexicon.are_words_for_one_good(word, other))
    })
}

/// Words that tell a thing from one named before.
fn means_another(word: &str) -> bool {
    matches!(
        word,
        "second" | "third" | "other" | "next" | "previous" | "another"
    )
}

//! What speaks for a description being the same as an earlier one by the same noun.

use super::super::antecedent::{Choice, Features, bucket};
use super::super::partition::Partition;
use super::super::scene::Scene;
use super::{are_alike_in_kind, does_country_fit, does_possessor_fit, is_passing, is_same_noun};
use crate::document::{DependencyRelation as Dep, EntityType};

/// The choice to stay alone, and one for each of `earlier`, nearest first, that can be the same.
pub(super) fn choices(
    scene: &Scene,
    partition: &Partition,
    mention: u32,
    earlier: &[u32],
) -> Vec<Choice> {
    let possible: Vec<u32> = earlier
        .iter()
        .copied()
        .filter(|&other| {
            are_alike_in_kind(scene.entity_type(other), scene.entity_type(mention))
                && does_possessor_fit(scene, partition, other, mention)
                && does_country_fit(scene, other, mention)
        })
        .collect();
    let mut alone = Features::new(sorts(scene, mention));
    alone.add("alone", "yes");
    alone.add("alone, type", type_name(scene.entity_type(mention)));
    alone.add("alone, of", bucket(possible.len()));
    alone.add_if(scene.is_plural(mention), "alone, plural");
    alone.add_if(scene.modifiers(mention).is_empty(), "alone, bare noun");
    alone.add_if(has_complement(scene, mention), "alone, complement");
    let mut choices = vec![alone.for_antecedent(None)];
    for (rank, &other) in possible.iter().enumerate() {
        choices.push(choice(scene, partition, (other, mention), rank));
    }
    choices
}

fn choice(scene: &Scene, partition: &Partition, pair: (u32, u32), rank: usize) -> Choice {
    let (other, mention) = pair;
    let mut features = Features::new(sorts(scene, mention));
    let is_rule = is_same_noun(scene, partition, other, mention);
    features.add("rule", if is_rule { "yes" } else { "no" });
    features.add("determiner before", determiner(scene, other));
    let distance = scene.sentence(mention) - scene.sentence(other);
    features.add("distance", bucket(distance as usize));
    features.add("rank", bucket(rank));
    features.add("modifiers", modifiers(scene, other, mention));
    features.add("complements", complements(scene, other, mention));
    features.add("size", bucket(partition.mentions(other).len()));
    features.add("place before", place(scene, other));
    features.add("place", place(scene, mention));
    features.add("type", type_name(scene.entity_type(mention)));
    features.add_if(
        scene.is_plural(other) != scene.is_plural(mention),
        "other number",
    );
    let words = |mention: u32| scene.text(mention).to_lowercase();
    features.add_if(words(other) == words(mention), "same words");
    let voice = |mention: u32| scene.quotation(mention).map(|quotation| quotation.span);
    features.add_if(voice(other) != voice(mention), "other voice");
    features.for_antecedent(Some(other))
}

/// A description by its determiner.
fn sorts(scene: &Scene, mention: u32) -> [&'static str; 2] {
    let fine = match determiner(scene, mention) {
        "the" => "noun, the",
        "this" => "noun, this",
        "owner" => "noun, owner",
        "a" => "noun, a",
        _ => "noun, bare",
    };
    ["noun", fine]
}

fn determiner(scene: &Scene, mention: u32) -> &'static str {
    let syntax = scene.syntax;
    let head = scene.get(mention).head;
    if syntax.dependent(head, Dep::PossessiveModifier).is_some() {
        return "owner";
    }
    let Some(word) = syntax.dependent(head, Dep::Determiner) else {
        return "none";
    };
    match syntax.form(word).to_lowercase().as_str() {
        "the" => "the",
        "this" | "that" | "these" | "those" => "this",
        "a" | "an" => "a",
        _ => "other",
    }
}

fn modifiers(scene: &Scene, other: u32, mention: u32) -> &'static str {
    let own = scene.modifiers(mention);
    let theirs = scene.modifiers(other);
    let is_in = |word: &String, words: &[String]| words.contains(word) || is_passing(word);
    let own_in_theirs = own.iter().all(|word| is_in(word, &theirs));
    let theirs_in_own = theirs.iter().all(|word| is_in(word, &own));
    match (own.is_empty(), theirs.is_empty()) {
        (true, true) => "none",
        (true, false) => "dropped",
        (false, true) => "added",
        _ if own_in_theirs && theirs_in_own => "same",
        _ if own_in_theirs => "fewer",
        _ if theirs_in_own => "more",
        _ => "others",
    }
}

/// The words of a mention behind its head.
fn complement(scene: &Scene, mention: u32) -> String {
    let place = scene.get(mention);
    let words = (place.head + 1)..place.tokens.end().max(place.head + 1);
    let words = words.map(|word| scene.syntax.lemma(word).to_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

fn has_complement(scene: &Scene, mention: u32) -> bool {
    let place = scene.get(mention);
    let clause = scene.syntax.dependent(place.head, Dep::AdnominalClause);
    clause.is_some() || place.tokens.end() > place.head + 1
}

fn complements(scene: &Scene, other: u32, mention: u32) -> &'static str {
    let (own, theirs) = (complement(scene, mention), complement(scene, other));
    match (own.is_empty(), theirs.is_empty()) {
        (true, true) => "none",
        (true, false) => "dropped",
        (false, true) => "added",
        _ if own == theirs => "same",
        _ => "others",
    }
}

fn place(scene: &Scene, mention: u32) -> &'static str {
    match scene.prominence(mention) {
        3 => "subject",
        2 => "object",
        1 => "oblique",
        _ => "modifier",
    }
}

pub(in super::super) fn type_name(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::Other => "other",
        other => other.exchange_name(),
    }
}

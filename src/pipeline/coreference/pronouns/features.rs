//! What speaks for an antecedent of a pronoun, and for its having none: *it rains*.

use super::super::antecedent::{Choice, Features, bucket};
use super::super::scene::Scene;
use super::{Agreement, Search};
use crate::document::{DependencyRelation as Dep, EntityType, MentionKind};
use crate::lexicon::Gender;

/// The choice to stay alone, and one for each candidate, the most salient first.
pub(super) fn choices(search: &Search) -> Vec<Choice> {
    let candidates = search.candidates();
    let mut choices = vec![alone(search, candidates.len())];
    let mut by_place = candidates.clone();
    by_place.sort_unstable();
    by_place.reverse();
    let best = candidates
        .first()
        .map_or(0, |&first| search.salience(first));
    for (rank, &candidate) in candidates.iter().enumerate() {
        let nearness = by_place.iter().position(|&other| other == candidate);
        let order = Order {
            rank,
            behind: best - search.salience(candidate),
            nearness: nearness.unwrap_or(0),
        };
        choices.push(choice(search, candidate, &candidates, &order));
    }
    choices
}

/// Where a candidate stands among the others.
struct Order {
    rank: usize,
    behind: i32,
    nearness: usize,
}

fn alone(search: &Search, count: usize) -> Choice {
    let syntax = search.scene.syntax;
    let head = search.scene.get(search.pronoun).head;
    let mut features = Features::new(sorts(search));
    features.add("alone", "yes");
    features.add("alone, of", bucket(count));
    features.add("alone, place", place(search.scene, search.pronoun));
    if let Some(verb) = syntax.head(head) {
        let has = |relation: Dep| syntax.dependent(verb, relation).is_some();
        let is_clausal = has(Dep::ClausalSubject) || has(Dep::ClausalComplement);
        features.add_if(is_clausal, "alone, clause");
        features.add_if(has(Dep::OpenComplement), "alone, infinitive");
        features.add_if(has(Dep::Copula), "alone, copula");
        features.add_if(syntax.relation(head) == Dep::Expletive, "alone, expletive");
    }
    let quoted = search.scene.quotation(search.pronoun).is_some();
    features.add_if(quoted, "alone, quoted");
    features.for_antecedent(None)
}

fn choice(search: &Search, candidate: u32, candidates: &[u32], order: &Order) -> Choice {
    let scene = search.scene;
    let mut features = Features::new(sorts(search));
    let distance = scene.sentence(search.pronoun) - scene.sentence(candidate);
    features.add("distance", bucket(distance as usize));
    features.add("rank", bucket(order.rank));
    features.add("nearness", bucket(order.nearness));
    features.add("behind", behind(order.behind));
    features.add("place before", place(scene, candidate));
    let parallel = scene.prominence(candidate) == scene.prominence(search.pronoun);
    features.add_if(parallel, "parallel");
    features.add("kind", kind(search, candidate));
    let entity_type = scene.type_of_set(search.partition, candidate);
    features.add("type", type_name(entity_type));
    let set = search.partition.mentions(candidate).iter();
    let before = set.filter(|&&each| each < search.pronoun).count();
    features.add("size", bucket(before));
    features.add_if(scene.is_plural(candidate), "plural");
    features.add_if(scene.is_definite(candidate), "definite");
    let gender = scene.gender_of_set(search.partition, candidate);
    features.add_if(gender != Gender::Unknown, "gender known");
    let voice = |mention: u32| scene.quotation(mention).map(|quotation| quotation.span);
    let quoted = (voice(candidate).is_some(), voice(search.pronoun).is_some());
    features.add(
        "voices",
        voices(voice(candidate) == voice(search.pronoun), quoted),
    );
    let headlines = scene.is_in_headline(candidate) != scene.is_in_headline(search.pronoun);
    features.add_if(headlines, "headline");
    let in_clause = search.is_in_same_clause(candidate);
    features.add_if(in_clause, "subject of the clause");
    features.add_if(
        in_clause && search.is_possessive,
        "owner, subject of the clause",
    );
    let is_nested = candidates.iter().any(|&outer| {
        outer != candidate && scene.get(outer).span.contains(scene.get(candidate).span)
    });
    features.add_if(is_nested, "part of another");
    features.for_antecedent(Some(candidate))
}

fn sorts(search: &Search) -> [&'static str; 2] {
    let fine = match (search.agreement, search.is_possessive) {
        (Agreement::Person(_), false) => "he",
        (Agreement::Person(_), true) => "his",
        (Agreement::Thing, false) => "it",
        (Agreement::Thing, true) => "its",
        (Agreement::Several, false) => "they",
        (Agreement::Several, true) => "their",
    };
    ["pronoun", fine]
}

fn place(scene: &Scene, mention: u32) -> &'static str {
    match scene.prominence(mention) {
        3 => "subject",
        2 => "object",
        1 => "oblique",
        _ => "modifier",
    }
}

fn behind(salience: i32) -> &'static str {
    match salience {
        0 => "0",
        1..=10 => "1-10",
        11..=25 => "11-25",
        26..=50 => "26-50",
        51..=90 => "51-90",
        _ => "more",
    }
}

fn kind(search: &Search, candidate: u32) -> &'static str {
    match search.scene.get(candidate).kind {
        MentionKind::Name => "name",
        MentionKind::Nominal if !search.partition.members(candidate).is_empty() => "group",
        MentionKind::Nominal => "description",
        MentionKind::Demonym => "adjective",
        MentionKind::Pronoun if search.is_same_form(candidate) => "same pronoun",
        _ => "other",
    }
}

fn voices(is_one: bool, quoted: (bool, bool)) -> &'static str {
    match quoted {
        _ if is_one => "one",
        (true, false) => "out of a quotation",
        (false, true) => "into a quotation",
        _ => "two quotations",
    }
}

fn type_name(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::Other => "other",
        other => other.exchange_name(),
    }
}

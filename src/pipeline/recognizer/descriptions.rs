//! Nouns without a name that mean something of their own: people, groups, bodies, events, things.
//!
//! What only fills a place, *the need for diplomacy*, is left to the relations as words.

use super::{mention, phrase};
use crate::document::{DependencyRelation as Dep, EntityType, Mention, MentionKind, Syntax, Upos};
use crate::lexicon::Lexicon;
use crate::span::TokenSpan;

/// Finds descriptions.
pub(super) fn find(syntax: &Syntax, lexicon: &Lexicon) -> Vec<Mention> {
    let tokens = 0..syntax.tokens().len() as u32;
    tokens
        .filter_map(|token| description(syntax, lexicon, token))
        .collect()
}

fn description(syntax: &Syntax, lexicon: &Lexicon, head: u32) -> Option<Mention> {
    if let Some(pair) = pair(syntax, head) {
        return Some(pair);
    }
    let is_noun = matches!(syntax.upos(head), Upos::Noun | Upos::Propn);
    if !is_noun || is_part_of_another(syntax, head) {
        return None;
    }
    let entity_type = entity_type(syntax, lexicon, head)?;
    let start = phrase::start_with_modifiers(syntax, head, head);
    let end = phrase::end_with_complements(syntax, head);
    let tokens = TokenSpan::new(start, end);
    let core = TokenSpan::new(phrase::start_with_compounds(syntax, head).max(start), end);
    Some(mention(
        syntax,
        tokens,
        core,
        head,
        MentionKind::Nominal,
        entity_type,
    ))
}

/// A noun that names the sort of another, or stands before a name as its title.
fn is_part_of_another(syntax: &Syntax, head: u32) -> bool {
    matches!(
        syntax.relation(head),
        Dep::Compound | Dep::Flat | Dep::DescriptiveModifier | Dep::Fixed | Dep::GoesWith
    )
}

/// *the two*, *both*: a number alone that takes up what was just named.
fn pair(syntax: &Syntax, head: u32) -> Option<Mention> {
    let is_number = matches!(
        &*syntax.form(head).to_lowercase(),
        "two" | "three" | "pair" | "trio"
    );
    let is_alone = matches!(
        syntax.relation(head).main(),
        "nsubj" | "obj" | "obl" | "nmod" | "iobj"
    );
    let determiner = syntax.dependent(head, Dep::Determiner)?;
    let is_definite = matches!(
        &*syntax.form(determiner).to_lowercase(),
        "the" | "these" | "those"
    );
    let is_partitive = syntax.dependent(head, Dep::NominalModifier).is_some();
    if !(is_number && is_alone && is_definite && determiner < head && !is_partitive) {
        return None;
    }
    let tokens = TokenSpan::new(determiner, head + 1);
    let core = TokenSpan::new(head, head + 1);
    Some(mention(
        syntax,
        tokens,
        core,
        head,
        MentionKind::Nominal,
        EntityType::Norp,
    ))
}

/// What kind of thing a noun means; none for what only fills a place.
fn entity_type(syntax: &Syntax, lexicon: &Lexicon, head: u32) -> Option<EntityType> {
    let lemma = syntax.lemma(head).to_lowercase();
    let is_plural = syntax.tag(head).feature("Number") == Some("Plur");
    if lexicon.event_kind(&lemma).is_some() {
        return Some(EntityType::Event);
    }
    if lexicon.is_collective(&lemma) {
        return Some(EntityType::Norp);
    }
    if lexicon.organization_head(&lemma).is_some() {
        return Some(EntityType::Org);
    }
    if lexicon.is_person_noun(&lemma) || lexicon.is_member_noun(&lemma) {
        return Some(if is_plural {
            EntityType::Norp
        } else {
            EntityType::Person
        });
    }
    if lexicon.is_artifact_noun(&lemma) {
        return Some(EntityType::Product);
    }
    if lexicon.is_work_noun(&lemma) {
        return Some(EntityType::WorkOfArt);
    }
    if lexicon.is_event_noun(&lemma) && has_participants(syntax, head) {
        return Some(EntityType::Event);
    }
    if lexicon.place_head(&lemma).is_some() {
        return Some(EntityType::Loc);
    }
    None
}

/// Whether an event noun says who or what takes part: *its refusal*, *a rise in prices*.
fn has_participants(syntax: &Syntax, head: u32) -> bool {
    let relations = syntax
        .dependents(head)
        .iter()
        .map(|&word| syntax.relation(word));
    relations.into_iter().any(|relation| {
        matches!(
            relation,
            Dep::PossessiveModifier | Dep::NominalModifier | Dep::Compound
        )
    })
}

//! Personal, possessive and reflexive pronouns as mentions.

use super::{Draft, Found};
use crate::document::{DependencyRelation as Dep, EntityType, MentionKind, Syntax, Upos};
use crate::span::TokenSpan;

pub(super) fn add(found: &mut Found) {
    let syntax = found.syntax;
    for token in 0..syntax.tokens().len() as u32 {
        if found.is_taken(token) || !matches!(syntax.upos(token), Upos::Pron | Upos::Det) {
            continue;
        }
        let Some(entity_type) = type_of(&syntax.form(token).to_lowercase()) else {
            continue;
        };
        if syntax.relation(token) == Dep::Expletive || is_weather(syntax, token) {
            continue;
        }
        let place = TokenSpan::new(token, token + 1);
        let draft = Draft {
            whole: place,
            core: place,
            head: token,
        };
        found.push(draft, MentionKind::Pronoun, entity_type);
    }
}

/// What a pronoun tells of its kind; none for words that are no personal pronoun.
fn type_of(form: &str) -> Option<EntityType> {
    match form {
        "i" | "me" | "my" | "mine" | "myself" | "he" | "him" | "his" | "himself" | "she"
        | "her" | "hers" | "herself" => Some(EntityType::Person),
        "we" | "us" | "our" | "ours" | "ourselves" | "it" | "its" | "itself" | "they" | "them"
        | "their" | "theirs" | "themselves" | "you" | "your" | "yours" | "yourself"
        | "yourselves" => Some(EntityType::Other),
        _ => None,
    }
}

/// *It was clear that …*, *made **it** clear that …*, *it rained*: nothing is meant.
fn is_weather(syntax: &Syntax, token: u32) -> bool {
    if !matches!(syntax.form(token), "it" | "It") {
        return false;
    }
    let Some(head) = syntax.head(token) else {
        return false;
    };
    let has = |word: u32, relation: Dep| syntax.dependent(word, relation).is_some();
    let is_copular = has(head, Dep::Copula);
    let extraposed = has(head, Dep::ClausalSubject)
        || is_copular && syntax.upos(head) == Upos::Adj && has(head, Dep::ClausalComplement);
    let complement = syntax.dependent(head, Dep::OpenComplement);
    let made_clear = syntax.relation(token) == Dep::Object
        && complement.is_some_and(|word| {
            has(word, Dep::ClausalComplement) || has(head, Dep::ClausalComplement)
        });
    let weather = matches!(syntax.lemma(head), "rain" | "snow" | "thunder");
    extraposed || made_clear || weather
}

//! What an apposition says of a name: *Noor Hadid, **a police spokeswoman***.

use super::super::graph::{Draft, View};
use super::super::phrase;
use super::{draft, role_of};
use crate::document::{Argument, DependencyRelation as Dep, EntityType, Upos};
use crate::span::TokenSpan;

/// *Noor Hadid, **a police spokeswoman***; *his wife, **Anna***; *Nordland, **a shipping firm***
pub(super) fn apposition(view: &View, token: u32) -> Option<Draft> {
    let arguments = view.arguments;
    let syntax = arguments.syntax;
    let other = syntax.head(token)?;
    let named = |word: u32| arguments.own_name(word);
    let (name, id, noun) = match (named(other), named(token)) {
        (Some(id), None) => (other, id, token),
        (None, Some(id)) => (token, id, other),
        _ => return None,
    };
    // *Ada Lind, **54**, left*
    let is_age = syntax.upos(noun) == Upos::Num
        && syntax.form(noun).len() <= 3
        && arguments.entity_type(id) == EntityType::Person;
    let is_noun = matches!(syntax.upos(noun), Upos::Noun | Upos::Propn);
    if !is_age && (!is_noun || arguments.is_time(noun)) {
        return None;
    }
    // *Yuri Ushakov, Kremlin aide* with the role before the name is read there.
    let is_before =
        noun + 1 == name || noun < name && arguments.get(id).tokens.indexes().contains(&noun);
    if is_before {
        return None;
    }
    let span = syntax.subtree_span(noun.max(name).min(token.max(other)));
    let tokens = TokenSpan::new(
        noun.min(name).min(arguments.get(id).tokens.start()),
        span.end(),
    );
    // *talks: Kremlin (AFP File)*: a bracket or a colon is no apposition.
    let between = other.min(token)..other.max(token);
    let is_parted = between
        .clone()
        .any(|word| matches!(syntax.form(word), ":" | "(" | "[" | ")"));
    if is_parted {
        return None;
    }
    let is_person = arguments.entity_type(id) == EntityType::Person;
    // *one of the men, Simon Tarn*: he is not the men.
    let is_one = syntax.head(noun).is_some_and(|one| {
        noun < name
            && syntax.form(one).eq_ignore_ascii_case("one")
            && syntax.relation(noun) == Dep::NominalModifier
    });
    if is_one {
        return None;
    }
    if let Some(role) = role_of(arguments, view.lexicon, noun) {
        let draft_of = |predicate, object| Some(draft(view, noun, tokens, predicate, id, object));
        return match role.whom {
            Some(whom) => draft_of(role.predicate, arguments.phrase(whom)),
            None => draft_of(
                "be".to_owned(),
                Argument::Literal(phrase::literal(syntax, noun)),
            ),
        };
    }
    if is_person && view.lexicon.is_event_noun(syntax.lemma(noun)) {
        return None;
    }
    Some(draft(
        view,
        noun,
        tokens,
        "be".to_owned(),
        id,
        arguments.phrase(noun),
    ))
}

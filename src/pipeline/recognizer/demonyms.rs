//! Adjectives of countries, and the people they name: *Russian officials*, *the Russians*.

use super::{mention, phrase};
use crate::document::{DependencyRelation as Dep, EntityType, Mention, MentionKind, Syntax, Upos};
use crate::lexicon::Lexicon;
use crate::span::TokenSpan;

/// Finds demonyms: as modifiers they mean the country, as nouns its people.
pub(super) fn find(syntax: &Syntax, lexicon: &Lexicon) -> Vec<Mention> {
    let tokens = 0..syntax.tokens().len() as u32;
    tokens
        .filter_map(|token| demonym(syntax, lexicon, token))
        .collect()
}

fn demonym(syntax: &Syntax, lexicon: &Lexicon, token: u32) -> Option<Mention> {
    let form = syntax.form(token);
    if !form.starts_with(char::is_uppercase) {
        return None;
    }
    let is_known = lexicon.demonym(form).is_some() || lexicon.place_adjective(form).is_some();
    let is_people = lexicon.is_people(form) || is_known && form.ends_with('s');
    if !is_known && !is_people {
        return None;
    }
    let core = TokenSpan::new(token, token + 1);
    let is_modifier = syntax.upos(token) == Upos::Adj
        || matches!(
            syntax.relation(token),
            Dep::AdjectivalModifier | Dep::Compound
        );
    if is_modifier && is_known {
        return Some(mention(
            syntax,
            core,
            core,
            token,
            MentionKind::Demonym,
            EntityType::Gpe,
        ));
    }
    let start = phrase::start_with_modifiers(syntax, token, token);
    let tokens = TokenSpan::new(start, token + 1);
    Some(mention(
        syntax,
        tokens,
        core,
        token,
        MentionKind::Nominal,
        EntityType::Norp,
    ))
}

//! Adjectives of countries and places before a noun, and the people called after them.

use super::{Draft, Found, phrase};
use crate::document::{DependencyRelation as Dep, EntityType, MentionKind, Upos};
use crate::lexicon::Lexicon;
use crate::span::TokenSpan;

pub(super) fn add(found: &mut Found, lexicon: &Lexicon) {
    let syntax = found.syntax;
    for token in 0..syntax.tokens().len() as u32 {
        let form = syntax.form(token);
        if found.is_taken(token) || !form.starts_with(char::is_uppercase) {
            continue;
        }
        let is_demonym = lexicon.demonym(form).is_some() || lexicon.place_adjective(form).is_some();
        if !is_demonym && !lexicon.is_people(form) {
            continue;
        }
        let is_modifier = matches!(
            syntax.relation(token),
            Dep::AdjectivalModifier
                | Dep::Compound
                | Dep::DescriptiveModifier
                | Dep::UnmarkedNominalModifier
                | Dep::NominalModifier
        ) && syntax.head(token).is_some_and(|head| head > token);
        let place = TokenSpan::new(token, token + 1);
        if is_modifier && is_demonym {
            let draft = Draft {
                whole: place,
                core: place,
                head: token,
            };
            found.push(draft, MentionKind::Demonym, EntityType::Gpe);
        } else if matches!(syntax.upos(token), Upos::Noun | Upos::Propn) {
            let draft = Draft {
                whole: TokenSpan::new(phrase::start_of(syntax, token), token + 1),
                core: place,
                head: token,
            };
            found.push(draft, MentionKind::Nominal, EntityType::Norp);
        }
    }
}

//! Pronouns that stand for something that is named elsewhere.

use super::mention;
use crate::document::{DependencyRelation as Dep, EntityType, Mention, MentionKind, Syntax, Upos};
use crate::lexicon::Lexicon;
use crate::span::TokenSpan;

/// Finds personal and possessive pronouns; *it* without a meaning of its own is none.
pub(super) fn find(syntax: &Syntax, _lexicon: &Lexicon) -> Vec<Mention> {
    let tokens = 0..syntax.tokens().len() as u32;
    let pronouns = tokens.filter_map(|token| {
        let is_pronoun = matches!(syntax.upos(token), Upos::Pron | Upos::Det)
            && syntax.relation(token) != Dep::Expletive;
        let entity_type = is_pronoun
            .then(|| entity_type(syntax.form(token)))
            .flatten()?;
        let tokens = TokenSpan::new(token, token + 1);
        Some(mention(
            syntax,
            tokens,
            tokens,
            token,
            MentionKind::Pronoun,
            entity_type,
        ))
    });
    pronouns.collect()
}

/// What a pronoun can mean by itself; none for words that are no personal pronoun.
fn entity_type(form: &str) -> Option<EntityType> {
    match form.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" | "i" | "me"
        | "my" | "mine" | "myself" => Some(EntityType::Person),
        "it" | "its" | "itself" => Some(EntityType::Other),
        "they" | "them" | "their" | "theirs" | "themselves" | "we" | "us" | "our" | "ours"
        | "ourselves" => Some(EntityType::Norp),
        _ => None,
    }
}

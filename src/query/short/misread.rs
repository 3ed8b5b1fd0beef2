//! A fact without a subject → what of it was not understood, by the word.

use super::settle::name_of;
use super::verb::{begins_verb, interpret, is_auxiliary, text_of};
use super::{Fact, ShortError, VerbGroup, VerbWords, Vocabulary};
use crate::query::nearest::{nearest_names, nearest_of};
use crate::span::ByteSpan;

/// How many nearest names an error gives.
const LISTED: usize = 3;

/// Why `fact`, the first of a question, has nobody who does it.
pub(super) fn without_subject(fact: &Fact, vocabulary: &dyn Vocabulary) -> ShortError {
    let no_subject = ShortError::NoSubject { span: fact.span };
    let VerbGroup::Verbs(verbs) = &fact.verbs else {
        return no_subject;
    };
    let Some(verb) = verbs.first() else {
        return no_subject;
    };
    let words: Vec<&str> = verb.words.iter().map(|word| &*word.text).collect();
    let up_to = |kept: usize| {
        let end = verb.words[kept - 1].span.end();
        ByteSpan::new(verb.words[0].span.start(), end)
    };
    match &*words {
        ["how", word, ..] => ShortError::UnknownQuestion {
            words: format!("how {word}"),
            span: up_to(2),
        },
        [
            "path" | "how" | "tell" | "show" | "give" | "list" | "find",
            ..,
        ] => ShortError::UnknownQuestion {
            words: words[0].into(),
            span: up_to(1),
        },
        [first, ..] if is_auxiliary(first) => {
            unknown_subject(verb, vocabulary).unwrap_or(no_subject)
        }
        _ if interpret(verb, !fact.arguments.is_empty(), vocabulary).is_ok() => no_subject,
        _ => not_understood(verb, vocabulary),
    }
}

/// `did the agency destroy ?what`: the words between the auxiliary and the first verb of the graph.
fn unknown_subject(verb: &VerbWords, vocabulary: &dyn Vocabulary) -> Option<ShortError> {
    let cut = (2..verb.words.len()).find(|&cut| begins_verb(&verb.words[cut..], vocabulary))?;
    let name = name_of(&verb.words[1..cut]);
    Some(ShortError::UnknownName {
        nearest: nearest(&name.text, vocabulary),
        name: name.text,
        span: name.span,
    })
}

fn not_understood(verb: &VerbWords, vocabulary: &dyn Vocabulary) -> ShortError {
    let words = text_of(&verb.words);
    let mut nearest = nearest(&words, vocabulary);
    let relations = vocabulary.relations().iter().map(|(name, _)| name.as_str());
    nearest.extend(nearest_of(&words, relations, LISTED));
    nearest.truncate(LISTED);
    ShortError::NotUnderstood {
        words,
        nearest,
        span: verb.span,
    }
}

fn nearest(words: &str, vocabulary: &dyn Vocabulary) -> Vec<String> {
    let entities = vocabulary.entities();
    let names = entities
        .iter()
        .map(|entity| (entity.name.as_str(), entity.aliases.as_slice()));
    nearest_names(words, names, LISTED)
}

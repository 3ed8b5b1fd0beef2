//! `is aide of`, `is the CEO of`: what somebody is, as relations of the graph.

use super::super::{VerbWords, Vocabulary};
use super::{PREPOSITIONS, Verb, understood_as};

/// Titles of several names, in full and in letters.
const TITLES: &[&[&str]] = &[
    &["chief_executive", "ceo", "chief_executive_officer"],
    &["chief_financial_officer", "cfo"],
    &["chief_operating_officer", "coo"],
    &["prime_minister", "pm", "premier"],
    &["vice_president", "vp"],
];

/// `is aide of`: what somebody is. Where the graph has it with another preposition, that one.
pub(super) fn state(
    words: &[String],
    negated: bool,
    written: &VerbWords,
    vocabulary: &dyn Vocabulary,
) -> Option<Verb> {
    let verb = |relation: String, also, understood| Verb {
        also,
        understood,
        ..Verb::plain(relation.clone(), vec![relation], negated)
    };
    let words = match words {
        [article, rest @ ..] if matches!(&**article, "the" | "a" | "an") => rest,
        words => words,
    };
    let state = format!("be_{}", words.join("_"));
    let mut states = other_titles(&words.join("_"));
    states.insert(0, words.join("_"));
    let states = states.into_iter().map(|state| format!("be_{state}"));
    let mut known = states.filter(|state| vocabulary.relation_count(state) > 0);
    if let Some(relation) = known.next() {
        let also: Vec<String> = known.collect();
        let all: Vec<String> = std::iter::once(&relation).chain(&also).cloned().collect();
        let understood = (all != [state]).then(|| understood_as(written, &all));
        return Some(verb(relation, also, understood));
    }
    let (noun, role) = match words.split_last() {
        Some((last, noun)) if !noun.is_empty() && PREPOSITIONS.contains(&last.as_str()) => {
            (noun, Some(last.clone()))
        }
        _ => (words, None),
    };
    let noun = noun.join("_");
    let titles = std::iter::once(noun.clone()).chain(other_titles(&noun));
    let mut others: Vec<String> = titles
        .flat_map(|title| with_prepositions(&format!("be_{title}"), vocabulary))
        .collect();
    if others.is_empty() {
        // `in talks with` where nobody is said to be in talks with anybody.
        let shorter = format!("be_{noun}");
        let is_known = role.is_some() && vocabulary.relation_count(&shorter) > 0;
        return is_known.then(|| Verb {
            role,
            ..verb(shorter, Vec::new(), None)
        });
    }
    let understood = understood_as(written, &others);
    let first = others.remove(0);
    let is_called = role.is_none().then(|| noun.replace('_', " "));
    Some(Verb {
        is_called,
        ..verb(first, others, Some(understood))
    })
}

/// A title and what may be behind it, by its other names: `chief_executive_of` for `ceo_of`.
fn other_titles(state: &str) -> Vec<String> {
    let behind = |title: &str| {
        let rest = state.strip_prefix(title)?;
        (rest.is_empty() || rest.starts_with('_')).then_some(rest)
    };
    let mut found: Vec<(&str, &str, &[&str])> = Vec::new();
    for titles in TITLES {
        found.extend(
            titles
                .iter()
                .filter_map(|title| Some((*title, behind(title)?, *titles))),
        );
    }
    // The longest: `chief_executive_officer` is no `chief_executive` `officer`.
    let Some((title, rest, titles)) = found.into_iter().max_by_key(|(title, ..)| title.len())
    else {
        return Vec::new();
    };
    let others = titles.iter().filter(|other| **other != title);
    others.map(|other| format!("{other}{rest}")).collect()
}

/// The types of `relation` with a preposition: `speak_to`, `speak_with`; most frequent first.
pub(super) fn with_prepositions(relation: &str, vocabulary: &dyn Vocabulary) -> Vec<String> {
    let is_variant = |name: &&(String, u64)| {
        let role = name
            .0
            .strip_prefix(relation)
            .and_then(|rest| rest.strip_prefix('_'));
        role.is_some_and(|role| PREPOSITIONS.contains(&role))
    };
    let variants = vocabulary.relations().iter().filter(is_variant);
    variants.map(|(name, _)| name.clone()).collect()
}

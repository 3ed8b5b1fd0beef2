//! What the words of a verb mean: which relations, denied or not, and seen from which side.

use super::{ShortError, VerbWords, Vocabulary};
use crate::query::nearest::nearest_of;
use crate::span::ByteSpan;

/// Words that only carry the tense.
const TENSE: [&str; 15] = [
    "did", "does", "do", "has", "have", "had", "will", "would", "shall", "should", "can", "could",
    "may", "might", "must",
];

/// Forms of `be`.
const BE: [&str; 8] = ["is", "was", "are", "were", "be", "been", "being", "am"];

/// The same with `not` grown on.
const NOT_GROWN: [&str; 12] = [
    "didn't", "doesn't", "don't", "hasn't", "haven't", "hadn't", "won't", "wouldn't", "isn't",
    "wasn't", "aren't", "weren't",
];

/// How many nearest relations an error names.
const NEAREST: usize = 3;

/// A verb as the graph knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verb {
    /// The type of relationship from the subject to the first argument: `give_up_on`.
    pub relation: String,
    /// What the roles of further arguments are added to, most particles first: `give_up_on`,
    /// `give_up`, `give`.
    pub stems: Vec<String>,
    /// Whether it is denied.
    pub negated: bool,
    /// Whether the subject of the sentence is what the graph calls the object.
    pub passive: Option<Passive>,
}

/// A passive: who did it, and what the first argument is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Passive {
    /// `was called by ?who`: the first argument did it.
    ByAgent,
    /// `was founded`, `was founded in ?where`: nobody is said to have; the words belong to the first
    /// argument.
    Alone(String),
}

/// Reads the words of a verb.
pub(super) fn interpret(
    written: &VerbWords,
    has_argument: bool,
    vocabulary: &dyn Vocabulary,
) -> Result<Verb, ShortError> {
    let (negated, is_be, words) = without_auxiliaries(&written.words, vocabulary);
    let unknown = |lemma: &str| unknown_verb(lemma, written, vocabulary);
    let Some((head, particles)) = words.split_first() else {
        return Err(unknown("be"));
    };
    let known = |relation: &str| vocabulary.relation_count(relation) > 0;
    if is_be {
        let state = format!("be_{}", words.join("_"));
        if known(&state) {
            return Ok(Verb {
                stems: vec![state.clone()],
                relation: state,
                negated,
                passive: None,
            });
        }
    }
    let lemma = vocabulary.verb_lemma(head);
    if is_be && !head.ends_with("ing") {
        return passive(&lemma, particles, negated, has_argument, &known)
            .ok_or_else(|| unknown(&lemma));
    }
    let particles: Vec<&str> = match particles.split_last() {
        Some((last, rest)) if last == "that" => rest.iter().map(String::as_str).collect(),
        _ => particles.iter().map(String::as_str).collect(),
    };
    let relation = joined(&lemma, &particles);
    if !known(&relation) {
        return Err(unknown(&relation));
    }
    let stems = (0..=particles.len())
        .rev()
        .map(|kept| joined(&lemma, &particles[..kept]))
        .collect();
    Ok(Verb {
        relation,
        stems,
        negated,
        passive: None,
    })
}

/// `[called, by]`, `[founded, in]`, `[caught, up, in]` behind a form of `be`.
fn passive(
    lemma: &str,
    particles: &[String],
    negated: bool,
    has_argument: bool,
    known: &dyn Fn(&str) -> bool,
) -> Option<Verb> {
    let verb = |relation: String, passive| Verb {
        stems: vec![relation.clone()],
        relation,
        negated,
        passive: Some(passive),
    };
    let words: Vec<&str> = particles.iter().map(String::as_str).collect();
    if let Some((&"by", kept)) = words.split_last() {
        let relation = joined(lemma, kept);
        return known(&relation).then(|| verb(relation, Passive::ByAgent));
    }
    let split = |kept: usize| (joined(lemma, &words[..kept]), words[kept..].join("_"));
    let leads_argument = |kept: &usize| {
        let (relation, role) = split(*kept);
        has_argument && known(&relation) && known(&format!("{relation}_{role}"))
    };
    let kept = (0..words.len())
        .rev()
        .find(leads_argument)
        .or_else(|| (0..=words.len()).rev().find(|&kept| known(&split(kept).0)))?;
    let (relation, role) = split(kept);
    Some(verb(relation, Passive::Alone(role)))
}

fn joined(lemma: &str, particles: &[&str]) -> String {
    particles
        .iter()
        .fold(lemma.to_owned(), |relation, particle| {
            format!("{relation}_{particle}")
        })
}

/// Whether it is denied, whether a form of `be` carries the rest, and the rest. An auxiliary that
/// stands alone is the verb.
fn without_auxiliaries<'w>(
    words: &'w [String],
    vocabulary: &dyn Vocabulary,
) -> (bool, bool, Vec<String>) {
    let (mut negated, mut is_be, mut rest) = (false, false, words);
    let mut last_auxiliary: Option<&'w str> = None;
    while let Some((word, behind)) = rest.split_first() {
        let straight = word.replace('’', "'");
        if matches!(straight.as_str(), "not" | "never") {
            negated = true;
        } else if NOT_GROWN.contains(&straight.as_str()) {
            negated = true;
            is_be = straight.starts_with("is")
                || straight.starts_with("was")
                || straight.starts_with("are")
                || straight.starts_with("were");
        } else if BE.contains(&word.as_str()) {
            is_be = true;
            last_auxiliary = Some(word);
        } else if TENSE.contains(&word.as_str()) {
            last_auxiliary = Some(word);
        } else if word.ends_with("ly") && !behind.is_empty() && vocabulary.relation_count(word) == 0
        {
            // An adverb: `recently called`.
        } else {
            break;
        }
        rest = behind;
    }
    match (rest.is_empty(), last_auxiliary) {
        (true, Some(verb)) => (negated, false, vec![verb.to_owned()]),
        _ => (negated, is_be, rest.to_vec()),
    }
}

fn unknown_verb(lemma: &str, written: &VerbWords, vocabulary: &dyn Vocabulary) -> ShortError {
    let span = written.span;
    if let Some(name) = written.words.last()
        && let Some(entity) = vocabulary.entities_called(name).first()
    {
        let (written, name) = (name.clone(), entity.name.clone());
        let span = ByteSpan::new(span.end() - written.len() as u32, span.end());
        return ShortError::SmallName {
            written,
            name,
            span,
        };
    }
    let head = lemma.split('_').next().unwrap_or(lemma);
    let relations = || vocabulary.relations().iter().map(|(name, _)| name.as_str());
    let prefix = format!("{head}_");
    let mut nearest: Vec<String> = relations()
        .filter(|name| name.starts_with(&prefix) || *name == head)
        .map(str::to_owned)
        .collect();
    nearest.extend(nearest_of(lemma, relations(), NEAREST));
    nearest.dedup();
    nearest.truncate(NEAREST);
    ShortError::UnknownVerb {
        verb: written.words.join(" "),
        nearest,
        span,
    }
}

//! Verbs that the graph does not have: a letter is wrong, or there are others near.

use super::super::{ShortError, VerbWords, Vocabulary, Word};
use super::{begins_verb, is_auxiliary, is_be, main_words, span_of, text_of};
use crate::query::nearest::nearest_of;

/// How many letters a verb has at most that is looked at for a wrong letter.
const LONGEST_WORD: usize = 20;

/// How many nearest relations an error names.
const NEAREST: usize = 3;

/// The verbs of the graph of which a word is a form with one letter wrong: `tolld` of `tell`. Most
/// frequent first.
fn meant_by(written: &VerbWords, vocabulary: &dyn Vocabulary) -> Vec<String> {
    let is_verb = |word: &&Word| !is_auxiliary(&word.text);
    let Some(word) = written.words.iter().find(is_verb) else {
        return Vec::new();
    };
    let mut meant: Vec<(u64, String)> = Vec::new();
    for form in one_letter_off(&word.text) {
        let lemma = vocabulary.verb_lemma(&form);
        let count = vocabulary.relation_count(&lemma);
        if count > 0 && !meant.iter().any(|(_, known)| *known == lemma) {
            meant.push((count, lemma));
        }
    }
    meant.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
    meant.into_iter().map(|(_, lemma)| lemma).collect()
}

/// The words that are one letter more, less or other, or with two neighbours swapped.
fn one_letter_off(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if !(3..=LONGEST_WORD).contains(&letters.len()) {
        return Vec::new();
    }
    let with = |start: &[char], middle: &[char], end: &[char]| -> String {
        start.iter().chain(middle).chain(end).collect()
    };
    let mut forms = Vec::new();
    for at in 0..=letters.len() {
        let (before, behind) = letters.split_at(at);
        if let [first, rest @ ..] = behind {
            forms.push(with(before, &[], rest));
            if let [second, rest @ ..] = rest {
                forms.push(with(before, &[*second, *first], rest));
            }
        }
        for letter in 'a'..='z' {
            forms.push(with(before, &[letter], behind));
            if let [_, rest @ ..] = behind {
                forms.push(with(before, &[letter], rest));
            }
        }
    }
    forms
}

pub(super) fn unknown_verb(
    lemma: &str,
    written: &VerbWords,
    vocabulary: &dyn Vocabulary,
) -> ShortError {
    let words = main_words(&written.words);
    let is_be = written.words.iter().any(|word| is_be(&word.text));
    let words = match words {
        // The rest may be what it was done to.
        [first, ..] if !is_be && !begins_verb(words, vocabulary) => std::slice::from_ref(first),
        words => words,
    };
    let span = span_of(words).unwrap_or(written.span);
    let head = lemma.split('_').next().unwrap_or(lemma);
    let relations = || vocabulary.relations().iter().map(|(name, _)| name.as_str());
    let prefix = format!("{head}_");
    let mut nearest: Vec<String> = relations()
        .filter(|name| name.starts_with(&prefix) || *name == head)
        .map(str::to_owned)
        .collect();
    nearest.extend(meant_by(written, vocabulary));
    nearest.extend(nearest_of(lemma, relations(), NEAREST));
    let mut seen = Vec::new();
    nearest.retain(|name| {
        let is_new = !seen.contains(name);
        seen.push(name.clone());
        is_new
    });
    nearest.truncate(NEAREST);
    ShortError::UnknownVerb {
        verb: text_of(words),
        nearest,
        span,
    }
}

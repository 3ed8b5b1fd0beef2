//! Form of a word → its dictionary form: regular endings by rule, all else by the table of exceptions.
//!
//! `tools/lexicon/generate.py` repeats these rules to find the exceptions: change both, then generate.

use super::table::SortedTable;

/// What a form is inflected as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordClass {
    /// Plurals become singular.
    Noun,
    /// Finite and non-finite forms become the infinitive.
    Verb,
    /// Comparatives and superlatives, of adverbs too, become positive.
    Adjective,
}

const EXCEPTIONS: SortedTable =
    SortedTable::new(include_str!("../../data/lexicon/lemma_exceptions.tsv"));

/// The lemma of a lower-case `form`.
pub(super) fn lemma(form: &str, class: WordClass) -> String {
    let letter = match class {
        WordClass::Noun => 'n',
        WordClass::Verb => 'v',
        WordClass::Adjective => 'a',
    };
    if let Some(lemma) = EXCEPTIONS.get(&format!("{form}/{letter}")) {
        return lemma.to_owned();
    }
    // A compound inflects at its end: "sub-committees", "re-elected".
    if let Some((start, last)) = form.rsplit_once('-')
        && !last.is_empty()
    {
        return format!("{start}-{}", lemma(last, class));
    }
    match class {
        WordClass::Noun => regular_noun(form),
        WordClass::Verb => regular_verb(form),
        WordClass::Adjective => form.to_owned(),
    }
}

const SIBILANTS: [&str; 5] = ["ches", "shes", "sses", "xes", "zes"];

fn ends_with_any(form: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| form.ends_with(ending))
}

fn without(form: &str, bytes: usize) -> &str {
    &form[..form.len() - bytes]
}

fn regular_noun(form: &str) -> String {
    let length = form.chars().count();
    if length > 4 && form.ends_with("ies") {
        return format!("{}y", without(form, 3));
    }
    if length > 4 && ends_with_any(form, &SIBILANTS) {
        return without(form, 2).to_owned();
    }
    if length > 2 && form.ends_with('s') && !ends_with_any(form, &["ss", "us", "is"]) {
        return without(form, 1).to_owned();
    }
    form.to_owned()
}

fn regular_verb(form: &str) -> String {
    let length = form.chars().count();
    if length > 4 && ends_with_any(form, &["ies", "ied"]) {
        return format!("{}y", without(form, 3));
    }
    if length > 4 && ends_with_any(form, &SIBILANTS) {
        return without(form, 2).to_owned();
    }
    for ending in ["ing", "ed"] {
        if let Some(stem) = form.strip_suffix(ending)
            && stem.chars().count() > 1
            && stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        {
            return verb_stem(stem);
        }
    }
    if length > 2 && form.ends_with('s') && !form.ends_with("ss") {
        return without(form, 1).to_owned();
    }
    form.to_owned()
}

/// Endings of a stem that lost its `e` before `-ing` or `-ed`, by count over the exceptions.
const LOST_E: [&str; 32] = [
    "v", "u", "z", "c", "at", "dg", "rg", "ng", "ag", "ur", "ir", "is", "us", "as", "os", "ns",
    "rs", "id", "ak", "ik", "ok", "iz", "in", "tl", "bl", "dl", "gl", "pl", "ib", "ad", "ut", "ar",
];
const KEPT_WHOLE: [&str; 15] = [
    "eat", "oat", "eak", "oak", "ook", "ain", "oin", "ead", "oad", "aid", "out", "ear", "air",
    "our", "oid",
];

fn verb_stem(stem: &str) -> String {
    let mut backwards = stem.chars().rev();
    let (last, before) = (backwards.next(), backwards.next());
    if stem.chars().count() > 2
        && last == before
        && last.is_some_and(|letter| !"aeioulsfz".contains(letter))
    {
        return without(stem, last.map_or(0, char::len_utf8)).to_owned();
    }
    if ends_with_any(stem, &LOST_E) && !ends_with_any(stem, &KEPT_WHOLE) {
        return format!("{stem}e");
    }
    stem.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{WordClass, lemma};

    fn check(class: WordClass, pairs: &[(&str, &str)]) {
        for (form, expected) in pairs {
            assert_eq!(lemma(form, class), *expected, "{form}");
        }
    }

    #[test]
    fn verbs_come_to_the_infinitive() {
        check(
            WordClass::Verb,
            &[
                ("said", "say"),
                ("told", "tell"),
                ("was", "be"),
                ("stressed", "stress"),
                ("continuing", "continue"),
                ("urged", "urge"),
                ("rejected", "reject"),
                ("paused", "pause"),
                ("marking", "mark"),
                ("refused", "refuse"),
                ("confirmed", "confirm"),
                ("reiterated", "reiterate"),
                ("citing", "cite"),
                ("dropped", "drop"),
                ("led", "lead"),
                ("entering", "enter"),
                ("discusses", "discuss"),
                ("needs", "need"),
                ("bring", "bring"),
                ("failed", "fail"),
                ("quoted", "quote"),
                ("made", "make"),
                ("lasted", "last"),
                ("agreed", "agree"),
                ("denied", "deny"),
                ("died", "die"),
                ("lying", "lie"),
                ("re-elected", "re-elect"),
                ("resolving", "resolve"),
                ("caught", "catch"),
                ("solved", "solve"),
                ("raised", "raise"),
                ("arrested", "arrest"),
                ("opened", "open"),
                ("visited", "visit"),
                ("voting", "vote"),
            ],
        );
    }

    #[test]
    fn nouns_come_to_the_singular() {
        check(
            WordClass::Noun,
            &[
                ("deliveries", "delivery"),
                ("talks", "talk"),
                ("children", "child"),
                ("news", "news"),
                ("crises", "crisis"),
                ("wives", "wife"),
                ("forces", "force"),
                ("houses", "house"),
                ("series", "series"),
                ("men", "man"),
                ("losses", "loss"),
                ("sub-committees", "sub-committee"),
                ("buses", "bus"),
                ("people", "people"),
                ("leaders", "leader"),
                ("boxes", "box"),
            ],
        );
    }

    #[test]
    fn comparatives_come_to_the_positive() {
        check(
            WordClass::Adjective,
            &[("worse", "bad"), ("larger", "large"), ("angry", "angry")],
        );
    }
}

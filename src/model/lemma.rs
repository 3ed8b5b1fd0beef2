//! Dictionary forms.
//!
//! In: a form and its Penn tag. Out: its lemma, by exceptions and by rules for the form's ending, both
//! counted in the training text by `training/lemmas.py`; both models use them. A rule that gives a word of the vocabulary
//! wins over one that does not, so that *wiped* is of *wipe* and *cities* of *city*.

use std::sync::LazyLock;

use crate::document::Xpos;

/// No rule looks at more of a form's end, in characters.
const LONGEST_ENDING: usize = 6;

static EMBEDDED: LazyLock<Lemmas<'static>> = LazyLock::new(|| Lemmas {
    rules: include_str!("../../data/models/lemma_rules.tsv")
        .lines()
        .collect(),
    exceptions: include_str!("../../data/models/lemma_exceptions.tsv")
        .lines()
        .collect(),
    known: include_str!("../../data/models/known_words.txt")
        .lines()
        .collect(),
});

/// The lemma of `form` as a word with this tag; never empty unless the form is.
pub fn lemma(form: &str, tag: Xpos) -> String {
    EMBEDDED.lemma(form, tag)
}

/// The learned lists, each in the order of its bytes.
struct Lemmas<'a> {
    /// Ending, tag and rules, parted by tabs.
    rules: Vec<&'a str>,
    /// Form, tag and lemma, likewise.
    exceptions: Vec<&'a str>,
    /// Words that there are.
    known: Vec<&'a str>,
}

impl Lemmas<'_> {
    fn lemma(&self, form: &str, tag: Xpos) -> String {
        let is_proper = matches!(tag, Xpos::Nnp | Xpos::Nnps);
        let folded = form.to_lowercase();
        // `Apple` is no apple.
        let key = if is_proper { form } else { &folded };
        if let Some(lemma) = find(&self.exceptions, key, tag) {
            return lemma.to_owned();
        }
        let mut first = None;
        for ending in endings(&folded) {
            let rules = find(&self.rules, ending, tag).unwrap_or_default();
            for lemma in rules
                .split('\t')
                .filter_map(|rule| apply(form, &folded, rule))
            {
                if self.known.binary_search(&lemma.as_str()).is_ok() {
                    return lemma;
                }
                first.get_or_insert(lemma);
            }
        }
        first.unwrap_or_else(|| form.to_owned())
    }
}

/// The ends of a form, from the longest that rules look at to the empty one.
fn endings(form: &str) -> impl Iterator<Item = &str> {
    let starts = form.char_indices().rev().take(LONGEST_ENDING);
    let mut places: Vec<usize> = starts.map(|(place, _)| place).collect();
    places.reverse();
    places.push(form.len());
    places.into_iter().map(|place| &form[place..])
}

/// What stands behind `word` and `tag` in a sorted list of lines.
fn find<'a>(lines: &[&'a str], word: &str, tag: Xpos) -> Option<&'a str> {
    let key = format!("{word}\t{tag}\t");
    let place = lines.partition_point(|line| *line < key.as_str());
    lines.get(place)?.strip_prefix(key.as_str())
}

/// Applies `L:1:y`: case (lower, kept, capitalised), characters to cut, ending.
fn apply(form: &str, folded: &str, rule: &str) -> Option<String> {
    let mut fields = rule.splitn(3, ':');
    let mut lemma = match fields.next()? {
        "L" => folded.to_owned(),
        "K" => form.to_owned(),
        "C" => capitalized(form),
        _ => return None,
    };
    for _ in 0..fields.next()?.parse::<usize>().ok()? {
        lemma.pop()?;
    }
    lemma.push_str(fields.next()?);
    (!lemma.is_empty()).then_some(lemma)
}

fn capitalized(form: &str) -> String {
    let mut characters = form.chars();
    let first: String = characters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + &characters.as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, tag: Xpos, expected: &str) {
        let lemmas = Lemmas {
            rules: vec![
                "\tNN\tL:0:",
                "\tNNP\tK:0:",
                "\tNNS\tL:1:",
                "ed\tVBD\tL:2:\tL:1:",
                "ies\tNNS\tL:3:y\tL:1:",
            ],
            exceptions: vec!["went\tVBD\tgo"],
            known: vec!["movie", "wipe"],
        };
        assert_eq!(lemmas.lemma(form, tag), expected);
    }

    #[test]
    fn the_embedded_lists_are_in_the_order_of_their_bytes() {
        for list in [&EMBEDDED.rules, &EMBEDDED.exceptions, &EMBEDDED.known] {
            assert!(!list.is_empty() && list.is_sorted());
        }
        assert_eq!(lemma("sang", Xpos::Vbd), "sing");
    }

    #[test]
    fn an_ending_is_exchanged() {
        check("Cities", Xpos::Nns, "city");
        check("dogs", Xpos::Nns, "dog");
    }

    #[test]
    fn a_rule_that_gives_a_known_word_wins() {
        check("movies", Xpos::Nns, "movie");
        check("Wiped", Xpos::Vbd, "wipe");
        check("zorped", Xpos::Vbd, "zorp");
    }

    #[test]
    fn exceptions_come_first() {
        check("Went", Xpos::Vbd, "go");
    }

    #[test]
    fn proper_nouns_keep_their_case() {
        check("Apple", Xpos::Nnp, "Apple");
        check("Apple", Xpos::Nn, "apple");
    }

    #[test]
    fn a_form_without_a_rule_is_its_own_lemma() {
        check("ZZ", Xpos::Fw, "ZZ");
        check("", Xpos::Nns, "");
        check("é", Xpos::Nns, "é");
    }
}

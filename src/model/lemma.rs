//! Dictionary forms.
//!
//! In: a form and its Penn tag. Out: its lemma, by exceptions and by rules for the form's ending, both
//! counted in the training text by `training/lemmas.py`; both models use them. A rule that gives a word of the vocabulary
//! wins over one that does not, so that *wiped* is of *wipe* and *cities* of *city*.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::Xpos;

/// No rule looks at more of a form's end, in characters.
const LONGEST_ENDING: usize = 6;

static EMBEDDED: LazyLock<Lemmas<'static>> = LazyLock::new(|| {
    Lemmas::read(
        include_str!("../../data/models/lemma_rules.tsv"),
        include_str!("../../data/models/lemma_exceptions.tsv"),
        include_str!("../../data/models/known_words.txt"),
    )
});

/// The lemma of `form` as a word with this tag; never empty unless the form is.
pub fn lemma(form: &str, tag: Xpos) -> String {
    EMBEDDED.lemma(form, tag)
}

/// What was learned of an ending, or a form, with a tag.
type ByTag<'a> = FxHashMap<(&'a str, Xpos), &'a str>;

/// The learned lists.
struct Lemmas<'a> {
    /// Ending and tag → rules, parted by tabs.
    rules: ByTag<'a>,
    /// Form and tag → lemma.
    exceptions: ByTag<'a>,
    /// Words that there are.
    known: FxHashSet<&'a str>,
}

impl<'a> Lemmas<'a> {
    /// Reads lines of ending, tag and rules, of form, tag and lemma, all parted by tabs, and of words.
    fn read(rules: &'a str, exceptions: &'a str, known: &'a str) -> Self {
        let by_tag = |lines: &'a str| {
            let entry = |line: &'a str| {
                let mut fields = line.splitn(3, '\t');
                let (text, tag) = (fields.next()?, fields.next()?.parse().ok()?);
                Some(((text, tag), fields.next()?))
            };
            lines.lines().filter_map(entry).collect()
        };
        Self {
            rules: by_tag(rules),
            exceptions: by_tag(exceptions),
            known: known.lines().collect(),
        }
    }

    fn lemma(&self, form: &str, tag: Xpos) -> String {
        let is_proper = matches!(tag, Xpos::Nnp | Xpos::Nnps);
        let folded = form.to_lowercase();
        // `Apple` is no apple.
        let key = if is_proper { form } else { &folded };
        if let Some(&lemma) = self.exceptions.get(&(key, tag)) {
            return lemma.to_owned();
        }
        let mut first = None;
        for ending in endings(&folded) {
            let rules = self.rules.get(&(ending, tag)).copied().unwrap_or_default();
            for lemma in rules
                .split('\t')
                .filter_map(|rule| apply(form, &folded, rule))
            {
                if self.known.contains(lemma.as_str()) {
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
    let longest = form.char_indices().rev().take(LONGEST_ENDING).last();
    let first = longest.map_or(form.len(), |(place, _)| place);
    let starts = form[first..]
        .char_indices()
        .map(move |(place, _)| first + place);
    let starts = starts.chain(std::iter::once(form.len()));
    starts.map(|place| &form[place..])
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
        let lemmas = Lemmas::read(
            "\tNN\tL:0:\n\tNNP\tK:0:\n\tNNS\tL:1:\ned\tVBD\tL:2:\tL:1:\nies\tNNS\tL:3:y\tL:1:",
            "went\tVBD\tgo",
            "movie\nwipe",
        );
        assert_eq!(lemmas.lemma(form, tag), expected);
    }

    #[test]
    fn the_embedded_lists_are_whole() {
        let lines = |text: &str| text.lines().count();
        let [rules, exceptions, known] = [
            lines(include_str!("../../data/models/lemma_rules.tsv")),
            lines(include_str!("../../data/models/lemma_exceptions.tsv")),
            lines(include_str!("../../data/models/known_words.txt")),
        ];
        assert_eq!(EMBEDDED.rules.len(), rules);
        assert_eq!(EMBEDDED.exceptions.len(), exceptions);
        assert_eq!(EMBEDDED.known.len(), known);
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

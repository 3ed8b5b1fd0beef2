//! The annotated corpora that models learn from and are judged by → documents with names.
//!
//! In: CoNLL-U of English EWT with UNER's names beside it, or of GUM with its entities in MISC. Out: the documents,
//! their names as UNER marks them: flat, without articles and titles. What counts as a name in GUM is what
//! `training/corpus.py` says, so that both models learn the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{ReadError, conllu};
use crate::document::Syntax;

mod chains;
mod gum;

pub use chains::{MarkedMention, chains};

/// Label of a word: `O`, `B-PER`, `I-PER` and so on.
type Label = String;

/// The names of UNER: for each sentence its words and their labels.
#[derive(Debug, Default)]
pub struct NameLayer {
    sentences: BTreeMap<String, (Vec<String>, Vec<Label>)>,
}

impl NameLayer {
    /// Reads IOB2: lines of number, form, label, parted by tabs; `# sent_id` names the sentence.
    pub fn read(source: &str) -> Self {
        let mut layer = Self::default();
        let mut identifier = "";
        for line in source.lines() {
            if let Some(id) = line.strip_prefix("# sent_id = ") {
                identifier = id.trim();
            } else if let [_, form, label, ..] = line.split('\t').collect::<Vec<_>>()[..] {
                let sentence = layer.sentences.entry(identifier.to_owned()).or_default();
                sentence.0.push(form.to_owned());
                sentence.1.push(label.to_owned());
            }
        }
        layer
    }

    /// What is more often a place than an organization here, in lower case: *china*.
    pub fn places(&self) -> BTreeSet<String> {
        let mut counts: BTreeMap<String, i32> = BTreeMap::new();
        for (forms, labels) in self.sentences.values() {
            for (kind, start, end) in spans(labels) {
                let text = forms[start..end].join(" ").to_lowercase();
                match kind {
                    "LOC" => *counts.entry(text).or_default() += 1,
                    "ORG" => *counts.entry(text).or_default() -= 1,
                    _ => {}
                }
            }
        }
        let places = counts.into_iter().filter(|&(_, count)| count > 0);
        places.map(|(text, _)| text).collect()
    }
}

/// The documents of English EWT with the names of `layer`; a sentence cut into other words there has none.
///
/// # Errors
/// [`ReadError::Malformed`]
pub fn with_names(source: &str, layer: &NameLayer) -> Result<Vec<Syntax>, ReadError> {
    let label = |sentence: &SourceSentence<'_>| {
        let found = layer.sentences.get(sentence.identifier);
        let same = found.filter(|(forms, _)| {
            forms
                .iter()
                .map(String::as_str)
                .eq(sentence.words.iter().map(|word| word.form))
        });
        same.map(|(_, labels)| labels.clone()).unwrap_or_default()
    };
    conllu::read_documents(&labelled(source, label))
}

/// The documents of GUM with names made of its entities; `places` as of [`NameLayer::places`].
///
/// # Errors
/// [`ReadError::Malformed`]
pub fn with_entities(source: &str, places: &BTreeSet<String>) -> Result<Vec<Syntax>, ReadError> {
    conllu::read_documents(&labelled(source, |sentence| {
        gum::labels(&sentence.words, places)
    }))
}

/// A word's columns, as far as names hang on them.
struct SourceWord<'s> {
    form: &'s str,
    upos: &'s str,
    xpos: &'s str,
    misc: &'s str,
}

struct SourceSentence<'s> {
    identifier: &'s str,
    words: Vec<SourceWord<'s>>,
    lines: Vec<&'s str>,
}

/// The source with `NER=` in MISC, as `label` gives for each sentence.
fn labelled(source: &str, label: impl Fn(&SourceSentence<'_>) -> Vec<Label>) -> String {
    let mut out = String::with_capacity(source.len() + source.len() / 16);
    for block in source.split("\n\n") {
        let mut sentence = SourceSentence {
            identifier: "",
            words: Vec::new(),
            lines: block.lines().collect(),
        };
        for line in &sentence.lines {
            if let Some(id) = line.strip_prefix("# sent_id = ") {
                sentence.identifier = id.trim();
            } else if let Some(word) = word_of(line) {
                sentence.words.push(word);
            }
        }
        let mut labels = label(&sentence).into_iter();
        for line in &sentence.lines {
            out.push_str(line);
            if word_of(line).is_some()
                && let Some(label) = labels.next().filter(|label| label != "O")
            {
                let _ = write!(out, "|NER={label}");
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

fn word_of(line: &str) -> Option<SourceWord<'_>> {
    match line.split('\t').collect::<Vec<_>>()[..] {
        [number, form, _, upos, xpos, _, _, _, _, misc] if !number.contains(['-', '.']) => {
            Some(SourceWord {
                form,
                upos,
                xpos,
                misc,
            })
        }
        _ => None,
    }
}

/// Kind, first word and end of each name in a row of labels.
fn spans(labels: &[Label]) -> Vec<(&str, usize, usize)> {
    let mut spans: Vec<(&str, usize, usize)> = Vec::new();
    for (place, label) in labels.iter().enumerate() {
        let Some((mark, kind)) = label.split_once('-') else {
            continue;
        };
        match spans.last_mut() {
            Some(span) if mark == "I" && span.0 == kind && span.2 == place => span.2 += 1,
            _ => spans.push((kind, place, place + 1)),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "# newdoc id = d\n# sent_id = s\n\
        1\tNew\tNew\tPROPN\tNNP\t_\t2\tcompound\t_\t_\n2\tYork\tYork\tPROPN\tNNP\t_\t0\troot\t_\t_\n\n";

    #[test]
    fn names_are_taken_from_the_layer() {
        let layer = NameLayer::read("# sent_id = s\n1\tNew\tB-LOC\n2\tYork\tI-LOC\n\n");
        let documents = with_names(WORDS, &layer).unwrap();
        assert_eq!(
            documents[0].text_of(documents[0].names()[0].tokens),
            "New York"
        );
        assert!(layer.places().contains("new york"));
    }

    #[test]
    fn a_sentence_of_other_words_has_no_names() {
        let layer = NameLayer::read("# sent_id = s\n1\tNewYork\tB-LOC\n\n");
        assert!(with_names(WORDS, &layer).unwrap()[0].names().is_empty());
    }
}

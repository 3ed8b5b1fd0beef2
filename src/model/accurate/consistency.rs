//! Names that agree throughout a document.
//!
//! In: the names found in each sentence, with a score for each kind. Out: the names of the document, in text
//! order. *Vassilakis* of one sentence is the person of another that says *Nikos Vassilakis*.

use std::collections::BTreeMap;

use super::labels::NameKind;
use super::names::entity_type;
use crate::document::{Name, Sentence, Token};
use crate::model::name_bounds::settle_bounds;
use crate::span::TokenSpan;

/// Titles that stand before a person's name and are none, in the order of their bytes.
const TITLES: [&str; 34] = [
    "adm.",
    "admiral",
    "ambassador",
    "archbishop",
    "bishop",
    "capt.",
    "captain",
    "chancellor",
    "col.",
    "colonel",
    "dame",
    "dr",
    "dr.",
    "gen.",
    "general",
    "governor",
    "judge",
    "justice",
    "lady",
    "lord",
    "lt.",
    "major",
    "minister",
    "miss",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "president",
    "prof",
    "prof.",
    "professor",
];

/// Words that no name ends with, in the order of their bytes.
const NEVER_LAST: [&str; 10] = [",", "-", "and", "at", "by", "for", "in", "of", "on", "the"];

/// A name as one sentence shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its words.
    pub tokens: TokenSpan,
    /// For each of [`NameKind::ALL`], the mean log probability that its words belong to a name of that kind.
    pub scores: [f32; 5],
}

fn best_kind(scores: &[f32; 5]) -> NameKind {
    let mut best = 0;
    for kind in 1..scores.len() {
        if scores[kind] > scores[best] {
            best = kind;
        }
    }
    NameKind::ALL[best]
}

/// The names of a document, in text order, less titles; family names are persons.
///
/// That the same words are the same kind of name everywhere was tried too: it took names from F1 76.0 to 75.7
/// on UNER, where the same word is a town here and its team there.
pub fn settle(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    candidates: &[Candidate],
) -> Vec<Name> {
    let document = Words { text, tokens };
    let people = document.people(candidates);
    let shown = candidates
        .iter()
        .filter(|candidate| !document.is_title(candidate));
    let settled = shown.map(|candidate| {
        let mut scores = candidate.scores;
        if candidate.tokens.len() == 1
            && let Some(more) = people.get(document.form(candidate.tokens.start()))
        {
            add(&mut scores, more);
        }
        (document.trimmed(candidate.tokens), best_kind(&scores))
    });
    let bounded = settle_bounds(settled, &|token| document.form(token), |token| {
        let after = sentences.partition_point(|sentence| sentence.tokens.end() <= token);
        sentences
            .get(after)
            .map_or(token, |sentence| sentence.tokens.end())
    });
    let name = |(tokens, kind)| document.name(tokens, kind);
    bounded.into_iter().map(name).collect()
}

fn add(total: &mut [f32; 5], scores: &[f32; 5]) {
    for (total, score) in total.iter_mut().zip(scores) {
        *total += score;
    }
}

struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Words<'_> {
    fn form(&self, token: u32) -> &str {
        self.tokens[token as usize].span.of(self.text)
    }

    /// The last words of persons' names of several words, with the first such name's scores.
    fn people(&self, candidates: &[Candidate]) -> BTreeMap<&str, [f32; 5]> {
        let mut people = BTreeMap::new();
        for candidate in candidates {
            if candidate.tokens.len() > 1 && best_kind(&candidate.scores) == NameKind::Person {
                let last = self.form(candidate.tokens.end() - 1);
                people.entry(last).or_insert(candidate.scores);
            }
        }
        people
    }

    fn name(&self, tokens: TokenSpan, kind: NameKind) -> Name {
        Name {
            tokens,
            entity_type: entity_type(kind, self.form(tokens.end() - 1)),
        }
    }

    /// Less the last words that no name ends with: *Housing Authority of*. At least one word stays.
    fn trimmed(&self, name: TokenSpan) -> TokenSpan {
        let mut end = name.end();
        while end > name.start() + 1 && NEVER_LAST.binary_search(&self.form(end - 1)).is_ok() {
            end -= 1;
        }
        TokenSpan::new(name.start(), end)
    }

    fn is_title(&self, candidate: &Candidate) -> bool {
        candidate.tokens.len() == 1
            && TITLES
                .binary_search(&self.form(candidate.tokens.start()).to_lowercase().as_str())
                .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{EntityType, TokenKind};
    use crate::span::ByteSpan;

    const PERSON: [f32; 5] = [-0.1, -3.0, -5.0, -9.0, -9.0];
    const PLACE: [f32; 5] = [-1.0, -3.0, -0.6, -9.0, -9.0];

    /// `spans` are the names found, first and last word, with their scores.
    fn check(text: &str, spans: &[(u32, u32, [f32; 5])], expected: &[EntityType]) {
        let (mut tokens, mut start) = (Vec::new(), 0);
        for word in text.split(' ') {
            let span = ByteSpan::new(start, start + word.len() as u32);
            let kind = TokenKind::Word;
            tokens.push(Token { span, kind });
            start = span.end() + 1;
        }
        let candidate = |&(first, last, scores): &_| {
            let tokens = TokenSpan::new(first, last + 1);
            Candidate { tokens, scores }
        };
        let candidates: Vec<Candidate> = spans.iter().map(candidate).collect();
        let names = settle(text, &tokens, &[], &candidates);
        let found: Vec<EntityType> = names.iter().map(|name| name.entity_type).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_family_name_is_a_person() {
        let person = EntityType::Person;
        let spans = [(0, 1, PERSON), (4, 4, PLACE)];
        check(
            "Ada Miramar left . Miramar slept .",
            &spans,
            &[person, person],
        );
        check(
            "Ada Holub left . Miramar slept .",
            &spans,
            &[person, EntityType::Gpe],
        );
    }

    #[test]
    fn a_title_is_no_name() {
        check(
            "Captain Ada left .",
            &[(0, 0, PERSON), (1, 1, PERSON)],
            &[EntityType::Person],
        );
    }

    #[test]
    fn no_name_ends_with_a_preposition() {
        let text = "Lima of the , saw";
        let (mut tokens, mut start) = (Vec::new(), 0);
        for word in text.split(' ') {
            let span = ByteSpan::new(start, start + word.len() as u32);
            let kind = TokenKind::Word;
            tokens.push(Token { span, kind });
            start = span.end() + 1;
        }
        let words = Words {
            text,
            tokens: &tokens,
        };
        assert_eq!(words.trimmed(TokenSpan::new(0, 4)), TokenSpan::new(0, 1));
        assert_eq!(words.trimmed(TokenSpan::new(1, 2)), TokenSpan::new(1, 2));
    }

    #[test]
    fn lists_are_in_the_order_of_their_bytes() {
        assert!(TITLES.is_sorted() && NEVER_LAST.is_sorted());
    }
}

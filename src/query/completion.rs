//! What may come next at a place of a question: for the prompt, or for an editor.
//!
//! Goes in: a text, a byte offset in it, a vocabulary. Comes out: candidates with what to replace,
//! keywords first, then relations, then names, each kind most frequent first.

use super::form::Form;
use super::nearest::nearest_of;
use super::short::Vocabulary;
use crate::span::ByteSpan;

/// How many candidates of one kind are given.
const LISTED: usize = 20;

/// What a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CandidateKind {
    /// A word of the language.
    Keyword,
    /// A relation, or the type of a relationship.
    Relation,
    /// An entity.
    Entity,
    /// A label.
    Label,
    /// A variable or hole of this text.
    Variable,
    /// A function.
    Function,
}

/// Something that may stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What to put in place of `span`.
    pub text: String,
    /// What it is.
    pub kind: CandidateKind,
    /// More about it: how often it occurs, of which type it is; may be empty.
    pub description: String,
    /// What it replaces: the word that was begun, up to the cursor.
    pub span: ByteSpan,
}

/// The words of the full form, clauses first.
const KEYWORDS: [&str; 39] = [
    "MATCH",
    "OPTIONAL MATCH",
    "WHERE",
    "RETURN",
    "WITH",
    "UNWIND",
    "ORDER BY",
    "SKIP",
    "LIMIT",
    "UNION",
    "CREATE",
    "MERGE",
    "SET",
    "REMOVE",
    "DELETE",
    "DETACH DELETE",
    "FOREACH",
    "CALL",
    "YIELD",
    "AS",
    "DISTINCT",
    "AND",
    "OR",
    "XOR",
    "NOT",
    "IN",
    "STARTS WITH",
    "ENDS WITH",
    "CONTAINS",
    "IS NULL",
    "IS NOT NULL",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "EXISTS",
    "EXPLAIN",
    "PROFILE",
];

/// The words of the short form that may follow a fact.
const TAILS: [&str; 13] = [
    "and",
    "according to",
    "since",
    "before",
    "after",
    "until",
    "on",
    "in",
    "between",
    "when",
    "limit",
    "count",
    "count by",
];

/// What may stand at byte `cursor` of `text`. A cursor inside a character is moved before it.
pub fn complete(text: &str, cursor: usize, vocabulary: &dyn Vocabulary) -> Vec<Candidate> {
    let mut cursor = cursor.min(text.len());
    while !text.is_char_boundary(cursor) {
        cursor -= 1;
    }
    let place = Place::of(&text[..cursor]);
    let is_full = Form::of(text) == Form::Full && !place.before.trim().is_empty();
    let mut found = Vec::new();
    if is_full {
        place.full(vocabulary, &mut found);
    } else {
        place.short(vocabulary, &mut found);
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|candidate| seen.insert(candidate.text.clone()));
    found
}

/// The word at the cursor and what stands before it.
struct Place<'t> {
    before: &'t str,
    word: &'t str,
    span: ByteSpan,
}

impl<'t> Place<'t> {
    fn of(text: &'t str) -> Self {
        let quote = text
            .rfind('"')
            .filter(|_| text.matches('"').count() % 2 == 1);
        let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '?');
        let start = quote.unwrap_or_else(|| {
            text.rfind(|letter: char| !is_word(letter)).map_or(0, |at| {
                at + text[at..].chars().next().map_or(0, char::len_utf8)
            })
        });
        let span = ByteSpan::new(start as u32, text.len() as u32);
        Self {
            before: &text[..start],
            word: &text[start..],
            span,
        }
    }

    fn full(&self, vocabulary: &dyn Vocabulary, found: &mut Vec<Candidate>) {
        let before = self.before.trim_end();
        if before.ends_with([':', '|', '&', '!']) {
            let in_relationship = before.rfind('[') > before.rfind(['(', ']']);
            if in_relationship {
                self.relations(vocabulary, found);
            } else {
                self.labels(vocabulary, found);
            }
            return;
        }
        if self.word.starts_with('"') {
            self.entities(vocabulary, found);
            return;
        }
        self.matching(KEYWORDS, CandidateKind::Keyword, found);
        let names: Vec<&str> = variables(self.before).collect();
        self.matching(names, CandidateKind::Variable, found);
        if !self.word.is_empty() {
            self.matching(
                super::checker::functions::names(),
                CandidateKind::Function,
                found,
            );
        }
    }

    fn short(&self, vocabulary: &dyn Vocabulary, found: &mut Vec<Candidate>) {
        let begins = self.before.trim().is_empty();
        if let Some(hole) = self.word.strip_prefix('?') {
            let names = ["?who", "?what", "?whom", "?where"];
            let matching = names.into_iter().filter(|name| name[1..].starts_with(hole));
            found.extend(
                matching.map(|name| self.candidate(name, CandidateKind::Variable, String::new())),
            );
            return;
        }
        // A capital begins a name.
        if self.word.starts_with(char::is_uppercase) {
            self.entities(vocabulary, found);
        }
        if begins {
            self.matching(["path from", "count"], CandidateKind::Keyword, found);
            self.matching(["MATCH", "RETURN"], CandidateKind::Keyword, found);
        } else {
            self.matching(TAILS, CandidateKind::Keyword, found);
            self.relations(vocabulary, found);
        }
        self.entities(vocabulary, found);
    }

    fn matching<'w>(
        &self,
        words: impl IntoIterator<Item = &'w str>,
        kind: CandidateKind,
        found: &mut Vec<Candidate>,
    ) {
        let mut taken: Vec<&str> = Vec::new();
        for word in words {
            if starts_with(word, self.word) && !taken.contains(&word) {
                taken.push(word);
                found.push(self.candidate(word, kind, String::new()));
            }
        }
    }

    fn relations(&self, vocabulary: &dyn Vocabulary, found: &mut Vec<Candidate>) {
        let lemma = vocabulary.verb_lemma(&self.word.to_lowercase());
        let matching = vocabulary.relations().iter().filter(|(name, _)| {
            starts_with(name, self.word) || (!self.word.is_empty() && *name == lemma)
        });
        for (name, count) in matching.take(LISTED) {
            found.push(self.candidate(name, CandidateKind::Relation, count.to_string()));
        }
    }

    fn labels(&self, vocabulary: &dyn Vocabulary, found: &mut Vec<Candidate>) {
        for (name, count) in vocabulary
            .labels()
            .iter()
            .filter(|(name, _)| starts_with(name, self.word))
        {
            found.push(self.candidate(name, CandidateKind::Label, count.to_string()));
        }
    }

    /// By the beginning of the name or an alias, then by looks. Names that are not plain capitalised
    /// words come quoted.
    fn entities(&self, vocabulary: &dyn Vocabulary, found: &mut Vec<Candidate>) {
        let begun = self.word.trim_start_matches('"');
        let starts = |names: &[&str]| {
            names.iter().any(|name| {
                name.split(' ').any(|part| starts_with(part, begun)) || starts_with(name, begun)
            })
        };
        let mut taken: Vec<&str> = Vec::new();
        // Names of their own before what is only described: `Putin` before `call`.
        let (proper, described): (Vec<_>, Vec<_>) = vocabulary
            .entities()
            .iter()
            .partition(|entity| entity.name.starts_with(char::is_uppercase));
        for entity in proper.into_iter().chain(described) {
            let names: Vec<&str> = std::iter::once(entity.name.as_str())
                .chain(entity.aliases.iter().map(String::as_str))
                .collect();
            if starts(&names) && taken.len() < LISTED && !taken.contains(&&*entity.name) {
                taken.push(&entity.name);
                let description = format!("{}, {}", entity.kind, entity.mentions);
                found.push(self.candidate(
                    &quoted(&entity.name, self.word),
                    CandidateKind::Entity,
                    description,
                ));
            }
        }
        if found.is_empty() && begun.chars().count() > 2 {
            let parts = vocabulary
                .entities()
                .iter()
                .flat_map(|entity| entity.name.split(' '));
            let nearest = nearest_of(begun, parts, 5);
            let has = |name: &str| {
                name.split(' ')
                    .any(|part| nearest.iter().any(|near| near == part))
            };
            for entity in vocabulary
                .entities()
                .iter()
                .filter(|entity| has(&entity.name))
                .take(5)
            {
                let description = format!("{}, {}", entity.kind, entity.mentions);
                found.push(self.candidate(
                    &quoted(&entity.name, self.word),
                    CandidateKind::Entity,
                    description,
                ));
            }
        }
    }

    fn candidate(&self, text: &str, kind: CandidateKind, description: String) -> Candidate {
        Candidate {
            text: text.to_owned(),
            kind,
            description,
            span: self.span,
        }
    }
}

fn starts_with(word: &str, begun: &str) -> bool {
    word.to_lowercase().starts_with(&begun.to_lowercase())
}

fn quoted(name: &str, word: &str) -> String {
    let is_plain = name.split(' ').all(|part| {
        part.starts_with(char::is_uppercase)
            && part
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-')
    });
    if is_plain && !word.starts_with('"') {
        name.to_owned()
    } else {
        format!("\"{name}\"")
    }
}

/// The names behind opening brackets and `AS`: what a query has most likely bound.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(['(', '['])
        .map(|(at, bracket)| &text[at + bracket.len()..])
        .chain(
            text.match_indices(" AS ")
                .map(|(at, word)| &text[at + word.len()..]),
        )
        .map(move |rest| &rest[..rest.find(|letter| !is_word(letter)).unwrap_or(rest.len())])
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::short::{KnownEntity, WordList};
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let entity = |name: &str, mentions| KnownEntity {
            name: name.into(),
            aliases: Vec::new(),
            descriptions: Vec::new(),
            members: Vec::new(),
            kind: "Person".into(),
            mentions,
        };
        let words = WordList::new(
            vec![entity("Vladimir Putin", 9), entity("phone call", 3)],
            vec![("call".into(), 5), ("criticise".into(), 2)],
            vec![("Person".into(), 2)],
            |form| form.trim_end_matches("ed").to_owned(),
        );
        let found = complete(text, text.len(), &words);
        let texts: Vec<&str> = found
            .iter()
            .map(|candidate| candidate.text.as_str())
            .collect();
        assert_eq!(texts, expected, "{text}");
    }

    #[test]
    fn candidates_fit_the_place() {
        check("Pu", &["Vladimir Putin"]);
        check("Putni", &["Vladimir Putin"]);
        check("Putin cr", &["criticise"]);
        check("Putin called", &["call"]);
        check("Putin called ?wh", &["?who", "?what", "?whom", "?where"]);
        check("?who mentioned \"ph", &["\"phone call\""]);
        check("MATCH (person)-[:c", &["call", "criticise"]);
        check("MATCH (a:P", &["Person"]);
        check(
            "MATCH (person) RETURN per",
            &["person", "percentileDisc", "percentileCont"],
        );
        check(
            "MATCH (a) RE",
            &["RETURN", "REMOVE", "relationships", "reverse", "replace"],
        );
        check("?who called ?whom si", &["since"]);
    }
}

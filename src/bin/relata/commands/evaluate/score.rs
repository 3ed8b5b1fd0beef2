//! Two analyses of one text → what they share, counted.
//!
//! Relations count without their subtypes. Words of two cuts of a text are the same when they have the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use relata::document::{EntityType, Syntax};

/// How many were right, how many there were, how many were given.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    pub right: usize,
    pub gold: usize,
    pub given: usize,
}

impl Count {
    /// F1 in percent; accuracy where as many were given as there were.
    pub fn percent(self) -> f64 {
        200.0 * self.right as f64 / ((self.gold + self.given) as f64).max(1.0)
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.gold += other.gold;
        self.given += other.given;
    }
}

/// What was counted, in the order of the table's columns, and the confusions.
#[derive(Debug, Default)]
pub struct Score {
    pub words: usize,
    pub counts: [Count; 8],
    /// What was wrong, by table: what it was and what it was taken for.
    pub confusions: [BTreeMap<(String, String), usize>; 4],
    /// How many words of each relation there were.
    pub relations: BTreeMap<String, usize>,
}

/// The columns: with given words first, then from raw text.
pub const COLUMNS: [&str; 8] = [
    "UPOS",
    "UAS",
    "LAS",
    "lemmas",
    "names",
    "raw: tokens",
    "sentences",
    "LAS",
];
/// The tables of confusions.
pub const TABLES: [&str; 4] = [
    "wrong head, by relation",
    "right head, wrong relation",
    "wrong part of speech",
    "wrong name",
];
const UPOS: usize = 0;
const UAS: usize = 1;
const LAS: usize = 2;
const LEMMAS: usize = 3;
const NAMES: usize = 4;
const TOKENS: usize = 5;
const SENTENCES: usize = 6;
const RAW_LAS: usize = 7;

impl Score {
    /// Counts both.
    pub fn add(&mut self, other: &Self) {
        self.words += other.words;
        for (count, other) in self.counts.iter_mut().zip(other.counts) {
            count.add(other);
        }
        for (table, other) in self.confusions.iter_mut().zip(&other.confusions) {
            for (pair, count) in other {
                *table.entry(pair.clone()).or_default() += count;
            }
        }
        for (relation, count) in &other.relations {
            *self.relations.entry(relation.clone()).or_default() += count;
        }
    }

    /// Compares analyses of the same words.
    pub fn compare_words(&mut self, gold: &Syntax, given: &Syntax) {
        self.words += gold.tokens().len();
        for token in 0..gold.tokens().len() as u32 {
            let relation = gold.relation(token).main();
            *self.relations.entry(relation.to_owned()).or_default() += 1;
            let has_head = gold.head(token) == given.head(token);
            let has_relation = relation == given.relation(token).main();
            let (upos, given_upos) = (gold.upos(token), given.upos(token));
            self.judge(UPOS, upos == given_upos);
            self.judge(UAS, has_head);
            self.judge(LAS, has_head && has_relation);
            self.judge(
                LEMMAS,
                gold.lemma(token).to_lowercase() == given.lemma(token).to_lowercase(),
            );
            if !has_head {
                self.confuse(0, relation, head_place(gold, given, token));
            } else if !has_relation {
                self.confuse(1, relation, given.relation(token).main());
            }
            if upos != given_upos {
                self.confuse(2, upos.as_str(), given_upos.as_str());
            }
        }
        self.compare_names(gold, given);
    }

    fn compare_names(&mut self, gold: &Syntax, given: &Syntax) {
        let (truth, found) = (names(gold), names(given));
        let right = truth.iter().filter(|name| found.contains(name)).count();
        self.counts[NAMES].add(Count {
            right,
            gold: truth.len(),
            given: found.len(),
        });
        for &(start, end, kind) in &truth {
            if found.contains(&(start, end, kind)) {
                continue;
            }
            let same = found.iter().find(|name| (name.0, name.1) == (start, end));
            let part = found.iter().any(|name| name.0 < end && start < name.1);
            let taken = same.map_or(if part { "other words" } else { "no name" }, |name| name.2);
            self.confuse(3, kind, taken);
        }
        for (start, end, kind) in found {
            if !truth.iter().any(|name| name.0 < end && start < name.1) {
                self.confuse(3, "no name", kind);
            }
        }
    }

    /// Compares what was made of the text alone.
    pub fn compare_text(&mut self, gold: &Syntax, given: &Syntax) {
        let span = |syntax: &Syntax, token: u32| {
            let span = syntax.tokens()[token as usize].span;
            (span.start(), span.end())
        };
        let of_span: BTreeMap<(u32, u32), u32> = (0..given.tokens().len() as u32)
            .map(|token| (span(given, token), token))
            .collect();
        let totals = Count {
            right: 0,
            gold: gold.tokens().len(),
            given: given.tokens().len(),
        };
        for column in [TOKENS, RAW_LAS] {
            self.counts[column].add(totals);
        }
        for token in 0..gold.tokens().len() as u32 {
            let Some(&other) = of_span.get(&span(gold, token)) else {
                continue;
            };
            self.counts[TOKENS].right += 1;
            let head = gold.head(token).map(|head| span(gold, head));
            let has_head = head == given.head(other).map(|head| span(given, head));
            let has_relation = gold.relation(token).main() == given.relation(other).main();
            self.counts[RAW_LAS].right += usize::from(has_head && has_relation);
        }
        let ends = |syntax: &Syntax| -> BTreeSet<(u32, u32)> {
            let spans = syntax.sentences().iter().map(|sentence| sentence.span);
            spans.map(|span| (span.start(), span.end())).collect()
        };
        let (truth, found) = (ends(gold), ends(given));
        let right = truth.intersection(&found).count();
        self.counts[SENTENCES].add(Count {
            right,
            gold: truth.len(),
            given: found.len(),
        });
    }

    fn judge(&mut self, column: usize, is_right: bool) {
        self.counts[column].add(Count {
            right: usize::from(is_right),
            gold: 1,
            given: 1,
        });
    }

    fn confuse(&mut self, table: usize, truth: &str, taken: &str) {
        let pair = (truth.to_owned(), taken.to_owned());
        *self.confusions[table].entry(pair).or_default() += 1;
    }
}

/// Where a wrong head lies, seen from the right one.
fn head_place(gold: &Syntax, given: &Syntax, token: u32) -> &'static str {
    match (gold.head(token), given.head(token)) {
        (None, _) => "any word (it is the root)",
        (_, None) => "nothing (it is no root)",
        (Some(right), Some(wrong)) if gold.head(right) == Some(wrong) => "the head of its head",
        (Some(right), Some(wrong)) if gold.head(wrong) == Some(right) => "a sibling",
        _ => "some other word",
    }
}

/// Start, end and kind of each name, with what UNER does not tell apart joined.
fn names(syntax: &Syntax) -> Vec<(u32, u32, &'static str)> {
    let kind = |entity_type| match entity_type {
        EntityType::Person => Some("Person"),
        EntityType::Org => Some("Organization"),
        EntityType::Gpe | EntityType::Loc | EntityType::Fac => Some("Place"),
        _ => None,
    };
    let names = syntax.names().iter();
    names
        .filter_map(|name| {
            Some((
                name.tokens.start(),
                name.tokens.end(),
                kind(name.entity_type)?,
            ))
        })
        .collect()
}

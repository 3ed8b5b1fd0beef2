//! Clusters against GUM's chains: MUC, B³, CEAFe and their mean, matched by head words, without
//! singletons, from predicted trees over given words.
//!
//! Method: Pradhan et al. (2014), *Scoring coreference partitions of predicted mentions*; sums over
//! documents.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use rayon::prelude::*;
use relata::document::{Document, MentionKind, Syntax};
use relata::lexicon::Lexicon;
use relata::model::ReaderModel;
use relata::pipeline;
use relata::reader::treebank::{self, MarkedMention};

use super::corpora;
use crate::failure::Failure;

/// Reads the documents of `source` and writes a row for all of them, one for each genre.
pub fn write(
    source: &str,
    lexicon: &Lexicon,
    model: &dyn ReaderModel,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let documents = treebank::with_entities(source, &BTreeSet::new()).map_err(Failure::failed)?;
    let chains = treebank::chains(source);
    let scores: Vec<(&str, Tally)> = documents
        .par_iter()
        .map(|gold| {
            let marked = &chains[&gold.article().id];
            (corpora::genre(gold), tally(gold, marked, lexicon, model))
        })
        .collect();
    let mut by_genre: BTreeMap<&str, Tally> = BTreeMap::new();
    for (genre, tally) in &scores {
        by_genre.entry("all").or_default().add(tally);
        by_genre.entry(genre).or_default().add(tally);
    }
    write_table(&by_genre, out)?;
    Ok(())
}

fn write_table(by_genre: &BTreeMap<&str, Tally>, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "GUM             MUC P     R    F1   B³ P     R    F1  CEAFe P   R    F1   CoNLL   links between names"
    )?;
    for (genre, tally) in by_genre {
        write!(out, "{genre:14}")?;
        for ratio in &tally.ratios {
            let [precision, recall, f1] = ratio.figures();
            write!(out, " {precision:6.1}{recall:6.1}{f1:6.1}")?;
        }
        writeln!(
            out,
            "  {:6.1}   {:5.1} ({}/{})",
            tally.conll(),
            100.0 * f64::from(tally.right_links) / f64::from(tally.links.max(1)),
            tally.right_links,
            tally.links
        )?;
    }
    Ok(())
}

/// Numerators and denominators of precision and recall.
#[derive(Debug, Default, Clone, Copy)]
struct Ratio {
    right: f64,
    found: f64,
    recalled: f64,
    wanted: f64,
}

impl Ratio {
    fn figures(&self) -> [f64; 3] {
        let part = |of: f64, all: f64| if all > 0.0 { 100.0 * of / all } else { 0.0 };
        let precision = part(self.right, self.found);
        let recall = part(self.recalled, self.wanted);
        let sum = precision + recall;
        let f1 = if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        };
        [precision, recall, f1]
    }
}

#[derive(Debug, Default)]
struct Tally {
    /// MUC, B³, CEAFe.
    ratios: [Ratio; 3],
    links: u32,
    right_links: u32,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        for (own, ratio) in self.ratios.iter_mut().zip(&other.ratios) {
            own.right += ratio.right;
            own.found += ratio.found;
            own.recalled += ratio.recalled;
            own.wanted += ratio.wanted;
        }
        self.links += other.links;
        self.right_links += other.right_links;
    }

    fn conll(&self) -> f64 {
        self.ratios
            .iter()
            .map(|ratio| ratio.figures()[2])
            .sum::<f64>()
            / 3.0
    }
}

/// A set of head words.
type Chain = BTreeSet<u32>;

fn tally(
    gold: &Syntax,
    marked: &[MarkedMention],
    lexicon: &Lexicon,
    model: &dyn ReaderModel,
) -> Tally {
    let document = pipeline::understand(pipeline::parse_words(gold, model), lexicon);
    let mut by_head: BTreeMap<u32, u32> = BTreeMap::new();
    let mut longest_first: Vec<&MarkedMention> = marked.iter().collect();
    longest_first.sort_by_key(|mention| {
        (
            std::cmp::Reverse(mention.end - mention.start),
            mention.start,
        )
    });
    for mention in longest_first {
        by_head.entry(head(gold, mention)).or_insert(mention.chain);
    }
    let mut chains: BTreeMap<u32, Chain> = BTreeMap::new();
    for (head, chain) in &by_head {
        chains.entry(*chain).or_default().insert(*head);
    }
    let gold: Vec<Chain> = several(chains.into_values());
    let found: Vec<Chain> = several(found(&document).into_iter());
    let (links, right_links) = links_of_names(&document, &by_head);
    Tally {
        ratios: [
            muc(&gold, &found),
            b_cubed(&gold, &found),
            ceaf_e(&gold, &found),
        ],
        links,
        right_links,
    }
}

/// The word that the rest of a mention hangs on, by the annotators' tree.
fn head(gold: &Syntax, mention: &MarkedMention) -> u32 {
    let words = mention.start..mention.end;
    let is_outside = |word: &u32| gold.head(*word).is_none_or(|above| !words.contains(&above));
    words.clone().find(is_outside).unwrap_or(mention.head)
}

fn several(chains: impl Iterator<Item = Chain>) -> Vec<Chain> {
    chains.filter(|chain| chain.len() > 1).collect()
}

/// The clusters as sets of head words; a word counts once, for the first mention that it heads.
fn found(document: &Document) -> Vec<Chain> {
    let mut taken = BTreeSet::new();
    let mut chains = Vec::new();
    for cluster in &document.clusters {
        let heads = cluster
            .mentions
            .iter()
            .map(|id| document.mentions[id.0 as usize].head);
        chains.push(heads.filter(|head| taken.insert(*head)).collect());
    }
    chains
}

/// Names joined with the name before them in their cluster: how many where both are marked, and how
/// many of these mean the same.
fn links_of_names(document: &Document, by_head: &BTreeMap<u32, u32>) -> (u32, u32) {
    let (mut links, mut right) = (0, 0);
    for cluster in &document.clusters {
        let chains = cluster.mentions.iter().filter_map(|id| {
            let mention = &document.mentions[id.0 as usize];
            let is_name = mention.kind == MentionKind::Name;
            is_name.then(|| by_head.get(&mention.head)).flatten()
        });
        let chains: Vec<&u32> = chains.collect();
        for pair in chains.windows(2) {
            links += 1;
            right += u32::from(pair[0] == pair[1]);
        }
    }
    (links, right)
}

/// Vilain et al. (1995): links that are kept, of those that would make the chains.
fn muc(gold: &[Chain], found: &[Chain]) -> Ratio {
    let kept = |chains: &[Chain], others: &[Chain]| -> f64 {
        let of_chain = |chain: &Chain| {
            let mut parts = BTreeSet::new();
            let mut alone = 0;
            for word in chain {
                match others.iter().position(|other| other.contains(word)) {
                    Some(index) => drop(parts.insert(index)),
                    None => alone += 1,
                }
            }
            (chain.len() - parts.len() - alone) as f64
        };
        chains.iter().map(of_chain).sum()
    };
    let all =
        |chains: &[Chain]| -> f64 { chains.iter().map(|chain| (chain.len() - 1) as f64).sum() };
    Ratio {
        right: kept(found, gold),
        found: all(found),
        recalled: kept(gold, found),
        wanted: all(gold),
    }
}

/// Bagga and Baldwin (1998): for each mention the part of its chain that is right.
fn b_cubed(gold: &[Chain], found: &[Chain]) -> Ratio {
    let right = |chains: &[Chain], others: &[Chain]| -> f64 {
        let of_chain = |chain: &Chain| -> f64 {
            others
                .iter()
                .map(|other| {
                    let common = chain.intersection(other).count() as f64;
                    common * common / chain.len() as f64
                })
                .sum()
        };
        chains.iter().map(of_chain).sum()
    };
    let all = |chains: &[Chain]| -> f64 { chains.iter().map(|chain| chain.len() as f64).sum() };
    Ratio {
        right: right(found, gold),
        found: all(found),
        recalled: right(gold, found),
        wanted: all(gold),
    }
}

/// Luo (2005) with φ4: the best one-to-one pairing of chains.
fn ceaf_e(gold: &[Chain], found: &[Chain]) -> Ratio {
    let similarity = |left: &Chain, right: &Chain| {
        2.0 * left.intersection(right).count() as f64 / (left.len() + right.len()) as f64
    };
    let (rows, columns) = if gold.len() <= found.len() {
        (gold, found)
    } else {
        (found, gold)
    };
    let gains: Vec<Vec<f64>> = rows
        .iter()
        .map(|row| {
            columns
                .iter()
                .map(|column| similarity(row, column))
                .collect()
        })
        .collect();
    let best = best_pairing(&gains, columns.len());
    Ratio {
        right: best,
        found: found.len() as f64,
        recalled: best,
        wanted: gold.len() as f64,
    }
}

/// The highest sum of gains when each row takes a column of its own (Kuhn and Munkres, by shortest
/// augmenting paths). At least as many columns as rows. Time O(rows² · columns).
fn best_pairing(gains: &[Vec<f64>], columns: usize) -> f64 {
    let rows = gains.len();
    let (mut of_rows, mut of_columns) = (vec![0.0; rows + 1], vec![0.0; columns + 1]);
    // Row 0 and column 0 stand for none.
    let mut row_of = vec![0usize; columns + 1];
    for row in 1..=rows {
        let (mut least, mut before) = (vec![f64::INFINITY; columns + 1], vec![0usize; columns + 1]);
        let mut is_used = vec![false; columns + 1];
        row_of[0] = row;
        let mut column = 0;
        while row_of[column] != 0 {
            is_used[column] = true;
            let current = row_of[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for other in 1..=columns {
                if is_used[other] {
                    continue;
                }
                let cost = -gains[current - 1][other - 1] - of_rows[current] - of_columns[other];
                if cost < least[other] {
                    (least[other], before[other]) = (cost, column);
                }
                if least[other] < step {
                    (step, next) = (least[other], other);
                }
            }
            for other in 0..=columns {
                if is_used[other] {
                    of_rows[row_of[other]] += step;
                    of_columns[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[before[column]];
            column = before[column];
        }
    }
    (1..=columns)
        .filter(|&column| row_of[column] != 0)
        .map(|column| gains[row_of[column] - 1][column - 1])
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chains(words: &[&[u32]]) -> Vec<Chain> {
        words
            .iter()
            .map(|chain| chain.iter().copied().collect())
            .collect()
    }

    /// The example of Luo (2005), figure 1 (b): gold {1–5}, {6, 7}, {8, 9, A–C}.
    #[test]
    fn figures_are_those_of_the_literature() {
        let gold = chains(&[&[1, 2, 3, 4, 5], &[6, 7], &[8, 9, 10, 11, 12]]);
        let found = chains(&[&[1, 2, 3, 4, 5], &[6, 7, 8, 9, 10, 11, 12]]);
        let check = |ratio: Ratio, expected: [f64; 2]| {
            let [precision, recall, _] = ratio.figures();
            assert!((precision - expected[0]).abs() < 0.1, "{precision}");
            assert!((recall - expected[1]).abs() < 0.1, "{recall}");
        };
        check(muc(&gold, &found), [90.0, 100.0]);
        check(b_cubed(&gold, &found), [76.2, 100.0]);
        check(ceaf_e(&gold, &found), [91.7, 61.1]);
    }
}

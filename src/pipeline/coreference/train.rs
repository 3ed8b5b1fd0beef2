//! Learns the weights of antecedents from documents whose chains people marked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::antecedent::{Choice, Feature, Judge};
use super::resolve_with;
use crate::document::Syntax;
use crate::lexicon::Lexicon;
use crate::pipeline::{attachment, recognizer, speech};
use crate::reader::treebank::MarkedMention;

/// How often all choices are gone through.
const EPOCHS: usize = 30;

/// How strongly weights are drawn to zero.
const DECAY: f64 = 1e-4;

/// How much worse than the right option a mention must look to be left alone wrongly: chains that are
/// broken cost more than chains that take in a stranger.
const MISSED: f64 = 4.0;

/// The same for the wrong antecedent.
const MISTAKEN: f64 = 1.0;

/// Weights are written in hundredths.
const SCALE: f64 = 100.0;

/// The table of weights: lines of sort, question, answer and weight, in order.
///
/// `documents` are trees, as a model read them or as people drew them, each with the mentions that
/// people marked in it and the head of each.
pub fn train(documents: &[(Syntax, Vec<MarkedMention>)], lexicon: &Lexicon) -> String {
    let mut examples = Vec::new();
    for (syntax, marked) in documents {
        let syntax = attachment::mend(attachment::headline::read(syntax.clone(), lexicon));
        let mentions = recognizer::recognize(&syntax, lexicon);
        let quotations = speech::attribute_quotations(&syntax, &mentions, lexicon);
        let mut teacher = Teacher {
            chains: chains(&syntax, marked),
            heads: mentions.iter().map(|mention| mention.head).collect(),
            examples: Vec::new(),
        };
        resolve_with(&syntax, &mentions, &quotations, lexicon, &mut teacher);
        examples.extend(teacher.examples);
    }
    eprintln!("{} choices", examples.len());
    written(&learned(&examples))
}

/// For each head word the chain of the longest mention that it heads.
fn chains(syntax: &Syntax, marked: &[MarkedMention]) -> BTreeMap<u32, u32> {
    let mut longest_first: Vec<&MarkedMention> = marked.iter().collect();
    longest_first.sort_by_key(|mention| {
        (
            std::cmp::Reverse(mention.end - mention.start),
            mention.start,
        )
    });
    let mut chains = BTreeMap::new();
    for mention in longest_first {
        let words = mention.start..mention.end;
        let is_outside = |word: &u32| {
            syntax
                .head(*word)
                .is_none_or(|above| !words.contains(&above))
        };
        let head = words.clone().find(is_outside).unwrap_or(mention.head);
        chains.entry(head).or_insert(mention.chain);
    }
    chains
}

/// A choice with its options: the features of each, and whether it is right.
type Example = Vec<(Vec<Feature>, bool)>;

/// Chooses what people marked, and notes down every choice.
struct Teacher {
    chains: BTreeMap<u32, u32>,
    heads: Vec<u32>,
    examples: Vec<Example>,
}

impl Judge for Teacher {
    fn choose(&mut self, mention: u32, choices: &[Choice]) -> Option<u32> {
        let chain = |mention: u32| self.chains.get(&self.heads[mention as usize]);
        let own = chain(mention);
        let is_right = |choice: &&Choice| {
            choice
                .antecedent
                .is_some_and(|antecedent| own.is_some() && chain(antecedent) == own)
        };
        let right = choices.iter().rev().find(is_right);
        let found = right.and_then(|choice| choice.antecedent);
        let options = choices.iter().map(|choice| {
            let is_right = match found {
                Some(_) => is_right(&choice),
                None => choice.antecedent.is_none(),
            };
            (choice.features.clone(), is_right)
        });
        self.examples.push(options.collect());
        found
    }
}

/// Stochastic gradient with steps after Duchi et al. (2011); the likelihood of all right options
/// together is what rises.
fn learned(examples: &[Example]) -> BTreeMap<Feature, f64> {
    let names: BTreeSet<Feature> = examples
        .iter()
        .flatten()
        .flat_map(|(features, _)| features.iter().copied())
        .collect();
    let names: Vec<Feature> = names.into_iter().collect();
    let row = |feature: &Feature| {
        names
            .binary_search(feature)
            .expect("every feature has a row")
    };
    let rows: Vec<Vec<(Vec<usize>, bool)>> = examples
        .iter()
        .map(|example| {
            let options = example.iter();
            options
                .map(|(features, is_right)| (features.iter().map(row).collect(), *is_right))
                .collect()
        })
        .collect();
    let mut weights = vec![0f64; names.len()];
    let mut squares = vec![1e-6f64; names.len()];
    for epoch in 0..EPOCHS {
        let mut likelihood = 0.0;
        for options in &rows {
            likelihood += step(options, &mut weights, &mut squares);
        }
        eprintln!(
            "antecedents, epoch {}: {:.4}",
            epoch + 1,
            likelihood / rows.len() as f64
        );
    }
    names.into_iter().zip(weights).collect()
}

/// Learns from one choice; its log-likelihood before.
fn step(options: &[(Vec<usize>, bool)], weights: &mut [f64], squares: &mut [f64]) -> f64 {
    let is_new = options[0].1;
    let scores: Vec<f64> = options
        .iter()
        .enumerate()
        .map(|(index, (rows, is_right))| {
            let cost = match (is_right, index) {
                (true, _) => 0.0,
                (false, 0) => MISSED,
                (false, _) if is_new => 0.0,
                (false, _) => MISTAKEN,
            };
            cost + rows.iter().map(|&row| weights[row]).sum::<f64>()
        })
        .collect();
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let chances: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
    let all: f64 = chances.iter().sum();
    let right: f64 = chances
        .iter()
        .zip(options)
        .filter(|(_, (_, is_right))| *is_right)
        .map(|(chance, _)| chance)
        .sum();
    let mut gradient: BTreeMap<usize, f64> = BTreeMap::new();
    for (chance, (rows, is_right)) in chances.iter().zip(options) {
        let wanted = if *is_right { chance / right } else { 0.0 };
        for &row in rows {
            *gradient.entry(row).or_default() += wanted - chance / all;
        }
    }
    for (row, slope) in gradient {
        let slope = slope - DECAY * weights[row];
        squares[row] += slope * slope;
        weights[row] += 0.1 * slope / squares[row].sqrt();
    }
    (right / all).ln()
}

fn written(weights: &BTreeMap<Feature, f64>) -> String {
    let mut table = String::from(
        "# Weights of antecedents: sort of mention, question, answer, hundredths. Made by `relata-train coreference`.\n",
    );
    for ((sort, question, answer), weight) in weights {
        let weight = (weight * SCALE).round() as i32;
        if weight != 0 {
            writeln!(table, "{sort}\t{question}\t{answer}\t{weight}")
                .expect("a text can always be written to");
        }
    }
    table
}

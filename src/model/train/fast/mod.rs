//! Learns the fast model: tags first, then trees and names over tags as they are predicted for text not learned from.

mod lists;
mod names;
mod oracle;
mod parser;
mod perceptron;
mod tagger;

use perceptron::{Averaged, AveragedScorer, Random};
use rayon::prelude::*;

use crate::document::EntityType;
use crate::document::Syntax;
use crate::model::accurate::NameKind;
use crate::model::archive::ArchiveWriter;
use crate::model::fast::names::{KINDS, OUTSIDE};
use crate::model::fast::parser::LabelTable;
use crate::model::fast::table::Table;
use crate::model::fast::tagger::{UposTable, XposTable, tag_upos};
use crate::model::fast::transition::NONE;
use crate::model::fast::vocabulary::Vocabulary;
use crate::model::fast::word::Word;

/// In how many parts text is cut to tag each by what the others teach.
const FOLDS: usize = 2;
/// How often all text is gone through, and then the annotated part of it alone.
const PASSES: usize = 3;
const GOLD_PASSES: usize = 2;
/// In how many orders, each by a learner of its own; their weights are added.
const ORDERS: u64 = 2;

/// A sentence with the truth about it.
#[derive(Debug, Clone)]
struct Sample {
    document: usize,
    /// Whether people annotated it.
    is_gold: bool,
    words: Vec<Word>,
    xpos: Vec<u8>,
    upos: Vec<u8>,
    /// [`NONE`] for the root.
    heads: Vec<u32>,
    labels: Vec<u8>,
    names: Vec<u8>,
}

/// A sentence's tags as the model would give them.
#[derive(Debug, Clone, Default)]
struct Tags {
    xpos: Vec<u8>,
    upos: Vec<u8>,
}

/// For each pass the numbers of the samples to learn from, in some order.
fn passes(is_gold: impl Fn(usize) -> bool, count: usize, seed: u64) -> Vec<Vec<usize>> {
    let mut random = Random(seed);
    let mut passes = Vec::new();
    for pass in 0..PASSES + GOLD_PASSES {
        let mut order = random.order(count);
        order.retain(|&number| pass < PASSES || is_gold(number));
        passes.push(order);
    }
    passes
}

/// The sections of the model file, learned from the annotated texts `gold` and from `taught`, which another model
/// annotated; `clusters` are lines of word, fine and coarse cluster.
pub(super) fn train(gold: &[Syntax], taught: &[Syntax], clusters: &str) -> Vec<u8> {
    // The vocabulary is read as it will be from the file.
    let sections = Vocabulary::encode(
        &lists::entries(clusters),
        &lists::classes(gold.iter().chain(taught)),
    );
    let [words, classes] = sections.map(|section| &*section.leak());
    let vocabulary = Vocabulary::decode(words, classes).expect("what was encoded is whole");
    let samples = samples(gold, taught, &vocabulary);
    let allowed = lists::allowed(&samples);
    let xpos = Jackknifed::new(&samples, |numbers, seed| {
        let samples: Vec<&Sample> = numbers.iter().map(|&number| &samples[number]).collect();
        tagger::train(&samples, seed)
    });
    let given = xpos.of_samples(&samples, |sample, rows| tagger::tag(&sample.words, rows));
    let upos = Jackknifed::new(&samples, |numbers, seed| {
        let tagged = numbers
            .iter()
            .map(|&number| (&samples[number], &*given[number]));
        tagger::train_upos(&tagged.collect::<Vec<_>>(), &allowed, seed)
    });
    let tags: Vec<Tags> = {
        let scorers: Vec<_> = upos.folds.iter().map(Averaged::scorer).collect();
        let tag = |(sample, xpos): (&Sample, Vec<u8>)| {
            let scorer = &scorers[sample.document % FOLDS];
            let upos = tag_upos(&sample.words, &xpos, &allowed, scorer, |_, _, tag| tag);
            Tags { xpos, upos }
        };
        samples.par_iter().zip(given).map(tag).collect()
    };
    eprintln!(
        "annotated tags right: {:.2} %, universal {:.2} %",
        share(&samples, &tags, true),
        share(&samples, &tags, false)
    );
    let (parsers, names) = rayon::join(
        || {
            let orders = (0..ORDERS).into_par_iter();
            orders
                .map(|seed| parser::train(&samples, &tags, seed))
                .collect::<Vec<_>>()
        },
        || names::train(&samples, &tags),
    );
    let (actions, labels) = parsers.into_iter().unzip();
    let (actions, labels) = (Averaged::sum(actions), Averaged::sum(labels));
    let mut writer = ArchiveWriter::default();
    writer.add("clusters", words);
    writer.add("classes", classes);
    writer.add("feats", lists::features(gold).as_bytes());
    writer.add(
        "allowed",
        &allowed
            .iter()
            .flat_map(|bits| bits.to_le_bytes())
            .collect::<Vec<u8>>(),
    );
    writer.add("xpos", &XposTable::encode(&xpos.whole.features, 16));
    writer.add("upos", &UposTable::encode(&upos.whole.features, 15));
    writer.add("actions", &Table::encode(&actions.features, 18));
    writer.add("labels", &LabelTable::encode(&labels.features, 16));
    writer.add("names", &Table::encode(&names.features, 15));
    writer.finish()
}

/// What was learned from all samples, and for each fold from the others.
struct Jackknifed<const N: usize> {
    whole: Averaged<N>,
    folds: Vec<Averaged<N>>,
}

impl<const N: usize> Jackknifed<N> {
    /// Learns with `train` from the numbers of samples, in the order of a seed.
    fn new(samples: &[Sample], train: impl Fn(&[usize], u64) -> Averaged<N> + Sync) -> Self {
        let fold_and_seed = (0..FOLDS).map(|fold| (fold, 0));
        let whole = (0..ORDERS).map(|seed| (FOLDS, seed));
        let jobs: Vec<(usize, u64)> = fold_and_seed.chain(whole).collect();
        let run = |&(fold, seed): &(usize, u64)| {
            let is_other = |&number: &usize| samples[number].document % FOLDS != fold;
            let others: Vec<usize> = (0..samples.len()).filter(is_other).collect();
            train(&others, seed)
        };
        let mut folds: Vec<Averaged<N>> = jobs.par_iter().map(run).collect();
        let whole = Averaged::sum(folds.split_off(FOLDS));
        Self { whole, folds }
    }

    /// What `apply` gives for each sample with what was learned from the other folds.
    fn of_samples<T: Send>(
        &self,
        samples: &[Sample],
        apply: impl Fn(&Sample, &AveragedScorer<'_, N>) -> T + Sync,
    ) -> Vec<T> {
        let scorers: Vec<_> = self.folds.iter().map(Averaged::scorer).collect();
        let apply = |sample: &Sample| apply(sample, &scorers[sample.document % FOLDS]);
        samples.par_iter().map(apply).collect()
    }
}

fn samples(gold: &[Syntax], taught: &[Syntax], vocabulary: &Vocabulary) -> Vec<Sample> {
    let mut samples = Vec::new();
    for (document, syntax) in gold.iter().chain(taught).enumerate() {
        let names = name_labels(syntax);
        for sentence in syntax.sentences() {
            let first = sentence.tokens.start();
            let tokens = || sentence.tokens.indexes();
            samples.push(Sample {
                document,
                is_gold: document < gold.len(),
                words: tokens()
                    .map(|token| Word::new(syntax.form(token), vocabulary))
                    .collect(),
                xpos: tokens().map(|token| syntax.tag(token).xpos as u8).collect(),
                upos: tokens().map(|token| syntax.upos(token) as u8).collect(),
                heads: tokens()
                    .map(|token| syntax.head(token).map_or(NONE, |head| head - first))
                    .collect(),
                labels: tokens().map(|token| syntax.relation(token) as u8).collect(),
                names: tokens().map(|token| names[token as usize]).collect(),
            });
        }
    }
    samples
}

fn name_labels(syntax: &Syntax) -> Vec<u8> {
    let mut labels = vec![OUTSIDE; syntax.tokens().len()];
    for name in syntax.names() {
        let kind = match name.entity_type {
            EntityType::Person => NameKind::Person,
            EntityType::Org => NameKind::Organization,
            EntityType::Gpe | EntityType::Loc | EntityType::Fac => NameKind::Place,
            _ => continue,
        };
        let number = KINDS.iter().position(|&other| other == kind).unwrap_or(0) as u8;
        let (start, end) = (name.tokens.start() as usize, name.tokens.end() as usize);
        labels[start..end].fill(number * 2 + 2);
        labels[start] = number * 2 + 1;
    }
    labels
}

fn share(samples: &[Sample], tags: &[Tags], of_xpos: bool) -> f64 {
    let (mut right, mut all) = (0, 0);
    let annotated = samples
        .iter()
        .zip(tags)
        .filter(|(sample, _)| sample.is_gold);
    for (sample, tags) in annotated {
        let (truth, given) = if of_xpos {
            (&sample.xpos, &tags.xpos)
        } else {
            (&sample.upos, &tags.upos)
        };
        right += truth
            .iter()
            .zip(given)
            .filter(|(truth, given)| truth == given)
            .count();
        all += truth.len();
    }
    100.0 * right as f64 / all as f64
}

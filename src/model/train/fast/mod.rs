//! Learns the fast model: tags first, then trees and names over tags as they are predicted for text not learned from.

mod lists;
mod names;
mod oracle;
mod parser;
mod perceptron;
mod tagger;

use perceptron::{Averaged, Random};
use rayon::prelude::*;

use crate::document::EntityType;
use crate::document::Syntax;
use crate::model::accurate::NameKind;
use crate::model::archive::ArchiveWriter;
use crate::model::fast::names::{KINDS, NameTable, OUTSIDE};
use crate::model::fast::parser::{ACTIONS, ActionTable, LABELS, LabelTable};
use crate::model::fast::tagger::{UPOS, UposTable, XPOS, XposTable, tag_upos};
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
    source: Source,
    words: Vec<Word>,
    xpos: Vec<u8>,
    upos: Vec<u8>,
    /// [`NONE`] for the root.
    heads: Vec<u32>,
    labels: Vec<u8>,
    names: Vec<u8>,
}

impl Sample {
    fn is_gold(&self) -> bool {
        self.source == Source::Gold
    }
}

/// Which of the [`Lessons`] a sentence is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Gold,
    Taught,
    Named,
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

/// What the fast model learns from.
#[derive(Debug, Clone, Copy)]
pub struct Lessons<'t> {
    /// Annotated by people.
    pub gold: &'t [Syntax],
    /// Annotated by another model: tags and trees are learned from these texts.
    pub taught: &'t [Syntax],
    /// Annotated by another model: tags and names are learned from these texts.
    pub named: &'t [Syntax],
    /// Lines of word, fine and coarse cluster, parted by tabs, the commonest word first.
    pub clusters: &'t str,
}

/// The sections of the model file.
pub(super) fn train(lessons: &Lessons<'_>) -> Vec<u8> {
    let (actions, labels) = train_trees(lessons);
    let (words, classes) = vocabulary(lessons);
    let samples = samples(lessons, &decoded(words, classes));
    let allowed = lists::allowed(&samples);
    let given = predicted_xpos(&samples, |_| true);
    let xpos = in_orders(|seed| tagger::train(&samples, tagger::LEAST, seed));
    let upos =
        in_orders(|seed| tagger::train_upos(&samples, &given, &allowed, tagger::LEAST, seed));
    // Tags that know less: names lean less on them, and are found in text of other kinds too.
    let names = names::train(&samples, &predicted_xpos(&samples, Sample::is_gold));
    let mut writer = ArchiveWriter::default();
    writer.add("clusters", words);
    writer.add("classes", classes);
    writer.add("feats", lists::features(lessons.gold).as_bytes());
    let allowed = allowed.iter().flat_map(|bits| bits.to_le_bytes());
    writer.add("allowed", &allowed.collect::<Vec<u8>>());
    writer.add("xpos", &XposTable::encode(&xpos.features, 16));
    writer.add("upos", &UposTable::encode(&upos.features, 15));
    writer.add("actions", &ActionTable::encode(&actions.features, 18));
    writer.add("labels", &LabelTable::encode(&labels.features, 16));
    writer.add("names", &NameTable::encode(&names.features, 15));
    writer.finish()
}

/// Steps and labels of the parser, learned over tags as they are predicted for text not learned from.
fn train_trees(lessons: &Lessons<'_>) -> (Averaged<ACTIONS>, Averaged<LABELS>) {
    let lessons = Lessons {
        named: &[],
        ..*lessons
    };
    let (words, classes) = vocabulary(&lessons);
    let samples = samples(&lessons, &decoded(words, classes));
    let tags = predicted_tags(&samples, &lists::allowed(&samples));
    let orders = (0..ORDERS).into_par_iter();
    let learned = orders.map(|seed| parser::train(&samples, &tags, seed));
    let (actions, labels) = learned.collect::<Vec<_>>().into_iter().unzip();
    (Averaged::sum(actions), Averaged::sum(labels))
}

/// The sections of what is known of words. They are read as they will be from the file, and stay.
fn vocabulary(lessons: &Lessons<'_>) -> (&'static [u8], &'static [u8]) {
    let texts = [lessons.gold, lessons.taught, lessons.named];
    let classes = lists::classes(texts.into_iter().flatten());
    let [words, classes] = Vocabulary::encode(&lists::entries(lessons.clusters), &classes);
    (words.leak(), classes.leak())
}

fn decoded(words: &'static [u8], classes: &'static [u8]) -> Vocabulary {
    Vocabulary::decode(words, classes).expect("what was encoded is whole")
}

/// The sum of what `train` learns in each of the orders.
fn in_orders<const N: usize>(train: impl Fn(u64) -> Averaged<N> + Send + Sync) -> Averaged<N> {
    Averaged::sum((0..ORDERS).into_par_iter().map(train).collect())
}

/// The Penn tags of each sample, given by what was learned from the samples of other folds that teach.
fn predicted_xpos(samples: &[Sample], teaches: impl Fn(&Sample) -> bool + Sync) -> Vec<Vec<u8>> {
    let folds = (0..FOLDS).into_par_iter();
    let xpos: Vec<Averaged<XPOS>> = folds
        .map(|fold| {
            let others = samples.iter();
            let others = others.filter(|sample| sample.document % FOLDS != fold && teaches(sample));
            tagger::train(others, tagger::LEAST_OF_FOLDS, 0)
        })
        .collect();
    let scorers: Vec<_> = xpos.iter().map(Averaged::scorer).collect();
    let tag = |sample: &Sample| tagger::tag(&sample.words, &scorers[sample.document % FOLDS]);
    samples.par_iter().map(tag).collect()
}

/// Both tags of each sample, given by what was learned from the samples of other folds.
fn predicted_tags(samples: &[Sample], allowed: &[u32]) -> Vec<Tags> {
    let given = predicted_xpos(samples, |_| true);
    let folds = (0..FOLDS).into_par_iter();
    let upos: Vec<Averaged<UPOS>> = folds
        .map(|fold| {
            let is_other = |sample: &Sample| sample.document % FOLDS != fold;
            let pairs = samples.iter().zip(&given);
            let (others, given): (Vec<&Sample>, Vec<Vec<u8>>) = pairs
                .filter(|(sample, _)| is_other(sample))
                .map(|(sample, xpos)| (sample, xpos.clone()))
                .unzip();
            tagger::train_upos(others, &given, allowed, tagger::LEAST_OF_FOLDS, 0)
        })
        .collect();
    let scorers: Vec<_> = upos.iter().map(Averaged::scorer).collect();
    let tag = |(sample, xpos): (&Sample, Vec<u8>)| {
        let scorer = &scorers[sample.document % FOLDS];
        let upos = tag_upos(&sample.words, &xpos, allowed, scorer, |_, _, tag| tag);
        Tags { xpos, upos }
    };
    let tags: Vec<Tags> = samples.par_iter().zip(given).map(tag).collect();
    eprintln!(
        "annotated tags right: {:.2} %, universal {:.2} %",
        share(samples, &tags, true),
        share(samples, &tags, false)
    );
    tags
}

fn samples(lessons: &Lessons<'_>, vocabulary: &Vocabulary) -> Vec<Sample> {
    let sources = [
        (Source::Gold, lessons.gold),
        (Source::Taught, lessons.taught),
        (Source::Named, lessons.named),
    ];
    let texts = sources
        .into_iter()
        .flat_map(|(source, texts)| texts.iter().map(move |text| (source, text)));
    let mut samples = Vec::new();
    for (document, (source, syntax)) in texts.enumerate() {
        let names = name_labels(syntax);
        for sentence in syntax.sentences() {
            let first = sentence.tokens.start();
            let tokens = || sentence.tokens.indexes();
            samples.push(Sample {
                document,
                source,
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
        .filter(|(sample, _)| sample.is_gold());
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

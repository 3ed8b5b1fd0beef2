//! Learns the fast model: tags first, then trees and names over tags as they are predicted for text not learned from.

mod lists;
mod names;
mod oracle;
mod parser;
mod perceptron;
mod tagger;

use rayon::prelude::*;

use crate::document::Syntax;
use crate::document::{DependencyRelation, EntityType, Upos, Xpos};
use crate::model::accurate::NameKind;
use crate::model::archive::ArchiveWriter;
use crate::model::fast::names::{KINDS, OUTSIDE};
use crate::model::fast::parser::{ACTIONS, LABELS};
use crate::model::fast::table::Table;
use crate::model::fast::tagger::{UPOS, XPOS};
use crate::model::fast::transition::NONE;
use crate::model::fast::vocabulary::Vocabulary;
use crate::model::fast::word::Word;

/// In how many parts text is cut to tag each by what the others teach.
const FOLDS: usize = 4;

/// A sentence with the truth about it.
#[derive(Debug, Clone)]
struct Sample {
    document: usize,
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

/// The sections of the model file, learned from `texts`; `clusters` are lines of word, fine and coarse cluster.
pub(super) fn train(texts: &[Syntax], clusters: &str) -> Vec<u8> {
    let vocabulary = Vocabulary::new(&lists::clusters(clusters), &lists::classes(texts));
    let samples = samples(texts, &vocabulary);
    let allowed = lists::allowed(&samples);
    // The whole and its folds, side by side: they do not know of each other.
    let mut taggers: Vec<tagger::Tagger> = (0..=FOLDS)
        .into_par_iter()
        .map(|fold| {
            let others = samples
                .iter()
                .filter(|sample| fold == FOLDS || sample.document % FOLDS != fold);
            tagger::train(&others.collect::<Vec<_>>())
        })
        .collect();
    let whole = taggers.pop().expect("the last is the whole");
    let xpos: Vec<Vec<u8>> = samples
        .par_iter()
        .map(|sample| taggers[sample.document % FOLDS].tag(&sample.words))
        .collect();
    let (upos_rows, upos) = tagger::train_upos(&samples, &xpos, &allowed);
    let tags: Vec<Tags> = xpos
        .into_iter()
        .zip(upos)
        .map(|(xpos, upos)| Tags { xpos, upos })
        .collect();
    eprintln!(
        "tags right: {:.2} %, universal {:.2} %",
        share(&samples, &tags, true),
        share(&samples, &tags, false)
    );
    let ((actions, labels), names) = rayon::join(
        || parser::train(&samples, &tags),
        || names::train(&samples, &tags),
    );
    let mut writer = ArchiveWriter::default();
    let [clusters, classes] = vocabulary.encode();
    writer.add("clusters", &clusters);
    writer.add("classes", &classes);
    writer.add("feats", lists::features(texts).as_bytes());
    writer.add(
        "allowed",
        &allowed
            .iter()
            .flat_map(|bits| bits.to_le_bytes())
            .collect::<Vec<u8>>(),
    );
    writer.add(
        "xpos",
        &Table::<XPOS>::encode(whole.rows(), Xpos::ALL.len()),
    );
    writer.add("upos", &Table::<UPOS>::encode(&upos_rows, Upos::ALL.len()));
    writer.add("actions", &Table::<ACTIONS>::encode(&actions, 3));
    writer.add(
        "labels",
        &Table::<LABELS>::encode(&labels, DependencyRelation::ALL.len()),
    );
    writer.add("names", &Table::encode(&names, KINDS.len() * 2 + 1));
    writer.finish()
}

fn samples(texts: &[Syntax], vocabulary: &Vocabulary) -> Vec<Sample> {
    let mut samples = Vec::new();
    for (document, syntax) in texts.iter().enumerate() {
        let names = name_labels(syntax);
        for sentence in syntax.sentences() {
            let first = sentence.tokens.start();
            let tokens = || sentence.tokens.indexes();
            samples.push(Sample {
                document,
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
            EntityType::Gpe => NameKind::Place,
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
    for (sample, tags) in samples.iter().zip(tags) {
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

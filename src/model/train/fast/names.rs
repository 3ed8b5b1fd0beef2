//! Learns names, document by document, with the memory of what words were called before.

use std::cell::RefCell;

use rayon::prelude::*;

use super::perceptron::{Averaged, Learner};
use super::{Sample, Source, passes};
use crate::model::fast::names::{Memory, NAMES, label_names};
use crate::model::hash::Hash;

/// How often a feature is moved before it counts.
const LEAST: u8 = 2;
/// In how many orders the documents are gone through, each by a learner of its own: there are few names, and what one
/// learner makes of them hangs on chance.
const ORDERS: u64 = 8;

/// The weights of labels, learned over the Penn tags `xpos`. Not all that another model annotated is learned from: the
/// names of speeches and articles made it worse (F1 66 in place of 71), those of mail better (71.6 in place of 69.8).
pub(super) fn train(samples: &[Sample], xpos: &[Vec<u8>]) -> Averaged<NAMES> {
    let mut documents: Vec<Document<'_>> = Vec::new();
    let mut start = 0;
    for samples in samples.chunk_by(|left, right| left.document == right.document) {
        let xpos = &xpos[start..start + samples.len()];
        start += samples.len();
        if samples[0].source != Source::Taught {
            documents.push(Document { samples, xpos });
        }
    }
    let learned = (0..ORDERS)
        .into_par_iter()
        .map(|order| train_in_order(&documents, order));
    Averaged::sum(learned.collect())
}

struct Document<'s> {
    samples: &'s [Sample],
    xpos: &'s [Vec<u8>],
}

fn train_in_order(documents: &[Document<'_>], seed: u64) -> Averaged<NAMES> {
    let learner = RefCell::new(Learner::<NAMES>::new(LEAST));
    let is_gold = |document: usize| documents[document].samples[0].is_gold();
    for order in passes(is_gold, documents.len(), seed) {
        for document in order {
            let mut memory = Memory::default();
            let Document { samples, xpos } = &documents[document];
            for (sample, xpos) in samples.iter().zip(*xpos) {
                let see = |at: usize, features: &[Hash], guess: u8| {
                    let truth = usize::from(sample.names[at]);
                    learner
                        .borrow_mut()
                        .learn(features, truth, usize::from(guess));
                    guess
                };
                let labels = label_names(&sample.words, xpos, &memory, &learner, see);
                memory.keep(&sample.words, &labels);
            }
        }
    }
    learner.into_inner().into_average()
}

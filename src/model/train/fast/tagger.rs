//! Learns tags.

use std::cell::RefCell;

use super::perceptron::{Averaged, AveragedScorer, Learner};
use super::{Sample, passes};
use crate::model::fast::tagger::{UPOS, XPOS, tag_upos, tag_xpos};
use crate::model::fast::word::Word;
use crate::model::hash::Hash;

/// How often a feature is moved before it counts.
const LEAST: u8 = 3;

/// Penn tags as `scorer` gives them.
pub(super) fn tag(words: &[Word], scorer: &AveragedScorer<'_, XPOS>) -> Vec<u8> {
    tag_xpos(words, scorer, |_, _, tag| tag)
}

/// Learns Penn tags, going through the samples in the order of `seed`; the tags before a word are those that were guessed.
pub(super) fn train(samples: &[&Sample], seed: u64) -> Averaged<XPOS> {
    let learner = RefCell::new(Learner::<XPOS>::new(LEAST));
    let passes = passes(|number| samples[number].is_gold, samples.len(), seed);
    for sample in passes.into_iter().flatten().map(|number| samples[number]) {
        let see = |at: usize, features: &[Hash], guess: u8| {
            let truth = usize::from(sample.xpos[at]);
            learner
                .borrow_mut()
                .learn(features, truth, usize::from(guess));
            guess
        };
        tag_xpos(&sample.words, &learner, see);
    }
    learner.into_inner().into_average()
}

/// Learns universal tags over Penn tags, which are given with each sample; otherwise as [`train`].
pub(super) fn train_upos(
    samples: &[(&Sample, &[u8])],
    allowed: &[u32],
    seed: u64,
) -> Averaged<UPOS> {
    let learner = RefCell::new(Learner::<UPOS>::new(LEAST));
    let passes = passes(|number| samples[number].0.is_gold, samples.len(), seed);
    for (sample, xpos) in passes.into_iter().flatten().map(|number| samples[number]) {
        let see = |at: usize, features: &[Hash], guess: u8| {
            let truth = sample.upos[at];
            let is_possible = allowed[usize::from(xpos[at])] >> truth & 1 == 1;
            if !features.is_empty() && is_possible {
                let (truth, guess) = (usize::from(truth), usize::from(guess));
                learner.borrow_mut().learn(features, truth, guess);
            }
            guess
        };
        tag_upos(&sample.words, xpos, allowed, &learner, see);
    }
    learner.into_inner().into_average()
}

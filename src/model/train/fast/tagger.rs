//! Learns tags.

use std::cell::RefCell;

use super::perceptron::{Averaged, AveragedScorer, Learner};
use super::{Sample, passes};
use crate::model::fast::tagger::{UPOS, XPOS, tag_upos, tag_xpos};
use crate::model::fast::word::Word;
use crate::model::hash::Hash;

/// How often a feature is moved before it counts.
pub(super) const LEAST: u8 = 2;
/// The same where tags are learned only to be given to what learns over them.
pub(super) const LEAST_OF_FOLDS: u8 = 3;

/// Penn tags as `scorer` gives them.
pub(super) fn tag(words: &[Word], scorer: &AveragedScorer<'_, XPOS>) -> Vec<u8> {
    tag_xpos(words, scorer, |_, _, tag| tag)
}

/// Learns Penn tags, going through the samples in the order of `seed`; the tags before a word are those that were guessed.
pub(super) fn train<'s>(
    samples: impl IntoIterator<Item = &'s Sample>,
    least: u8,
    seed: u64,
) -> Averaged<XPOS> {
    let samples: Vec<&Sample> = samples.into_iter().collect();
    let learner = RefCell::new(Learner::<XPOS>::new(least));
    let passes = passes(|number| samples[number].is_gold(), samples.len(), seed);
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

/// Learns universal tags over Penn tags, which are `given` for each sample; otherwise as [`train`].
pub(super) fn train_upos<'s>(
    samples: impl IntoIterator<Item = &'s Sample>,
    given: &[Vec<u8>],
    allowed: &[u32],
    least: u8,
    seed: u64,
) -> Averaged<UPOS> {
    let samples: Vec<&Sample> = samples.into_iter().collect();
    let learner = RefCell::new(Learner::<UPOS>::new(least));
    let passes = passes(|number| samples[number].is_gold(), samples.len(), seed);
    for number in passes.into_iter().flatten() {
        let (sample, xpos) = (samples[number], &*given[number]);
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

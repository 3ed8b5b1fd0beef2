//! Learns tags.

use std::cell::RefCell;

use super::Sample;
use super::perceptron::{Averaged, Learner, Random};
use crate::model::fast::tagger::{UPOS, XPOS, tag_upos, tag_xpos};
use crate::model::fast::word::Word;

const XPOS_ROWS: usize = 1 << 16;
const UPOS_ROWS: usize = 1 << 14;
const PASSES: usize = 8;

/// What gives Penn tags.
pub(super) struct Tagger {
    average: Averaged<XPOS>,
}

impl Tagger {
    pub(super) fn tag(&self, words: &[Word]) -> Vec<u8> {
        tag_xpos(words, &self.average, |_, _, tag| tag)
    }

    pub(super) fn rows(&self) -> &[[f32; XPOS]] {
        &self.average.rows
    }
}

/// Learns Penn tags; the tags before a word are those that were guessed.
pub(super) fn train(samples: &[&Sample]) -> Tagger {
    let learner = RefCell::new(Learner::<XPOS>::new(XPOS_ROWS));
    let mut random = Random(1);
    for _ in 0..PASSES {
        for index in random.order(samples.len()) {
            let sample = samples[index];
            tag_xpos(&sample.words, &learner, |at, features, guess| {
                learner.borrow_mut().learn(
                    features,
                    usize::from(sample.xpos[at]),
                    usize::from(guess),
                );
                guess
            });
        }
    }
    Tagger {
        average: learner.into_inner().into_average(),
    }
}

/// Learns universal tags over Penn tags `xpos`; gives the weights, and the tags of the text itself: the last guesses.
pub(super) fn train_upos(
    samples: &[Sample],
    xpos: &[Vec<u8>],
    allowed: &[u32],
) -> (Vec<[f32; UPOS]>, Vec<Vec<u8>>) {
    let learner = RefCell::new(Learner::<UPOS>::new(UPOS_ROWS));
    let mut random = Random(2);
    let mut guesses = vec![Vec::new(); samples.len()];
    for pass in 0..PASSES {
        for index in random.order(samples.len()) {
            let (sample, xpos) = (&samples[index], &xpos[index]);
            let tags = tag_upos(
                &sample.words,
                xpos,
                allowed,
                &learner,
                |at, features, guess| {
                    let truth = sample.upos[at];
                    let is_possible = allowed[usize::from(xpos[at])] >> truth & 1 == 1;
                    if !features.is_empty() && is_possible {
                        learner.borrow_mut().learn(
                            features,
                            usize::from(truth),
                            usize::from(guess),
                        );
                    }
                    guess
                },
            );
            // The first pass has not seen the sentence: its guesses are as good as those for new text will be.
            if pass == 0 {
                guesses[index] = tags;
            }
        }
    }
    (learner.into_inner().into_average().rows, guesses)
}

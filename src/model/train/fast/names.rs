//! Learns names, document by document, with the memory of what words were called before.

use std::cell::RefCell;

use super::perceptron::{Learner, Random};
use super::{Sample, Tags};
use crate::model::fast::names::{Memory, NAMES, label_names};

const ROWS: usize = 1 << 17;
const PASSES: usize = 8;

/// The weights of labels, learned over `tags`.
pub(super) fn train(samples: &[Sample], tags: &[Tags]) -> Vec<[f32; NAMES]> {
    let learner = RefCell::new(Learner::<NAMES>::new(ROWS));
    let mut random = Random(4);
    let documents: Vec<&[Sample]> = samples
        .chunk_by(|left, right| left.document == right.document)
        .collect();
    let starts: Vec<usize> = documents
        .iter()
        .scan(0, |start, document| {
            Some(std::mem::replace(start, *start + document.len()))
        })
        .collect();
    for pass in 0..PASSES {
        let mut wrong = 0;
        for document in random.order(documents.len()) {
            let mut memory = Memory::default();
            for (place, sample) in documents[document].iter().enumerate() {
                let xpos = &tags[starts[document] + place].xpos;
                let labels = label_names(
                    &sample.words,
                    xpos,
                    &memory,
                    &learner,
                    |at, features, guess| {
                        let truth = sample.names[at];
                        wrong += usize::from(truth != guess);
                        learner.borrow_mut().learn(
                            features,
                            usize::from(truth),
                            usize::from(guess),
                        );
                        guess
                    },
                );
                memory.keep(&sample.words, &labels);
            }
        }
        eprintln!("names, pass {}: {wrong} labels wrong", pass + 1);
    }
    learner.into_inner().into_average().rows
}

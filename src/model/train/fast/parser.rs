//! Learns the parser's steps and labels, with a dynamic oracle and exploration.

use std::cell::RefCell;

use super::oracle::Truth;
use super::perceptron::{Learner, Random};
use super::{Sample, Tags};
use crate::model::fast::features::{action_features, label_features};
use crate::model::fast::parser::{ACTIONS, LABELS, Tagged, choose_action, choose_label};
use crate::model::fast::table::{Scorer, best};
use crate::model::fast::transition::{Action, State};

const ACTION_ROWS: usize = 1 << 20;
const LABEL_ROWS: usize = 1 << 16;
const PASSES: usize = 10;

/// The weights of steps and of labels, learned over `tags`.
pub(super) fn train(
    samples: &[Sample],
    tags: &[Tags],
) -> (Vec<[f32; ACTIONS]>, Vec<[f32; LABELS]>) {
    let actions = RefCell::new(Learner::<ACTIONS>::new(ACTION_ROWS));
    let labels = RefCell::new(Learner::<LABELS>::new(LABEL_ROWS));
    let mut random = Random(3);
    for pass in 0..PASSES {
        let mut wrong = 0;
        for index in random.order(samples.len()) {
            let (sample, tags) = (&samples[index], &tags[index]);
            let sentence = Tagged {
                words: &sample.words,
                xpos: &tags.xpos,
                upos: &tags.upos,
            };
            wrong += learn(sentence, sample, pass > 0, &actions, &labels, &mut random);
        }
        eprintln!("parser, pass {}: {wrong} steps wrong", pass + 1);
    }
    (
        actions.into_inner().into_average().rows,
        labels.into_inner().into_average().rows,
    )
}

/// One sentence; gives how many steps were wrong. When it `explores`, it mostly goes on from its own guesses.
fn learn(
    sentence: Tagged<'_>,
    sample: &Sample,
    explores: bool,
    actions: &RefCell<Learner<ACTIONS>>,
    labels: &RefCell<Learner<LABELS>>,
    random: &mut Random,
) -> usize {
    let truth = Truth::new(&sample.heads);
    let mut state = State::new(sentence.words.len());
    let mut features = Vec::with_capacity(160);
    let mut wrong = 0;
    while !state.is_finished() {
        features.clear();
        action_features(sentence, &state, &mut features);
        let scores = actions.score(&features);
        let guess = choose_action(&state, &scores);
        let costs = Action::ALL.map(|action| {
            if state.allows(action) {
                truth.cost(&state, action)
            } else {
                usize::MAX
            }
        });
        let least = costs.into_iter().min().unwrap_or(0);
        let right = best(&scores, |action| action < 3 && costs[action] == least).unwrap_or(0);
        let is_right = costs[guess as usize] == least;
        let right = if is_right { guess } else { Action::ALL[right] };
        actions
            .borrow_mut()
            .learn(&features, right as usize, guess as usize);
        wrong += usize::from(!is_right);
        let action = if explores && random.mostly() {
            guess
        } else {
            right
        };
        let mut label = 0;
        if let Some((head, dependent)) = state.arc(action) {
            features.clear();
            label_features(sentence, &state, head, dependent, &mut features);
            label = choose_label(&labels.score(&features));
            if truth.head(dependent) == head {
                let right = sample.labels[dependent as usize];
                labels
                    .borrow_mut()
                    .learn(&features, usize::from(right), usize::from(label));
                label = if explores { label } else { right };
            }
        }
        state.take(action, label);
    }
    wrong
}

//! Learns the parser's steps and labels, with a dynamic oracle and exploration.

use std::cell::RefCell;

use super::oracle::Truth;
use super::perceptron::{Averaged, Learner, Random};
use super::{Sample, Tags, passes};
use crate::model::fast::features::{action_features, label_features};
use crate::model::fast::parser::{ACTIONS, LABELS, Tagged, choose_action, choose_label};
use crate::model::fast::table::{Scorer, best};
use crate::model::fast::templates::Features;
use crate::model::fast::transition::{Action, State};

/// How often a feature is moved before it counts.
const LEAST: u8 = 4;

/// The weights of steps and of labels, learned over `tags`, going through the samples in the order of `seed`.
pub(super) fn train(
    samples: &[Sample],
    tags: &[Tags],
    seed: u64,
) -> (Averaged<ACTIONS>, Averaged<LABELS>) {
    let actions = RefCell::new(Learner::<ACTIONS>::new(LEAST));
    let labels = RefCell::new(Learner::<LABELS>::new(LEAST));
    let mut random = Random(seed);
    let passes = passes(|number| samples[number].is_gold(), samples.len(), seed);
    for (pass, order) in passes.into_iter().enumerate() {
        let mut wrong = 0;
        for index in order {
            let (sample, tags) = (&samples[index], &tags[index]);
            let sentence = Tagged {
                words: &sample.words,
                xpos: &tags.xpos,
                upos: &tags.upos,
            };
            wrong += learn(sentence, sample, pass > 0, &actions, &labels, &mut random);
        }
        eprintln!("parser {seed}, pass {}: {wrong} steps wrong", pass + 1);
    }
    (
        actions.into_inner().into_average(),
        labels.into_inner().into_average(),
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
    let mut features = Features::new();
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
        let right = best(&scores, |action| costs[action] == least).unwrap_or(0);
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

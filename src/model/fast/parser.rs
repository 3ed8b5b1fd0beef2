//! Tagged words → dependencies: greedy steps of the arc-hybrid system, two decisions each.
//!
//! First which step (three scores), then, for an arc, which label: so that the common decision is small and fast.
//! Features in the manner of Zhang and Nivre (2011), with clusters.

use super::features::{action_features, label_features};
use super::table::{Scorer, SparseTable, Table, best};
use super::templates::Features;
use super::transition::{Action, State};
use super::word::Word;
use crate::document::DependencyRelation;

/// Columns for steps.
pub(crate) const ACTIONS: usize = Action::ALL.len();
/// Columns for labels.
pub(crate) const LABELS: usize = DependencyRelation::ALL.len();
/// The table of steps.
pub(crate) type ActionTable = Table<ACTIONS, { ACTIONS - 1 }>;
/// The table of labels.
pub(crate) type LabelTable = SparseTable<LABELS>;

/// The words of a sentence with their tags.
#[derive(Clone, Copy)]
pub(crate) struct Tagged<'s> {
    pub(crate) words: &'s [Word],
    pub(crate) xpos: &'s [u8],
    pub(crate) upos: &'s [u8],
}

/// Parses with the best step each time.
pub(crate) fn parse(
    sentence: Tagged<'_>,
    actions: &impl Scorer<ACTIONS>,
    labels: &impl Scorer<LABELS>,
) -> State {
    let mut state = State::new(sentence.words.len());
    let mut features = Features::new();
    while !state.is_finished() {
        features.clear();
        action_features(sentence, &state, &mut features);
        let action = choose_action(&state, &actions.score(&features));
        let mut label = 0;
        if let Some((head, dependent)) = state.arc(action) {
            features.clear();
            label_features(sentence, &state, head, dependent, &mut features);
            label = choose_label(&labels.score(&features));
        }
        state.take(action, label);
    }
    state
}

/// The best step that is possible; there is one as long as the state is not finished.
pub(crate) fn choose_action(state: &State, scores: &[f32; ACTIONS]) -> Action {
    let action = best(scores, |action| state.allows(Action::ALL[action]));
    Action::ALL[action.unwrap_or(0)]
}

/// The best label; never `root`, which is not drawn.
pub(crate) fn choose_label(scores: &[f32; LABELS]) -> u8 {
    const ROOT: usize = DependencyRelation::Root as usize;
    best(scores, |label| label != ROOT).unwrap_or(0) as u8
}

//! Averaged perceptrons over hashed features (Freund and Schapire 1999; Collins 2002).
//!
//! A feature counts only when it was wrong often enough to have been moved a few times: the rare ones say little, and
//! without them the model is small (Goldberg and Elhadad 2011, *Learning Sparser Perceptron Models*).

use std::cell::RefCell;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::fast::table::Scorer;
use crate::model::hash::Hash;

/// Weights that move, and the sums from which their average is taken.
pub(super) struct Learner<const N: usize> {
    index: FxHashMap<Hash, u32>,
    rows: Vec<Row<N>>,
    step: f64,
    /// How often a feature is moved before it counts.
    least: u8,
}

#[derive(Clone)]
struct Row<const N: usize> {
    moves: u8,
    weights: [f32; N],
    totals: [f32; N],
}

impl<const N: usize> Learner<N> {
    /// No weights; a feature counts from its move number `least` on.
    pub(super) fn new(least: u8) -> Self {
        Self {
            index: FxHashMap::default(),
            rows: Vec::new(),
            step: 1.0,
            least,
        }
    }

    /// Counts a decision, and where `guess` is wrong moves the weights of `features` from it to `truth`.
    pub(super) fn learn(&mut self, features: &[Hash], truth: usize, guess: usize) {
        self.step += 1.0;
        if truth == guess {
            return;
        }
        for &hash in features {
            let next = self.rows.len() as u32;
            let at = *self.index.entry(hash).or_insert(next);
            if at == next {
                self.rows.push(Row {
                    moves: 0,
                    weights: [0.0; N],
                    totals: [0.0; N],
                });
            }
            let row = &mut self.rows[at as usize];
            row.moves = row.moves.saturating_add(1);
            for (class, by) in [(truth, 1.0), (guess, -1.0)] {
                row.weights[class] += by;
                row.totals[class] += by * self.step as f32;
            }
        }
    }

    /// The average of the weights over all steps, of the features that count.
    pub(super) fn into_average(self) -> Averaged<N> {
        let mut features: Vec<(Hash, [f32; N])> = Vec::new();
        for (hash, at) in self.index {
            let row = &self.rows[at as usize];
            if row.moves >= self.least {
                let mut weights = row.weights;
                for (weight, total) in weights.iter_mut().zip(&row.totals) {
                    *weight -= total / self.step as f32;
                }
                features.push((hash, weights));
            }
        }
        // The map's order is chance.
        features.sort_unstable_by_key(|(hash, _)| *hash);
        Averaged { features }
    }
}

impl<const N: usize> Scorer<N> for RefCell<Learner<N>> {
    /// Sums in the order of the features.
    fn score(&self, features: &[Hash]) -> [f32; N] {
        let learner = self.borrow();
        let mut scores = [0.0; N];
        for hash in features {
            let Some(&at) = learner.index.get(hash) else {
                continue;
            };
            let row = &learner.rows[at as usize];
            if row.moves >= learner.least {
                for (score, weight) in scores.iter_mut().zip(&row.weights) {
                    *score += weight;
                }
            }
        }
        scores
    }
}

/// What was learned: features in the order of their hashes.
pub(super) struct Averaged<const N: usize> {
    pub(super) features: Vec<(Hash, [f32; N])>,
}

impl<const N: usize> Averaged<N> {
    /// The sum of the weights of several.
    pub(super) fn sum(parts: Vec<Self>) -> Self {
        let mut sums: BTreeMap<Hash, [f32; N]> = BTreeMap::new();
        for (hash, row) in parts.into_iter().flat_map(|part| part.features) {
            let sum = sums.entry(hash).or_insert([0.0; N]);
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += weight;
            }
        }
        Self {
            features: sums.into_iter().collect(),
        }
    }

    /// What scores with these weights.
    pub(super) fn scorer(&self) -> AveragedScorer<'_, N> {
        let rows = self.features.iter();
        AveragedScorer {
            rows: rows.map(|(hash, row)| (*hash, row)).collect(),
        }
    }
}

/// Scores with averaged weights.
pub(super) struct AveragedScorer<'a, const N: usize> {
    rows: FxHashMap<Hash, &'a [f32; N]>,
}

impl<const N: usize> Scorer<N> for AveragedScorer<'_, N> {
    fn score(&self, features: &[Hash]) -> [f32; N] {
        let mut scores = [0.0; N];
        for row in features.iter().filter_map(|hash| self.rows.get(hash)) {
            for (score, weight) in scores.iter_mut().zip(*row) {
                *score += weight;
            }
        }
        scores
    }
}

/// Numbers that look random and are the same each time (SplitMix64).
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// True in nine of ten cases.
    pub(super) fn mostly(&mut self) -> bool {
        !self.next().is_multiple_of(10)
    }

    /// The numbers below `count`, in some order.
    pub(super) fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for place in (1..count).rev() {
            order.swap(place, (self.next() % (place as u64 + 1)) as usize);
        }
        order
    }
}

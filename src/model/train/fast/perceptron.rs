//! Averaged perceptrons over hashed features (Freund and Schapire 1999; Collins 2002).

use std::cell::RefCell;

use crate::model::fast::table::Scorer;
use crate::model::hash::Hash;

/// Weights that move, and the sums from which their average is taken.
pub(super) struct Learner<const N: usize> {
    rows: Vec<[f32; N]>,
    totals: Vec<[f64; N]>,
    step: f64,
}

impl<const N: usize> Learner<N> {
    /// All weights 0, in `rows` rows, a power of two.
    pub(super) fn new(rows: usize) -> Self {
        Self {
            rows: vec![[0.0; N]; rows],
            totals: vec![[0.0; N]; rows],
            step: 1.0,
        }
    }

    /// Counts a decision, and where `guess` is wrong moves the weights of `features` from it to `truth`.
    pub(super) fn learn(&mut self, features: &[Hash], truth: usize, guess: usize) {
        self.step += 1.0;
        if truth == guess {
            return;
        }
        let mask = self.rows.len() - 1;
        for &hash in features {
            let row = hash as usize & mask;
            for (class, by) in [(truth, 1.0), (guess, -1.0)] {
                self.rows[row][class] += by;
                self.totals[row][class] += f64::from(by) * self.step;
            }
        }
    }

    /// The average of the weights over all steps.
    pub(super) fn into_average(self) -> Averaged<N> {
        let mut rows = self.rows;
        for (row, totals) in rows.iter_mut().zip(&self.totals) {
            for (weight, total) in row.iter_mut().zip(totals) {
                *weight = (f64::from(*weight) - total / self.step) as f32;
            }
        }
        Averaged { rows }
    }
}

/// Sums of rows, in the order of the features.
fn sum<const N: usize>(rows: &[[f32; N]], features: &[Hash]) -> [f32; N] {
    let mut scores = [0.0; N];
    for &hash in features {
        for (score, weight) in scores
            .iter_mut()
            .zip(&rows[hash as usize & (rows.len() - 1)])
        {
            *score += weight;
        }
    }
    scores
}

impl<const N: usize> Scorer<N> for RefCell<Learner<N>> {
    fn score(&self, features: &[Hash]) -> [f32; N] {
        sum(&self.borrow().rows, features)
    }
}

/// What was learned.
pub(super) struct Averaged<const N: usize> {
    pub(super) rows: Vec<[f32; N]>,
}

impl<const N: usize> Scorer<N> for Averaged<N> {
    fn score(&self, features: &[Hash]) -> [f32; N] {
        sum(&self.rows, features)
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

//! Which of several antecedents, or none: what is uncertain is weighed as data taught it.
//!
//! Every option is a bag of features; the one with the highest sum of weights wins, of equals the
//! first. Weights are whole numbers from `data/models/coreference.tsv`, so that every machine sums
//! them alike. Method: log-linear mention ranking with the option to stay alone (Denis and Baldridge
//! 2008; Durrett and Klein 2013).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A fact about an option: for what sort of mention, which question, which answer.
pub(super) type Feature = (&'static str, &'static str, &'static str);

/// An antecedent, or none, with what speaks for and against it.
pub(super) struct Choice {
    pub(super) antecedent: Option<u32>,
    pub(super) features: Vec<Feature>,
}

/// Who chooses: the weights, or in training somebody who knows the answer.
pub(super) trait Judge {
    /// The antecedent of `mention`; the first choice is to have none.
    fn choose(&mut self, mention: u32, choices: &[Choice]) -> Option<u32>;
}

/// The weights that the program comes with.
pub(super) struct Learned;

static WEIGHTS: LazyLock<FxHashMap<Feature, i32>> = LazyLock::new(|| {
    let table = include_str!("../../../data/models/coreference.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let mut parts = row.split('\t');
        let mut part = || parts.next().expect("a row has four columns");
        let feature = (part(), part(), part());
        (feature, part().parse().expect("a weight is a whole number"))
    })
    .collect()
});

impl Judge for Learned {
    fn choose(&mut self, _mention: u32, choices: &[Choice]) -> Option<u32> {
        let mut best: Option<(i32, &Choice)> = None;
        for choice in choices {
            let weights = choice.features.iter();
            let score = weights
                .map(|feature| WEIGHTS.get(feature).copied().unwrap_or(0))
                .sum();
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, choice));
            }
        }
        best.and_then(|(_, choice)| choice.antecedent)
    }
}

/// The features of one option under a sort of mention, and under a finer one.
pub(super) struct Features {
    sorts: [&'static str; 2],
    all: Vec<Feature>,
}

impl Features {
    pub(super) fn new(sorts: [&'static str; 2]) -> Self {
        Self {
            sorts,
            all: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, question: &'static str, answer: &'static str) {
        for sort in self.sorts {
            self.all.push((sort, question, answer));
        }
    }

    pub(super) fn add_if(&mut self, holds: bool, question: &'static str) {
        if holds {
            self.add(question, "yes");
        }
    }

    pub(super) fn for_antecedent(self, antecedent: Option<u32>) -> Choice {
        Choice {
            antecedent,
            features: self.all,
        }
    }
}

/// A count in words: `0`, `1`, `2`, `3-5`, `6-10`, `11-20`, `more`.
pub(super) fn bucket(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=5 => "3-5",
        6..=10 => "6-10",
        11..=20 => "11-20",
        _ => "more",
    }
}

//! Which things are one after all: disjoint sets that keep two things of one article apart.

use std::collections::BTreeSet;

/// The articles that a thing stands in: nearly always one.
#[derive(Debug)]
pub(super) enum Standing {
    In(u32),
    InAll(BTreeSet<u32>),
}

impl Default for Standing {
    fn default() -> Self {
        Self::InAll(BTreeSet::new())
    }
}

impl Standing {
    /// It stands in this article too.
    pub(super) fn add(&mut self, reading: u32) {
        match self {
            Self::In(only) if *only == reading => {}
            Self::In(only) => *self = Self::InAll([*only, reading].into()),
            Self::InAll(all) => {
                all.insert(reading);
            }
        }
    }

    fn extend(&mut self, others: Self) {
        match others {
            Self::In(only) => self.add(only),
            Self::InAll(all) => all.into_iter().for_each(|reading| self.add(reading)),
        }
    }

    fn is_disjoint(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::In(one), Self::In(other)) => one != other,
            (Self::In(one), Self::InAll(all)) | (Self::InAll(all), Self::In(one)) => {
                !all.contains(one)
            }
            (Self::InAll(one), Self::InAll(other)) => one.is_disjoint(other),
        }
    }
}

/// Things in disjoint sets, each called by its smallest.
pub(super) struct Unions {
    parents: Vec<u32>,
    /// For each first thing, the articles that its set stands in.
    readings: Vec<Standing>,
    /// For each thing that was joined, why.
    reasons: Vec<Option<&'static str>>,
}

impl Unions {
    /// Each thing alone; `readings` has the articles of each.
    pub(super) fn new(readings: Vec<Standing>) -> Self {
        Self {
            parents: (0..readings.len() as u32).collect(),
            reasons: vec![None; readings.len()],
            readings,
        }
    }

    /// The smallest thing of the set.
    pub(super) fn find(&self, thing: u32) -> u32 {
        let mut thing = thing;
        while self.parents[thing as usize] != thing {
            thing = self.parents[thing as usize];
        }
        thing
    }

    /// Why a thing was joined to one before it.
    pub(super) fn reason(&self, thing: u32) -> Option<&'static str> {
        self.reasons[thing as usize]
    }

    /// Joins the sets of both.
    pub(super) fn join(&mut self, one: u32, other: u32, reason: &'static str) {
        let (left, right) = (self.find(one), self.find(other));
        let (kept, gone) = (left.min(right), left.max(right));
        // Shortens the way for those who come later.
        self.parents[one as usize] = kept;
        self.parents[other as usize] = kept;
        if kept == gone {
            return;
        }
        self.parents[gone as usize] = kept;
        self.reasons[gone as usize] = Some(reason);
        let moved = std::mem::take(&mut self.readings[gone as usize]);
        self.readings[kept as usize].extend(moved);
    }

    /// Joins the sets of both unless an article has a thing in either: it told them apart. Whether
    /// they are joined now.
    pub(super) fn join_apart(&mut self, one: u32, other: u32, reason: &'static str) -> bool {
        let (left, right) = (self.find(one), self.find(other));
        if left == right {
            return true;
        }
        let are_apart = self.readings[left as usize].is_disjoint(&self.readings[right as usize]);
        if are_apart {
            self.join(left, right, reason);
        }
        are_apart
    }
}

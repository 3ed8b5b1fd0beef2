//! Which wishes are granted: the latest first.

use super::atoms::Atoms;
use crate::ledger::decision::DecisionId;
use crate::ledger::finding::{Finding, Outcome};

/// What a decision wants of atoms.
pub(super) enum Constraint {
    /// The second becomes part of the first.
    Together(usize, usize),
    /// Each pair in different entities.
    Apart(Vec<(usize, usize)>),
}

/// What holds.
pub(super) struct Granted {
    /// The merges that hold, in the order of the decisions: kept, merged.
    pub(super) merges: Vec<(DecisionId, usize, usize)>,
    /// The pairs of atoms of one linked entity that stay one.
    pub(super) reunions: Vec<(usize, usize)>,
    /// What does not hold.
    pub(super) findings: Vec<Finding>,
}

impl Granted {
    pub(super) fn of(wishes: &[(DecisionId, Constraint)], atoms: &Atoms) -> Self {
        let mut state = State {
            groups: Groups::new(atoms.len()),
            apart: Vec::new(),
            merges: Vec::new(),
        };
        let mut findings = Vec::new();
        for (decision, constraint) in wishes.iter().rev() {
            let refusal = match constraint {
                Constraint::Together(kept, merged) => state.join(*decision, *kept, *merged),
                Constraint::Apart(pairs) => state.part(*decision, pairs),
            };
            if let Err(by) = refusal {
                findings.push(Finding {
                    decision: *decision,
                    outcome: Outcome::Overridden { by },
                });
            }
        }
        let reunions = state.reunite(atoms);
        state.merges.reverse();
        Self {
            merges: state.merges,
            reunions,
            findings,
        }
    }
}

struct State {
    groups: Groups,
    apart: Vec<(DecisionId, usize, usize)>,
    /// The latest first.
    merges: Vec<(DecisionId, usize, usize)>,
}

impl State {
    fn join(&mut self, decision: DecisionId, kept: usize, merged: usize) -> Result<(), DecisionId> {
        if let Some(by) = self.kept_apart_by(kept, merged) {
            return Err(by);
        }
        self.groups.join(kept, merged);
        self.merges.push((decision, kept, merged));
        Ok(())
    }

    fn part(&mut self, decision: DecisionId, pairs: &[(usize, usize)]) -> Result<(), DecisionId> {
        for &(left, right) in pairs {
            if self.groups.root(left) == self.groups.root(right) {
                let root = self.groups.root(left);
                let mut merges = self.merges.iter();
                let by = merges.find(|(_, kept, _)| self.groups.root(*kept) == root);
                return Err(by.map_or(decision, |(by, ..)| *by));
            }
        }
        let parted = pairs.iter().map(|&(left, right)| (decision, left, right));
        self.apart.extend(parted);
        Ok(())
    }

    /// The decision that keeps the entities of two atoms apart.
    fn kept_apart_by(&self, one: usize, other: usize) -> Option<DecisionId> {
        let (one, other) = (self.groups.root(one), self.groups.root(other));
        let keeps = self.apart.iter().find(|(_, left, right)| {
            let (left, right) = (self.groups.root(*left), self.groups.root(*right));
            (left, right) == (one, other) || (left, right) == (other, one)
        });
        keeps.map(|(decision, ..)| *decision)
    }

    /// Joins what was cut for a wish that was not granted.
    fn reunite(&mut self, atoms: &Atoms) -> Vec<(usize, usize)> {
        let mut reunions = Vec::new();
        let mut atom = 0;
        while atom < atoms.len() {
            let pieces = atoms.of_entity(atoms.entity(atom));
            for first in pieces.clone() {
                for second in first + 1..pieces.end {
                    if self.kept_apart_by(first, second).is_none() {
                        self.groups.join(first, second);
                        reunions.push((first, second));
                    }
                }
            }
            atom = pieces.end;
        }
        reunions
    }
}

/// Sets of atoms that are one: union by the smaller index, so that the root is the first.
pub(super) struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    pub(super) fn new(count: usize) -> Self {
        Self {
            parents: (0..count).collect(),
        }
    }

    pub(super) fn root(&self, mut atom: usize) -> usize {
        while self.parents[atom] != atom {
            atom = self.parents[atom];
        }
        atom
    }

    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (first, second) = (one.min(other), one.max(other));
        self.parents[second] = first;
    }
}

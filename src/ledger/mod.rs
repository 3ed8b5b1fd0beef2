//! Corrections by people, kept apart from what was read.
//!
//! Goes in: decisions, one by one or as text. Comes out: a [`Ledger`], and by [`correct`] the
//! entities of a graph as the ledger wants them, with a [`Finding`] for each decision that found
//! nothing to decide or that a later one overrides. A decision names what it is about by places in
//! articles, never by an id of a graph, so that it outlives every rebuild.

mod about;
mod anchor;
mod correction;
mod decision;
mod discarding;
mod finding;
mod note;
mod notes;
mod places;
mod rejection;
mod text;
mod types;

pub use about::decisions_about;
pub use anchor::{EntityAnchor, MentionAnchor, RelationAnchor};
pub use correction::{Corrected, correct};
pub use decision::{Action, Decision, DecisionId, Part};
pub use discarding::without_discarded;
pub use finding::{Finding, Outcome};
pub use note::{Properties, Property, Target};
pub use notes::Notes;
pub use rejection::without_rejected;
pub use text::{LedgerError, parse};
pub use types::{entity_type_called, name_of_type};

use crate::date::Day;
use crate::lexicon::{Lexicon, RelationMap};

/// Decisions in the order they were made.
///
/// Nothing is ever taken out: an undone decision stays, and the decision to undo it follows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    decisions: Vec<Decision>,
}

impl Ledger {
    /// The ledger of these decisions, taken in the order of their ids; of two with one id the later
    /// counts.
    pub fn new(decisions: impl IntoIterator<Item = Decision>) -> Self {
        let by_id = decisions
            .into_iter()
            .map(|decision| (decision.id, decision));
        let by_id: std::collections::BTreeMap<_, _> = by_id.collect();
        Self {
            decisions: by_id.into_values().collect(),
        }
    }

    /// All decisions, by id, with those that are undone.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// Whether nothing was ever decided.
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }

    /// The decision with this id.
    pub fn decision(&self, id: DecisionId) -> Option<&Decision> {
        let found = self
            .decisions
            .binary_search_by_key(&id, |decision| decision.id);
        found.ok().map(|index| &self.decisions[index])
    }

    /// Adds a decision and gives it an id that was never used.
    pub fn decide(
        &mut self,
        action: Action,
        date: Option<Day>,
        reason: Option<Box<str>>,
    ) -> DecisionId {
        let last = self.decisions.last().map_or(0, |decision| decision.id.0);
        let id = DecisionId(last + 1);
        self.decisions.push(Decision {
            id,
            date,
            action,
            reason,
        });
        id
    }

    /// Adds the decisions of another ledger that are not here yet, in their order and with new
    /// ids; gives the ids. What theirs refer to is what it became here.
    pub fn append(&mut self, other: &Self) -> Vec<DecisionId> {
        self.take(other, |ours, theirs| {
            (&ours.action, ours.date, &ours.reason) == (&theirs.action, theirs.date, &theirs.reason)
        })
    }

    /// Adds all decisions of another ledger, as [`Self::append`], even where they are here already:
    /// to add two things that are alike is to add two.
    pub fn extend(&mut self, other: &Self) -> Vec<DecisionId> {
        self.take(other, |_, _| false)
    }

    fn take(
        &mut self,
        other: &Self,
        is_known: impl Fn(&Decision, &Decision) -> bool,
    ) -> Vec<DecisionId> {
        let mut became = std::collections::BTreeMap::new();
        let mut added = Vec::new();
        for decision in &other.decisions {
            let mut decision = decision.clone();
            for reference in decision.action.references() {
                *reference = became.get(reference).copied().unwrap_or(*reference);
            }
            let mut ours = self.decisions.iter();
            let known = ours
                .find(|ours| is_known(ours, &decision))
                .map(|known| known.id);
            let theirs = decision.id;
            let id = known.unwrap_or_else(|| {
                let id = self.decide(decision.action, decision.date, decision.reason);
                added.push(id);
                id
            });
            became.insert(theirs, id);
        }
        added
    }

    /// An empty ledger whose first decision will follow those of this one.
    pub fn continued(&self) -> Continuation {
        let last = self.decisions.last().map_or(0, |decision| decision.id.0);
        Continuation {
            next: last + 1,
            decisions: Vec::new(),
        }
    }

    /// Which relations are counted as one: as the word lists say, and as was decided since.
    pub fn relation_map(&self, lexicon: &Lexicon) -> RelationMap {
        let mut map = lexicon.relation_map().clone();
        for decision in self.in_force() {
            if let Action::Map {
                predicate,
                canonical,
                inverse,
            } = &decision.action
            {
                map.insert(predicate, canonical, *inverse);
            }
        }
        map
    }

    /// The decisions that are in force: those that are not undone, less the undoings themselves.
    pub fn in_force(&self) -> Vec<&Decision> {
        let undone = self.undone();
        let in_force = |decision: &&Decision| {
            !undone.contains(&decision.id) && !matches!(decision.action, Action::Undo { .. })
        };
        self.decisions.iter().filter(in_force).collect()
    }

    /// Whether something in force adds to the graph of questions.
    pub fn has_notes(&self) -> bool {
        let in_force = self.in_force();
        in_force.iter().any(|decision| decision.action.is_note())
    }

    /// What is undone: an undoing that is itself undone undoes nothing.
    pub fn undone(&self) -> std::collections::BTreeSet<DecisionId> {
        let mut undone = std::collections::BTreeSet::new();
        for decision in self.decisions.iter().rev() {
            if let Action::Undo { decision: target } = &decision.action
                && !undone.contains(&decision.id)
                && *target < decision.id
            {
                undone.insert(*target);
            }
        }
        undone
    }
}

/// Decisions that are to follow those of a ledger, with the numbers they will have.
#[derive(Debug, Clone)]
pub struct Continuation {
    next: u32,
    decisions: Vec<Decision>,
}

impl Continuation {
    /// Adds a decision and gives its number.
    pub fn decide(
        &mut self,
        action: Action,
        date: Option<Day>,
        reason: Option<Box<str>>,
    ) -> DecisionId {
        let id = DecisionId(self.next);
        self.next += 1;
        self.decisions.push(Decision {
            id,
            date,
            action,
            reason,
        });
        id
    }

    /// The decisions, to be given to [`Ledger::extend`].
    pub fn into_ledger(self) -> Ledger {
        Ledger::new(self.decisions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(predicate: &str) -> Action {
        Action::Map {
            predicate: predicate.into(),
            canonical: "call".into(),
            inverse: false,
        }
    }

    fn in_force(ledger: &Ledger) -> Vec<u32> {
        let decisions = ledger.in_force().into_iter();
        decisions.map(|decision| decision.id.0).collect()
    }

    #[test]
    fn undoing_an_undoing_brings_the_decision_back() {
        let mut ledger = Ledger::default();
        let first = ledger.decide(map("phone"), None, None);
        ledger.decide(map("ring"), None, None);
        let undoing = ledger.decide(Action::Undo { decision: first }, None, None);
        assert_eq!(in_force(&ledger), [2]);
        ledger.decide(Action::Undo { decision: undoing }, None, None);
        assert_eq!(in_force(&ledger), [1, 2]);
    }

    #[test]
    fn a_ledger_is_added_once_and_its_undoings_follow_their_targets() {
        let mut theirs = Ledger::default();
        let first = theirs.decide(map("phone"), None, None);
        theirs.decide(Action::Undo { decision: first }, None, None);
        let mut ours = Ledger::default();
        ours.decide(map("ring"), None, None);
        assert_eq!(ours.append(&theirs), [DecisionId(2), DecisionId(3)]);
        assert_eq!(in_force(&ours), [1]);
        assert!(ours.append(&theirs).is_empty());
    }

    #[test]
    fn ids_are_not_used_again() {
        let mut ledger = Ledger::new([Decision {
            id: DecisionId(7),
            date: None,
            action: map("phone"),
            reason: None,
        }]);
        assert_eq!(ledger.decide(map("ring"), None, None), DecisionId(8));
    }
}

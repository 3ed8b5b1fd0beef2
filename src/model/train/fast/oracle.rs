//! What each step of the parser costs: how many true arcs can no longer be drawn after it.
//!
//! Source: Goldberg and Nivre (2013), *Training Deterministic Parsers with Non-Deterministic Oracles*, for the arc-hybrid
//! system; the root counts as an arc from below the stack.

use crate::model::fast::transition::{Action, NONE, State};

/// The true arcs of a sentence.
pub(super) struct Truth<'s> {
    heads: &'s [u32],
    /// For each word its dependents, in order.
    dependents: Vec<Vec<u32>>,
}

impl<'s> Truth<'s> {
    pub(super) fn new(heads: &'s [u32]) -> Self {
        let mut dependents = vec![Vec::new(); heads.len()];
        for (dependent, &head) in heads.iter().enumerate().filter(|(_, head)| **head != NONE) {
            dependents[head as usize].push(dependent as u32);
        }
        Self { heads, dependents }
    }

    /// The true head, [`NONE`] for the root.
    pub(super) fn head(&self, word: u32) -> u32 {
        self.heads[word as usize]
    }

    /// How many true arcs `action` makes impossible.
    pub(super) fn cost(&self, state: &State, action: Action) -> usize {
        let [top, below, next] = [state.stacked(0), state.stacked(1), state.next];
        let waiting = |word: u32| {
            let dependents = &self.dependents[word as usize];
            dependents.len() - dependents.partition_point(|&dependent| dependent < next)
        };
        let is_waiting = |head: u32| head != NONE && head >= next;
        match action {
            Action::Shift => {
                let head = self.head(next);
                let stack = &state.stack;
                let under = &stack[..stack.len().saturating_sub(1)];
                let loses_head = under.contains(&head) || head == NONE && !stack.is_empty();
                let loses = stack
                    .iter()
                    .filter(|&&word| self.head(word) == next)
                    .count();
                usize::from(loses_head) + loses
            }
            Action::Left => {
                let head = self.head(top);
                let loses_head = head != next && (is_waiting(head) || head == below);
                usize::from(loses_head) + waiting(top)
            }
            Action::Right => usize::from(is_waiting(self.head(top))) + waiting(top),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_costs_the_arcs_that_it_makes_impossible() {
        // Ada called friends: *called* is the root.
        let truth = Truth::new(&[1, NONE, 1]);
        let mut state = State::new(3);
        state.take(Action::Shift, 0);
        assert_eq!(truth.cost(&state, Action::Left), 0);
        // *Ada* would never get its head.
        assert_eq!(truth.cost(&state, Action::Shift), 2);
        state.take(Action::Left, 0);
        state.take(Action::Shift, 0);
        // *called* would depend on *friends*, and *friends* not on it.
        assert_eq!(truth.cost(&state, Action::Left), 2);
        assert_eq!(truth.cost(&state, Action::Shift), 0);
    }
}

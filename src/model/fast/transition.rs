//! The arc-hybrid transition system (Kuhlmann et al. 2011).
//!
//! A stack, and a buffer that is the rest of the sentence. **Shift** moves the next word to the stack; **left**
//! makes the stack's top depend on the next word, **right** on the word below it; both pop it. When the buffer is
//! empty what remains on the stack is joined rightwards, and the last word is the root: so there is always one.

/// No word.
pub(crate) const NONE: u32 = u32::MAX;

/// A step of the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Action {
    Shift,
    Left,
    Right,
}

impl Action {
    pub(crate) const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// The dependents of a word on one of its sides, as far as features look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    /// The outermost so far, and the one before it.
    pub(crate) outer: u32,
    pub(crate) inner: u32,
    pub(crate) count: u32,
}

const EMPTY: Side = Side {
    outer: NONE,
    inner: NONE,
    count: 0,
};

/// A half-parsed sentence.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) stack: Vec<u32>,
    pub(crate) next: u32,
    pub(crate) length: u32,
    pub(crate) heads: Vec<u32>,
    pub(crate) labels: Vec<u8>,
    pub(crate) left: Vec<Side>,
    pub(crate) right: Vec<Side>,
    /// For each word a bit for each label (of the first 64) among its dependents.
    pub(crate) has: Vec<u64>,
}

impl State {
    pub(crate) fn new(length: usize) -> Self {
        Self {
            stack: Vec::with_capacity(32),
            next: 0,
            length: length as u32,
            heads: vec![NONE; length],
            labels: vec![u8::MAX; length],
            left: vec![EMPTY; length],
            right: vec![EMPTY; length],
            has: vec![0; length],
        }
    }

    /// Whether all is joined but the root.
    pub(crate) fn is_finished(&self) -> bool {
        self.next == self.length && self.stack.len() <= 1
    }

    /// Whether the step is possible.
    #[inline]
    pub(crate) fn allows(&self, action: Action) -> bool {
        match action {
            Action::Shift => self.next < self.length,
            Action::Left => self.next < self.length && !self.stack.is_empty(),
            Action::Right => self.stack.len() >= 2,
        }
    }

    /// The word `depth` below the stack's top.
    #[inline]
    pub(crate) fn stacked(&self, depth: usize) -> u32 {
        self.stack
            .len()
            .checked_sub(depth + 1)
            .map_or(NONE, |at| self.stack[at])
    }

    /// The word `ahead` of the next.
    #[inline]
    pub(crate) fn buffered(&self, ahead: u32) -> u32 {
        let at = self.next + ahead;
        if at < self.length { at } else { NONE }
    }

    /// Head and dependent of the arc that `action` would draw.
    pub(crate) fn arc(&self, action: Action) -> Option<(u32, u32)> {
        match action {
            Action::Shift => None,
            Action::Left => Some((self.next, self.stacked(0))),
            Action::Right => Some((self.stacked(1), self.stacked(0))),
        }
    }

    /// Takes a step; arcs get `label`.
    pub(crate) fn take(&mut self, action: Action, label: u8) {
        let Some((head, dependent)) = self.arc(action) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        self.heads[dependent as usize] = head;
        self.labels[dependent as usize] = label;
        let side = if dependent < head {
            &mut self.left
        } else {
            &mut self.right
        };
        let side = &mut side[head as usize];
        *side = Side {
            outer: dependent,
            inner: side.outer,
            count: side.count + 1,
        };
        self.has[head as usize] |= 1 << (label & 63);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_remains_last_is_the_root() {
        // Ada called friends
        let mut state = State::new(3);
        for action in [
            Action::Shift,
            Action::Left,
            Action::Shift,
            Action::Shift,
            Action::Right,
        ] {
            assert!(!state.is_finished() && state.allows(action));
            state.take(action, 0);
        }
        assert!(state.is_finished());
        assert_eq!(state.heads, [1, NONE, 1]);
    }

    #[test]
    fn a_state_that_is_not_finished_allows_a_step() {
        let mut state = State::new(1);
        assert!(state.allows(Action::Shift) && !state.allows(Action::Left));
        state.take(Action::Shift, 0);
        assert!(state.is_finished());
    }
}

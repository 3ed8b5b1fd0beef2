//! Numbers templates of features and hashes what they join.

use std::ops::Deref;

use crate::model::hash::{Hash, mix};

/// The features of one decision: at most 256, in one place, without a check at each.
#[derive(Debug, Clone)]
pub(crate) struct Features {
    hashes: [Hash; 256],
    count: u8,
}

impl Features {
    /// No features.
    pub(crate) fn new() -> Self {
        Self {
            hashes: [0; 256],
            count: 0,
        }
    }

    /// Takes all out.
    #[inline]
    pub(crate) fn clear(&mut self) {
        self.count = 0;
    }
}

impl Deref for Features {
    type Target = [Hash];

    #[inline]
    fn deref(&self) -> &[Hash] {
        &self.hashes[..usize::from(self.count)]
    }
}

/// Numbers templates and hashes what they join.
pub(crate) struct Templates<'o> {
    pub(crate) next: Hash,
    pub(crate) out: &'o mut Features,
}

impl Templates<'_> {
    #[inline]
    pub(crate) fn join(&mut self, atoms: &[Hash]) {
        self.next += 1;
        self.out.hashes[usize::from(self.out.count)] = mix(self.next, atoms);
        self.out.count = self.out.count.wrapping_add(1);
    }
}

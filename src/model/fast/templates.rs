//! Numbers templates of features and hashes what they join.

use crate::model::hash::{Hash, mix};

/// Numbers templates and hashes what they join.
pub(crate) struct Templates<'o> {
    pub(crate) next: Hash,
    pub(crate) out: &'o mut Vec<Hash>,
}

impl Templates<'_> {
    #[inline]
    pub(crate) fn join(&mut self, atoms: &[Hash]) {
        self.next += 1;
        self.out.push(mix(self.next, atoms));
    }
}

//! The ids of a table of nodes: any text, most often whole numbers from 0 or 1 on.

use rustc_hash::FxHashMap;

/// Ids to the numbers of nodes.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// By the id itself where it is a number not much larger than there are nodes; 0 where there is none.
    small: Vec<u32>,
    /// So many numbers from 0 on are their own ids; of these the table need not be asked, which does not fit a cache.
    plain: u32,
    others: FxHashMap<Box<[u8]>, u32>,
    count: usize,
}

impl Ids {
    /// Says whether the id is new.
    pub(super) fn insert(&mut self, id: &[u8], number: u32) -> bool {
        self.count += 1;
        if number == self.plain && small(id) == Some(number as usize) {
            self.plain += 1;
        }
        if let Some(at) = small(id)
            && at < 2 * self.count + 1024
        {
            if at >= self.small.len() {
                self.small.resize(at + 1, 0);
            }
            let is_new = self.small[at] == 0 && !self.others.contains_key(id);
            self.small[at] = number + 1;
            return is_new;
        }
        self.others.insert(id.into(), number).is_none()
    }

    /// The number of the node with an id.
    pub(super) fn number(&self, id: &[u8]) -> Option<u32> {
        let small = small(id);
        if let Some(at) = small.filter(|at| *at < self.plain as usize) {
            return Some(at as u32);
        }
        let number = small.and_then(|at| self.small.get(at)?.checked_sub(1));
        number.or_else(|| self.others.get(id).copied())
    }
}

/// A whole number as it is printed.
fn small(id: &[u8]) -> Option<usize> {
    if id.is_empty() || id.len() > 10 || (id[0] == b'0' && id.len() > 1) {
        return None;
    }
    id.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + usize::from(byte - b'0'))
    })
}

//! How many relationships lead from one node to another: for a node that is asked about again and again, all of its
//! neighbours are marked with their numbers once.

use super::neighbours::Neighbours;

/// The marks of one step.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The node that was asked about last, and how often.
    asked: Option<(u32, usize)>,
    /// How many marks that node has.
    cost: usize,
    /// Whether the marks are those of that node.
    are_set: bool,
    numbers: Vec<u32>,
    /// Which marks are not zero.
    touched: Vec<u32>,
}

impl Marks {
    /// The marks of a node that will be asked about so many times now, if that is worth setting them.
    pub(super) fn of(
        &mut self,
        neighbours: Neighbours<'_>,
        from: u32,
        uses: usize,
        nodes: usize,
    ) -> Option<&[u32]> {
        self.ask(from, uses, || neighbours.count(from));
        // Marking costs as much as some look-ups.
        if !self.are_set && self.uses() * 8 > self.cost {
            self.clear(nodes);
            let _ = neighbours.visit(from, |row| {
                self.set(row);
                Ok(())
            });
        }
        self.get()
    }

    /// The same for neighbours in an ascending row, in which a look-up costs little more than a mark: not for a node
    /// that is asked about for the first time.
    #[inline]
    pub(super) fn of_row(&mut self, row: &[u32], from: u32, uses: usize, nodes: usize) {
        let is_again = self.ask(from, uses, || row.len());
        if is_again && !self.are_set && self.uses() * 4 > self.cost {
            self.clear(nodes);
            self.set(row);
        }
    }

    /// The marks that are set, of the node that was asked about last.
    #[inline]
    pub(super) fn get(&self) -> Option<&[u32]> {
        self.are_set.then_some(self.numbers.as_slice())
    }

    /// The number of relationships between two nodes.
    pub(super) fn number(
        &mut self,
        neighbours: Neighbours<'_>,
        from: u32,
        to: u32,
        nodes: usize,
    ) -> u64 {
        match self.of(neighbours, from, 1, nodes) {
            Some(marks) => u64::from(marks[to as usize]),
            None => neighbours.number(from, to),
        }
    }

    fn uses(&self) -> usize {
        self.asked.map_or(0, |(_, uses)| uses)
    }

    /// Whether the node is the one that was asked about last.
    #[inline]
    fn ask(&mut self, from: u32, uses: usize, cost: impl FnOnce() -> usize) -> bool {
        if let Some((node, before)) = &mut self.asked
            && *node == from
        {
            *before += uses;
            return true;
        }
        self.asked = Some((from, uses));
        self.are_set = false;
        self.cost = cost();
        false
    }

    fn clear(&mut self, nodes: usize) {
        self.numbers.resize(nodes, 0);
        for node in self.touched.drain(..) {
            self.numbers[node as usize] = 0;
        }
        self.are_set = true;
    }

    fn set(&mut self, row: &[u32]) {
        for &node in row {
            self.numbers[node as usize] += 1;
        }
        self.touched.extend_from_slice(row);
    }
}

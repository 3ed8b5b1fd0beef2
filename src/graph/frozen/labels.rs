//! Which nodes have which labels: the distinct sets of labels, and the set of each node.

use std::sync::OnceLock;

use super::section::Section;

/// The labels of all nodes.
#[derive(Debug)]
pub struct Labels {
    pub(super) names: Vec<Box<str>>,
    /// Each ascending.
    pub(super) sets: Vec<Vec<u32>>,
    /// How many nodes have each label.
    pub(super) counts: Vec<u64>,
    /// The set of each node.
    pub(super) node_sets: Section<u32>,
    members: Vec<OnceLock<Vec<u32>>>,
}

impl Labels {
    pub(super) fn new(names: Vec<Box<str>>, sets: Vec<Vec<u32>>, node_sets: Vec<u32>) -> Self {
        let mut of_sets = vec![0u64; sets.len()];
        for &set in &node_sets {
            of_sets[set as usize] += 1;
        }
        let mut counts = vec![0; names.len()];
        for (set, count) in sets.iter().zip(of_sets) {
            for &label in set {
                counts[label as usize] += count;
            }
        }
        Self::from_parts(names, sets, counts, node_sets.into())
    }

    pub(super) fn from_parts(
        names: Vec<Box<str>>,
        sets: Vec<Vec<u32>>,
        counts: Vec<u64>,
        node_sets: Section<u32>,
    ) -> Self {
        Self {
            members: names.iter().map(|_| OnceLock::new()).collect(),
            names,
            sets,
            counts,
            node_sets,
        }
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.node_sets.len()
    }

    /// The labels of a node, ascending.
    #[inline]
    pub fn of(&self, node: u32) -> &[u32] {
        match self.sets.get(self.node_sets.get(node as usize) as usize) {
            Some(set) if (node as usize) < self.node_count() => set,
            _ => &[],
        }
    }

    /// Whether a node has a label.
    #[inline]
    pub fn has(&self, node: u32, label: u32) -> bool {
        self.of(node).contains(&label)
    }

    /// The set of labels of each node, and for each set whether the label is in it.
    pub fn sets_with(&self, label: u32) -> (&[u32], Vec<bool>) {
        let has = self.sets.iter().map(|set| set.contains(&label)).collect();
        (self.node_sets.whole(), has)
    }

    /// The nodes with a label, ascending; made on first use.
    pub fn members(&self, label: u32) -> &[u32] {
        self.members[label as usize].get_or_init(|| {
            let (sets, has) = self.sets_with(label);
            let nodes = sets.iter().zip(0..);
            nodes
                .filter(|(set, _)| has[**set as usize])
                .map(|(_, node)| node)
                .collect()
        })
    }
}

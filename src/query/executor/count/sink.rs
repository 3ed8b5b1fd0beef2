//! What becomes of what is counted.

use std::borrow::Cow;

use super::super::Row;
use super::super::stream::Sink as Next;
use crate::graph::frozen::{CodeTable, FrozenGraph, PropertyColumn, TextColumn};
use crate::query::plan::{CountPattern, Counted, Slot};
use crate::query::runtime_error::Evaluation;
use crate::value::Value;

pub(super) enum Sink<'g> {
    /// A number.
    Rows(u64),
    /// Which nodes were seen, and how many.
    Nodes {
        slot: Slot,
        seen: Vec<u64>,
        count: u64,
    },
    /// Numbers for each text.
    ByText {
        slot: Slot,
        texts: &'g TextColumn,
        groups: Groups<'g>,
        counts: Vec<u64>,
        /// The groups in the order in which they came.
        order: Vec<u32>,
        /// How many of the largest are wanted, if not all.
        top: Option<usize>,
    },
}

/// Which groups are wanted, where that is only the largest, and each is all nodes with a text.
pub(super) struct Wanted<'g> {
    pub(super) top: usize,
    /// The most nodes that a group has.
    pub(super) widest: u64,
    texts: &'g TextColumn,
    groups: Groups<'g>,
}

impl Wanted<'_> {
    pub(super) fn group(&self, node: u32) -> u32 {
        self.groups.group(node)
    }

    /// The nodes of the group that a node is in.
    pub(super) fn members(&self, node: u32) -> Cow<'_, [u32]> {
        let rank = self.texts.rank(node);
        rank.map_or(Cow::Borrowed(&[]), |rank| self.texts.members(rank))
    }
}

/// What of a node says which text it is counted for.
#[derive(Clone, Copy)]
pub(super) enum Groups<'g> {
    /// The node itself, where each has a text that no other has: numbers of nodes that are walked one after the other
    /// lie side by side.
    Nodes,
    /// The code of its text, 0 for none.
    Codes(CodeTable<'g>),
}

impl<'g> Groups<'g> {
    fn of(texts: &'g TextColumn, graph: &FrozenGraph) -> (Self, usize) {
        let nodes = graph.labels().node_count();
        if texts.is_unique(nodes) {
            (Self::Nodes, nodes)
        } else {
            (Self::Codes(texts.codes()), texts.text_count() + 1)
        }
    }

    #[inline]
    fn group(self, node: u32) -> u32 {
        match self {
            Self::Nodes => node,
            Self::Codes(codes) => codes.get(node as usize),
        }
    }

    /// The rank of a group's text.
    fn rank(self, group: u32, texts: &TextColumn) -> Option<u32> {
        match self {
            Self::Nodes => texts.rank(group),
            Self::Codes(_) => group.checked_sub(1),
        }
    }
}

impl Counted {
    /// The register that is read when a row is counted.
    pub(super) fn slot(&self) -> Option<Slot> {
        match self {
            Self::Rows => None,
            Self::Nodes(slot) | Self::ByText { node: slot, .. } => Some(*slot),
        }
    }
}

impl<'g> Sink<'g> {
    pub(super) fn new(pattern: &CountPattern, graph: &'g FrozenGraph) -> Self {
        match &pattern.what {
            Counted::Rows => Self::Rows(0),
            Counted::Nodes(slot) => Self::Nodes {
                slot: *slot,
                seen: vec![0; graph.labels().node_count().div_ceil(64)],
                count: 0,
            },
            Counted::ByText { node, key, .. } => match graph.node_column(*key) {
                Some(PropertyColumn::Texts(texts)) => {
                    let (groups, count) = Groups::of(texts, graph);
                    Self::ByText {
                        slot: *node,
                        texts,
                        groups,
                        counts: vec![0; count],
                        order: Vec::new(),
                        // All of them are as many as there are, or none.
                        top: pattern.top.filter(|top| (1..count).contains(top)),
                    }
                }
                _ => Self::Rows(0),
            },
        }
    }

    /// Whether [`Self::add`] looks at the registers.
    pub(super) fn reads_registers(&self) -> bool {
        !matches!(self, Self::Rows(_))
    }

    /// Where only the largest groups are wanted and it is known which nodes each has: how many.
    pub(super) fn wanted(&self) -> Option<Wanted<'g>> {
        let Self::ByText {
            texts,
            groups,
            top: Some(top),
            ..
        } = self
        else {
            return None;
        };
        let widest = match groups {
            Groups::Nodes => 1,
            Groups::Codes(codes) => texts.most_members(codes.len())?,
        };
        Some(Wanted {
            top: *top,
            widest,
            texts,
            groups: *groups,
        })
    }

    /// Whether anything was counted for the group of a node.
    pub(super) fn has_counted(&self, node: u32) -> bool {
        match self {
            Self::ByText { groups, counts, .. } => counts[groups.group(node) as usize] > 0,
            _ => false,
        }
    }

    /// Counts so many rows that are alike.
    #[inline]
    pub(super) fn add(&mut self, registers: &[u32], rows: u64) {
        match self {
            Self::Rows(count) => *count += rows,
            Self::Nodes { slot, seen, count } => {
                let node = registers[*slot];
                let (word, bit) = (&mut seen[node as usize / 64], 1 << (node % 64));
                if *word & bit == 0 && rows > 0 {
                    *word |= bit;
                    *count += 1;
                }
            }
            Self::ByText {
                slot,
                groups,
                counts,
                order,
                ..
            } => {
                let group = groups.group(registers[*slot]);
                let own = &mut counts[group as usize];
                if *own == 0 && rows > 0 {
                    order.push(group);
                }
                *own += rows;
            }
        }
    }

    /// One row for each group.
    pub(super) fn finish(
        self,
        pattern: &CountPattern,
        row: &mut Row,
        next: Next<'_>,
    ) -> Evaluation<bool> {
        match self {
            Self::Rows(count) | Self::Nodes { count, .. } => {
                row[pattern.weight] = Value::Integer(count as i64);
                next(row)
            }
            Self::ByText {
                texts,
                groups,
                counts,
                order,
                top,
                ..
            } => {
                let least = least_wanted(&order, &counts, top);
                for group in order {
                    let count = counts[group as usize];
                    if count < least {
                        continue;
                    }
                    if let Counted::ByText { to, .. } = pattern.what {
                        let text = groups.rank(group, texts).map(|rank| texts.text(rank));
                        row[to] = text.as_deref().into();
                    }
                    row[pattern.weight] = Value::Integer(count as i64);
                    if !next(row)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
        }
    }
}

/// The smallest number that may be among the `top` largest.
fn least_wanted(order: &[u32], counts: &[u64], top: Option<usize>) -> u64 {
    let Some(top) = top.filter(|top| *top < order.len()) else {
        return 0;
    };
    let mut numbers: Vec<u64> = order.iter().map(|&group| counts[group as usize]).collect();
    let (_, least, _) = numbers.select_nth_unstable_by(top - 1, |left, right| right.cmp(left));
    *least
}

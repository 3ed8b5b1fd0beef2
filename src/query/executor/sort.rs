//! Rows in order; only the first ones are kept when no more are wanted.

use std::cmp::Ordering;

use super::memory::of_row;
use super::{Context, Row};
use crate::query::plan::SortKey;
use crate::query::runtime_error::Evaluation;
use crate::value::Value;
use crate::value::comparison::order;

/// Rows while they come in.
pub(super) struct Sorter<'p> {
    keys: &'p [SortKey],
    top: Option<usize>,
    rows: Vec<(Vec<Value>, Row)>,
    /// What the rows were counted as.
    bytes: usize,
    worst: Option<Vec<Value>>,
}

impl<'p> Sorter<'p> {
    pub(super) fn new(keys: &'p [SortKey], top: Option<usize>) -> Self {
        Self {
            keys,
            top,
            rows: Vec::new(),
            bytes: 0,
            worst: None,
        }
    }

    /// Takes a row. Twice as many rows as are wanted are kept at most, so that each costs little.
    pub(super) fn add(&mut self, row: &mut Row, context: &Context<'_>) -> Evaluation<()> {
        let mut key = Vec::with_capacity(self.keys.len());
        for sort_key in self.keys {
            key.push(sort_key.value.evaluate(row, context)?);
        }
        // After a cut the last row kept is the worst: what is not better than it will not be among the first.
        if self
            .worst
            .as_ref()
            .is_some_and(|worst| compare(self.keys, &key, worst).is_ge())
        {
            return Ok(());
        }
        let bytes = of_row(&key) + of_row(row);
        context.memory.hold(bytes)?;
        self.bytes += bytes;
        self.rows.push((key, row.clone()));
        if let Some(top) = self.top
            && self.rows.len() >= top.saturating_mul(2).max(64)
        {
            self.sort();
            let released = self.bytes / 2;
            self.rows.truncate(top);
            context.memory.release(released);
            self.bytes -= released;
            self.worst = self.rows.last().map(|(key, _)| key.clone());
        }
        Ok(())
    }

    fn sort(&mut self) {
        let keys = self.keys;
        self.rows
            .sort_by(|(left, _), (right, _)| compare(keys, left, right));
    }

    /// The rows in order; equal ones in the order in which they came.
    pub(super) fn finish(mut self) -> Vec<Row> {
        self.sort();
        if let Some(top) = self.top {
            self.rows.truncate(top);
        }
        self.rows.into_iter().map(|(_, row)| row).collect()
    }
}

fn compare(keys: &[SortKey], left: &[Value], right: &[Value]) -> Ordering {
    for ((key, left), right) in keys.iter().zip(left).zip(right) {
        let ordering = order(left, right);
        if ordering.is_ne() {
            return if key.descending {
                ordering.reverse()
            } else {
                ordering
            };
        }
    }
    Ordering::Equal
}

//! Rows into groups.

use indexmap::IndexMap;
use indexmap::map::Entry;
use rustc_hash::FxBuildHasher;

use super::memory::of_value;
use super::{Context, Row};
use crate::query::functions::aggregation::Accumulator;
use crate::query::plan::{Aggregate, Compiled, Slot};
use crate::query::runtime_error::Evaluation;
use crate::value::Value;
use crate::value::grouping::GroupKey;

/// Groups while rows come in; they keep the order in which they appeared.
pub(super) struct Groups<'p> {
    keys: &'p [(Slot, Compiled)],
    aggregates: &'p [(Slot, Aggregate)],
    found: IndexMap<Vec<GroupKey>, Vec<Accumulator>, FxBuildHasher>,
}

impl<'p> Groups<'p> {
    pub(super) fn new(keys: &'p [(Slot, Compiled)], aggregates: &'p [(Slot, Aggregate)]) -> Self {
        Self {
            keys,
            aggregates,
            found: IndexMap::default(),
        }
    }

    fn fresh(aggregates: &[(Slot, Aggregate)]) -> Vec<Accumulator> {
        aggregates
            .iter()
            .map(|(_, aggregate)| Accumulator::new(aggregate.distinct))
            .collect()
    }

    /// Takes a row.
    pub(super) fn add(&mut self, row: &mut Row, context: &Context<'_>) -> Evaluation<()> {
        let mut key = Vec::with_capacity(self.keys.len());
        for (_, value) in self.keys {
            key.push(GroupKey(value.evaluate(row, context)?));
        }
        let aggregates = self.aggregates;
        let accumulators = match self.found.entry(key) {
            Entry::Occupied(found) => found.into_mut(),
            Entry::Vacant(new) => {
                let key: usize = new.key().iter().map(|key| of_value(&key.0)).sum();
                let each = size_of::<Accumulator>() * aggregates.len();
                context.memory.hold(key + each)?;
                new.insert(Self::fresh(aggregates))
            }
        };
        for (accumulator, (_, aggregate)) in accumulators.iter_mut().zip(aggregates) {
            if let Some(weight) = aggregate.weight {
                accumulator.add_count(row[weight].as_integer().unwrap_or_default());
                continue;
            }
            let mut arguments = aggregate.arguments.iter();
            let first = match arguments.next() {
                Some(argument) => argument.evaluate(row, context)?,
                None => Value::Null,
            };
            let second = arguments
                .next()
                .map(|argument| argument.evaluate(row, context))
                .transpose()?;
            let bytes = of_value(&first);
            let counts = accumulator.add(aggregate.kind, first, second)?;
            if counts && (aggregate.distinct || aggregate.kind.keeps_values()) {
                context.memory.hold(bytes)?;
            }
        }
        Ok(())
    }

    /// One row for each group; without keys there is always one.
    pub(super) fn finish(mut self, width: usize) -> Evaluation<Vec<Row>> {
        if self.keys.is_empty() && self.found.is_empty() {
            self.found.insert(Vec::new(), Self::fresh(self.aggregates));
        }
        let mut rows = Vec::with_capacity(self.found.len());
        for (key, accumulators) in self.found {
            let mut row = vec![Value::Null; width];
            for ((slot, _), GroupKey(value)) in self.keys.iter().zip(key) {
                row[*slot] = value;
            }
            for ((slot, aggregate), accumulator) in self.aggregates.iter().zip(accumulators) {
                row[*slot] = accumulator.finish(aggregate.kind)?;
            }
            rows.push(row);
        }
        Ok(rows)
    }
}

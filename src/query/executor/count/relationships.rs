//! The first step of a pattern: from all relationships.

use super::Walk;
use super::gathered::ascending;
use super::test::Test;
use crate::graph::view::{GraphView, TypeId};
use crate::query::plan::Bind;
use crate::query::runtime_error::Evaluation;

/// How many relationships are tested at once.
pub(super) const CHUNK: usize = 2048;

/// How many ones there are.
pub(super) fn sum_of(mask: &[u8]) -> u64 {
    // A byte holds no more than 255, so that sums are made of few at a time.
    let sums = mask.chunks(128).map(|part| part.iter().sum::<u8>());
    sums.map(u64::from).sum()
}

impl Walk<'_, '_> {
    /// Those of some types, by their starts, so that what is known of a start is known for all that come after.
    pub(super) fn walk_relationships_of(&mut self, types: &[TypeId], at: usize) -> Evaluation<()> {
        match types {
            [one] => {
                let numbers = self.graph.relationships_of_type(*one);
                self.walk_relationships(numbers.iter().copied(), at)
            }
            several => {
                let numbers = ascending(several, self.graph);
                self.walk_relationships(numbers.into_iter(), at)
            }
        }
    }

    pub(super) fn walk_relationships(
        &mut self,
        numbers: impl Iterator<Item = u32>,
        at: usize,
    ) -> Evaluation<()> {
        let Bind::Relationships {
            start,
            relationship,
            end,
            ..
        } = self.steps[at].bind
        else {
            return Ok(());
        };
        let (starts, (_, _, ends)) = (self.graph.starts(), self.graph.outgoing().whole());
        for number in numbers {
            self.registers[*start] = starts[number as usize];
            self.registers[*relationship] = number;
            self.registers[*end] = ends[number as usize];
            self.go_on(at)?;
        }
        Ok(())
    }

    /// All relationships; conditions on their own properties are tested column by column.
    pub(super) fn walk_all_relationships(&mut self, at: usize) -> Evaluation<()> {
        let step = &self.steps[at];
        let Bind::Relationships { relationship, .. } = step.bind else {
            return Ok(());
        };
        let count = self.graph.relationship_count();
        if step.is_only_counted {
            self.add(count as u64);
            return Ok(());
        }
        let of_columns = step
            .tests
            .iter()
            .filter(|test| test.is_of_column(*relationship));
        let of_columns: Vec<&Test<'_>> = of_columns.collect();
        let only_columns = of_columns.len() == step.tests.len() && at + 1 == self.steps.len();
        let only_counts = only_columns && !self.sink.reads_registers();
        let mut mask = vec![0u8; CHUNK];
        for first in (0..count).step_by(CHUNK) {
            self.context.tick()?;
            let range = first..(first + CHUNK).min(count);
            let mask = &mut mask[..range.len()];
            mask.fill(1);
            of_columns
                .iter()
                .for_each(|test| test.mask(range.clone(), mask));
            if only_counts {
                self.add(sum_of(mask));
                continue;
            }
            let numbers = range.zip(mask.iter()).filter(|(_, passes)| **passes == 1);
            let numbers = numbers.map(|(number, _)| number as u32);
            self.walk_relationships(numbers, at)?;
        }
        Ok(())
    }
}

//! The first step of a pattern: from all relationships.

use super::test::Test;
use super::{Context, State, Step, go_on};
use crate::graph::frozen::FrozenGraph;
use crate::graph::view::GraphView;
use crate::query::plan::Bind;
use crate::query::runtime_error::Evaluation;

/// How many relationships are tested at once.
pub(super) const CHUNK: usize = 2048;

pub(super) fn walk_relationships(
    numbers: impl Iterator<Item = u32>,
    step: &Step<'_>,
    rest: &[Step<'_>],
    state: &mut State<'_>,
    graph: &FrozenGraph,
    context: &Context<'_>,
) -> Evaluation<()> {
    let Bind::Relationships {
        start,
        relationship,
        end,
        ..
    } = step.bind
    else {
        return Ok(());
    };
    let (starts, (_, _, ends)) = (graph.starts(), graph.outgoing().whole());
    for number in numbers {
        state.registers[*start] = starts[number as usize];
        state.registers[*relationship] = number;
        state.registers[*end] = ends[number as usize];
        go_on(step, rest, state, graph, context)?;
    }
    Ok(())
}

/// How many ones there are.
pub(super) fn sum_of(mask: &[u8]) -> u64 {
    // A byte holds no more than 255, so that sums are made of few at a time.
    let sums = mask.chunks(128).map(|part| part.iter().sum::<u8>());
    sums.map(u64::from).sum()
}

/// All relationships; conditions on their own properties are tested column by column.
pub(super) fn walk_all_relationships(
    step: &Step<'_>,
    rest: &[Step<'_>],
    state: &mut State<'_>,
    graph: &FrozenGraph,
    context: &Context<'_>,
) -> Evaluation<()> {
    let Bind::Relationships { relationship, .. } = step.bind else {
        return Ok(());
    };
    let count = graph.relationship_count();
    if step.is_only_counted {
        state.sink.add(&state.registers, count as u64);
        return Ok(());
    }
    let of_columns = step
        .tests
        .iter()
        .filter(|test| test.is_of_column(*relationship));
    let of_columns: Vec<&Test<'_>> = of_columns.collect();
    let only_columns = of_columns.len() == step.tests.len() && rest.is_empty();
    let only_counts = only_columns && !state.sink.reads_registers();
    let mut mask = vec![0u8; CHUNK];
    for first in (0..count).step_by(CHUNK) {
        context.tick()?;
        let range = first..(first + CHUNK).min(count);
        let mask = &mut mask[..range.len()];
        mask.fill(1);
        of_columns
            .iter()
            .for_each(|test| test.mask(range.clone(), mask));
        if only_counts {
            state.sink.add(&state.registers, sum_of(mask));
            continue;
        }
        let numbers = range.zip(mask.iter()).filter(|(_, passes)| **passes == 1);
        let numbers = numbers.map(|(number, _)| number as u32);
        walk_relationships(numbers, step, rest, state, graph, context)?;
    }
    Ok(())
}

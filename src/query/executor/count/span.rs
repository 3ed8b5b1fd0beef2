//! The first step of a pattern: from the relationships of a span of time, which lie together.
//!
//! `MATCH ()-[r]->() WHERE r.date >= '2023-04-01' AND r.date < '2023-07-01' AND r.confidence > 0.9 RETURN count(*)`

use std::ops::Range;

use super::Walk;
use super::relationships::{CHUNK, sum_of};
use super::test::{contiguous_ranks, float_ranks, mask_codes};
use crate::graph::frozen::{FrozenGraph, PropertyColumn, TextColumn};
use crate::graph::view::{GraphView, KeyId};
use crate::query::plan::{Bind, CountTest, PropertyOf, Slot};
use crate::query::runtime_error::Evaluation;

/// A span pays where it has less than one of so many relationships; where the rest is tested beside it, always.
const WORTH: usize = 4;

/// A span of time, and conditions on columns that lie in its order.
pub(super) struct Span<'g> {
    time: KeyId,
    times: &'g TextColumn,
    places: Range<usize>,
    /// The property, and which codes of it hold.
    tests: Vec<(KeyId, Range<u32>)>,
}

/// The relationships of the span of time that conditions leave, ascending, where those are few.
pub(in super::super) fn members_of_span(
    relationship: Slot,
    tests: &[CountTest],
    graph: &FrozenGraph,
) -> Option<Vec<u32>> {
    let tests: Vec<&CountTest> = tests.iter().collect();
    let (_, times, places, _) = places(relationship, &tests, graph)?;
    if places.len() > graph.relationship_count() / (2 * WORTH) {
        return None;
    }
    let mut members = times.members_at(places).into_owned();
    members.sort_unstable();
    Some(members)
}

/// The span that conditions on a relationship leave of all of them, and the conditions that remain.
pub(super) fn span<'g, 't>(
    bind: &Bind,
    tests: &[&'t CountTest],
    graph: &'g FrozenGraph,
) -> Option<(Span<'g>, Vec<&'t CountTest>)> {
    let Bind::Relationships {
        relationship,
        types: None,
        ..
    } = bind
    else {
        return None;
    };
    let (time, times, places, others) = places(*relationship, tests, graph)?;
    let (mut beside, mut left) = (Vec::new(), Vec::new());
    for test in others {
        match beside_time(test, *relationship, time, graph) {
            Some(test) => beside.push(test),
            None => left.push(test),
        }
    }
    let is_worth_it = left.is_empty() || places.len() < graph.relationship_count().div_ceil(WORTH);
    let span = Span {
        time,
        times,
        places,
        tests: beside,
    };
    is_worth_it.then_some((span, left))
}

/// The first time that is asked for, where those are that conditions leave of it, and the other conditions.
#[allow(clippy::type_complexity)] // Taken apart at once.
fn places<'g, 't>(
    relationship: Slot,
    tests: &[&'t CountTest],
    graph: &'g FrozenGraph,
) -> Option<(KeyId, &'g TextColumn, Range<usize>, Vec<&'t CountTest>)> {
    let (time, times) = tests.iter().find_map(|test| {
        let property = of_times(test, relationship)?;
        Some((property.key, graph.times(property.key)?))
    })?;
    let mut ranks = 0..times.text_count() as u32;
    let mut others = Vec::new();
    for &test in tests {
        let is_of_time = of_times(test, relationship).is_some_and(|own| own.key == time);
        match is_of_time.then(|| time_ranks(test, times)).flatten() {
            Some(own) => ranks = ranks.start.max(own.start)..ranks.end.min(own.end),
            None => others.push(test),
        }
    }
    let places = if ranks.is_empty() {
        0..0
    } else {
        times.places(ranks)
    };
    Some((time, times, places, others))
}

/// The property, if it is a comparison of a text of this relationship.
fn of_times(test: &CountTest, relationship: Slot) -> Option<PropertyOf> {
    match test {
        CountTest::Text(property, ..) | CountTest::Prefix(property, _) => {
            (property.slot == relationship).then_some(*property)
        }
        _ => None,
    }
}

fn time_ranks(test: &CountTest, times: &TextColumn) -> Option<Range<u32>> {
    match test {
        CountTest::Text(_, operator, text) => {
            let first = times.rank_of(text);
            let after = first + u32::from(times.find(text).is_some());
            contiguous_ranks(*operator, first..after, times.text_count() as u32)
        }
        CountTest::Prefix(_, text) => Some(times.ranks_with_prefix(text)),
        _ => None,
    }
}

/// The condition as a range of codes, if its property lies in the order of the time.
fn beside_time(
    test: &CountTest,
    relationship: Slot,
    time: KeyId,
    graph: &FrozenGraph,
) -> Option<(KeyId, Range<u32>)> {
    let CountTest::Float(property, operator, value) = test else {
        return None;
    };
    if property.slot != relationship || !graph.is_by_time(time, property.key) {
        return None;
    }
    let PropertyColumn::FewFloats(floats) = graph.relationship_column(property.key)? else {
        return None;
    };
    let values = floats.values();
    let equal = float_ranks(values, *value);
    let ranks = contiguous_ranks(*operator, equal, values.len() as u32)?;
    Some((
        property.key,
        ranks.start + 1..ranks.end.max(ranks.start) + 1,
    ))
}

impl Walk<'_, '_> {
    /// The relationships of the span for which the conditions beside it hold.
    pub(super) fn walk_span(&mut self, span: &Span<'_>, at: usize) -> Evaluation<()> {
        let (graph, step) = (self.graph, &self.steps[at]);
        let is_last = at + 1 == self.steps.len();
        let only_counts = step.tests.is_empty() && is_last && !self.sink.reads_registers();
        if only_counts && span.tests.is_empty() {
            self.add(span.places.len() as u64);
            return Ok(());
        }
        let codes = |(key, wanted): &(KeyId, Range<u32>)| {
            let codes = graph.codes_by_time(span.time, *key, span.places.clone())?;
            Some((codes, wanted.clone()))
        };
        let beside: Vec<_> = span.tests.iter().filter_map(codes).collect();
        let elements = (!only_counts).then(|| span.times.members_at(span.places.clone()));
        let mut mask = vec![0u8; CHUNK];
        // Where the file is damaged, less may be there than the index says.
        let lengths = beside.iter().map(|(codes, _)| codes.table().len());
        let lengths = lengths.chain(elements.as_ref().map(|elements| elements.len()));
        let count = lengths.min().unwrap_or_default();
        for first in (0..count).step_by(CHUNK) {
            self.context.tick()?;
            let range = first..(first + CHUNK).min(count);
            let mask = &mut mask[..range.len()];
            mask.fill(1);
            for (codes, wanted) in &beside {
                mask_codes(codes.table(), range.clone(), wanted, mask);
            }
            let Some(elements) = &elements else {
                self.add(sum_of(mask));
                continue;
            };
            let numbers = elements[range].iter().zip(mask.iter());
            let numbers = numbers.filter(|(_, passes)| **passes == 1);
            let numbers = numbers.map(|(number, _)| *number);
            self.walk_relationships(numbers, at)?;
        }
        Ok(())
    }
}

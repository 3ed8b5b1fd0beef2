//! A last step whose relationship and end only count is not walked: its degree is asked for.
//!
//! `MATCH (n)-[r]-(m) RETURN n.name, count(*)` asks each node once.

use super::is_read;
use crate::query::functions::aggregation::AggregateKind;
use crate::query::plan::{Branch, Compiled, Expand, Operator, Slot, StageEnd};

pub(super) fn apply(branch: &mut Branch) {
    for stage_at in 0..branch.pipeline.stages.len() {
        let Some(expand) = candidate(branch, stage_at) else {
            continue;
        };
        let weight = branch.pipeline.width;
        branch.pipeline.width += 1;
        let stage = &mut branch.pipeline.stages[stage_at];
        stage.operators.pop();
        stage.operators.push(Operator::Degree {
            from: expand.from,
            direction: expand.direction,
            types: expand.types,
            weight,
        });
        if let Some(StageEnd::Aggregate { aggregates, .. }) = &mut stage.end {
            for (_, aggregate) in aggregates {
                aggregate.kind = AggregateKind::CountRows;
                aggregate.arguments.clear();
                aggregate.weight = Some(weight);
            }
        }
    }
}

fn candidate(branch: &Branch, stage_at: usize) -> Option<Expand> {
    let stage = &branch.pipeline.stages[stage_at];
    let Some(Operator::Expand(expand)) = stage.operators.last() else {
        return None;
    };
    let Some(StageEnd::Aggregate { keys, aggregates }) = &stage.end else {
        return None;
    };
    let is_free = !expand.to_bound && !expand.relationship_bound && expand.different.is_empty();
    let is_end = |slot: Slot| slot == expand.to || slot == expand.relationship;
    let counts = aggregates.iter().all(|(_, aggregate)| {
        let of_end =
            matches!(aggregate.arguments.as_slice(), [Compiled::Slot(slot)] if is_end(*slot));
        let is_count = aggregate.kind == AggregateKind::CountRows
            || aggregate.kind == AggregateKind::Count && of_end;
        is_count && !aggregate.distinct && aggregate.weight.is_none()
    });
    let keys_read = keys
        .iter()
        .any(|(_, key)| key.slots().into_iter().any(is_end));
    let later = branch.pipeline.stages[stage_at + 1..].iter().any(|stage| {
        let mut found = false;
        stage
            .operators
            .iter()
            .for_each(|operator| operator.visit_reads(&mut |slot| found |= is_end(slot)));
        super::visit_end_reads(stage.end.as_ref(), &mut |slot| found |= is_end(slot));
        found
    });
    let output = branch.output.iter().any(|slot| is_end(*slot));
    debug_assert!(
        !counts || aggregates.is_empty() || !is_read(branch, branch.pipeline.width, (0, 0))
    );
    (is_free && counts && !aggregates.is_empty() && !keys_read && !later && !output)
        .then(|| expand.clone())
}

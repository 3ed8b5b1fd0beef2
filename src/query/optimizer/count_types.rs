//! Relationships counted by type are read off the graph's statistics.
//!
//! `MATCH ()-[r]->() RETURN type(r), count(*)` looks at no relationship.

use super::{are_plain, is_read};
use crate::graph::view::Direction;
use crate::query::functions::aggregation::AggregateKind;
use crate::query::plan::{Branch, Compiled, Expand, NodeStart, Operator, Slot, StageEnd};

pub(super) fn apply(branch: &mut Branch) {
    let Some((relationship, types)) = candidate(branch) else {
        return;
    };
    let (name, weight) = (branch.pipeline.width, branch.pipeline.width + 1);
    let stage = &mut branch.pipeline.stages[0];
    let Some(StageEnd::Aggregate { keys, aggregates }) = &mut stage.end else {
        return;
    };
    for (_, key) in keys.iter_mut() {
        if is_type_of(key, relationship) {
            *key = Compiled::Slot(name);
        }
    }
    for (_, aggregate) in aggregates {
        aggregate.kind = AggregateKind::CountRows;
        aggregate.arguments.clear();
        aggregate.weight = Some(weight);
    }
    stage.operators = vec![Operator::TypeCounts {
        name,
        weight,
        types,
    }];
    branch.pipeline.width += 2;
}

fn is_type_of(key: &Compiled, relationship: Slot) -> bool {
    matches!(key, Compiled::Call(function, arguments)
        if function.name == "type" && matches!(arguments.as_slice(), [Compiled::Slot(slot)] if *slot == relationship))
}

fn candidate(branch: &Branch) -> Option<(Slot, Option<Vec<crate::graph::view::TypeId>>)> {
    let stage = branch.pipeline.stages.first()?;
    let [
        Operator::Start(start, NodeStart::All),
        Operator::Expand(expand),
        rest @ ..,
    ] = stage.operators.as_slice()
    else {
        return None;
    };
    let Some(StageEnd::Aggregate { keys, aggregates }) = &stage.end else {
        return None;
    };
    let fits = rest.is_empty() && are_plain(rest) && is_free(expand, *start);
    let keys_fit = keys
        .iter()
        .all(|(_, key)| is_type_of(key, expand.relationship));
    let counts = aggregates.iter().all(|(_, aggregate)| {
        let of_relationship = matches!(aggregate.arguments.as_slice(), [Compiled::Slot(slot)] if *slot == expand.relationship);
        !aggregate.distinct
            && (aggregate.kind == AggregateKind::CountRows || aggregate.kind == AggregateKind::Count && of_relationship)
    });
    let read_later = branch.pipeline.stages[1..].iter().any(|stage| {
        let mut found = false;
        let mut look = |slot| found |= [*start, expand.to, expand.relationship].contains(&slot);
        stage
            .operators
            .iter()
            .for_each(|operator| operator.visit_reads(&mut look));
        super::visit_end_reads(stage.end.as_ref(), &mut look);
        found
    });
    let output = [*start, expand.to, expand.relationship]
        .iter()
        .any(|slot| branch.output.contains(slot));
    let ends_read = is_read(branch, *start, (0, 1)) || is_read(branch, expand.to, (0, 1));
    (fits && keys_fit && counts && !read_later && !output && !ends_read)
        .then(|| (expand.relationship, expand.types.clone()))
}

fn is_free(expand: &Expand, start: Slot) -> bool {
    expand.from == start
        && expand.direction != Direction::Both
        && !expand.to_bound
        && !expand.relationship_bound
        && expand.different.is_empty()
}

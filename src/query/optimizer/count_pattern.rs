//! A pattern at the beginning whose rows only count is counted over the tables of a frozen graph, without rows.
//!
//! `MATCH (a)-[:meet]->(b)-[:sue]->(c) WHERE a.kind = 'Person' RETURN count(*)`: numbers in registers, properties as
//! ranks and numbers in columns, the last step of a pattern as the length of a slice.

mod apart;
mod lower;

use super::is_read;
use crate::graph::frozen::{FrozenGraph, PropertyColumn};
use crate::graph::view::GraphView;
use crate::query::functions::aggregation::AggregateKind;
use crate::query::plan::{
    Aggregate, Branch, Compiled, CountPattern, Counted, Operator, Slot, StageEnd,
};
use crate::value::Value;
use lower::Lowered;
pub(super) use lower::conditions_on_times;

pub(super) fn apply(branch: &mut Branch, graph: &dyn GraphView) {
    let Some(frozen) = graph.frozen() else { return };
    let Some((lowered, what)) = candidate(branch, frozen) else {
        return;
    };
    let weight = branch.pipeline.width;
    branch.pipeline.width += 2;
    let what = match what {
        What::Rows => Counted::Rows,
        What::Nodes(slot) => Counted::Nodes(slot),
        What::ByText(node, key) => Counted::ByText {
            node,
            key,
            to: weight + 1,
        },
    };
    let top = top(branch);
    let stage = &mut branch.pipeline.stages[0];
    if let Some(StageEnd::Aggregate { keys, aggregates }) = &mut stage.end {
        for (_, key) in keys {
            *key = Compiled::Slot(weight + 1);
        }
        for (_, aggregate) in aggregates {
            *aggregate = Aggregate {
                kind: AggregateKind::CountRows,
                distinct: false,
                arguments: Vec::new(),
                weight: Some(weight),
            };
        }
    }
    stage.operators = vec![Operator::CountPattern(Box::new(CountPattern {
        steps: lowered.steps,
        what,
        weight,
        top,
    }))];
}

enum What {
    Rows,
    Nodes(Slot),
    ByText(Slot, crate::graph::view::KeyId),
}

fn candidate(branch: &Branch, graph: &FrozenGraph) -> Option<(Lowered, What)> {
    let stage = branch.pipeline.stages.first()?;
    let Some(StageEnd::Aggregate { keys, aggregates }) = &stage.end else {
        return None;
    };
    let lowered = lower::lower(&stage.operators, graph)?;
    let what = match (keys.as_slice(), aggregates.as_slice()) {
        ([], [(_, aggregate)]) if aggregate.distinct => {
            What::Nodes(counted_node(aggregate, &lowered, graph)?)
        }
        ([], [_, ..]) => What::Rows,
        (
            [
                (
                    _,
                    Compiled::Property {
                        subject,
                        id: Some(key),
                        ..
                    },
                ),
            ],
            [_, ..],
        ) => match **subject {
            Compiled::Slot(node)
                if lowered.is_node(node)
                    && matches!(graph.node_column(*key), Some(PropertyColumn::Texts(_))) =>
            {
                What::ByText(node, *key)
            }
            _ => return None,
        },
        _ => return None,
    };
    let counts_rows = |aggregate: &Aggregate| {
        let of_bound = matches!(aggregate.arguments.as_slice(), [Compiled::Slot(slot)] if lowered.binds(*slot));
        let is_count = aggregate.kind == AggregateKind::CountRows
            || aggregate.kind == AggregateKind::Count && of_bound;
        is_count && !aggregate.distinct && aggregate.weight.is_none()
    };
    let all_count = matches!(what, What::Nodes(_))
        || aggregates
            .iter()
            .all(|(_, aggregate)| counts_rows(aggregate));
    let is_read_later = lowered.slots().any(|slot| is_read_after(branch, slot));
    (all_count && !is_read_later).then_some((lowered, what))
}

/// Which nodes `count(DISTINCT n)` or `count(DISTINCT n.id)` counts, where the property is another for each node.
fn counted_node(aggregate: &Aggregate, lowered: &Lowered, graph: &FrozenGraph) -> Option<Slot> {
    if aggregate.kind != AggregateKind::Count || aggregate.weight.is_some() {
        return None;
    }
    let [argument] = aggregate.arguments.as_slice() else {
        return None;
    };
    let node = match argument {
        Compiled::Slot(slot) => *slot,
        Compiled::Property {
            subject,
            id: Some(key),
            ..
        } => match **subject {
            Compiled::Slot(slot)
                if graph
                    .node_column(*key)
                    .is_some_and(|column| column.is_unique(graph.node_count())) =>
            {
                slot
            }
            _ => return None,
        },
        _ => return None,
    };
    lowered.is_node(node).then_some(node)
}

/// Whether a slot of the first stage is read after it.
fn is_read_after(branch: &Branch, slot: Slot) -> bool {
    let mut later = branch.clone();
    later.pipeline.stages.remove(0);
    is_read(&later, slot, (usize::MAX, 0))
}

/// `ORDER BY count(*) DESC LIMIT 10` next: how many groups are wanted.
fn top(branch: &Branch) -> Option<usize> {
    let [first, second, ..] = branch.pipeline.stages.as_slice() else {
        return None;
    };
    let Some(StageEnd::Aggregate { aggregates, .. }) = &first.end else {
        return None;
    };
    let Some(StageEnd::Sort {
        keys,
        top: Some(Compiled::Constant(Value::Integer(top))),
    }) = &second.end
    else {
        return None;
    };
    let is_plain = second
        .operators
        .iter()
        .all(|operator| matches!(operator, Operator::Project(_)));
    let key = keys.first()?;
    let is_count =
        matches!(key.value, Compiled::Slot(slot) if aggregates.iter().any(|(own, _)| *own == slot));
    (is_plain && is_count && key.descending)
        .then(|| usize::try_from(*top).ok())
        .flatten()
}

//! Rewrites of plans that only read: the same rows, sooner. One pass a file, in the order in which they run.
//!
//! The order of steps inside a pattern is chosen while planning, by the statistics of the graph; what stands here
//! looks at the plan as a whole.

mod count_degrees;
mod count_pattern;
mod count_types;
mod distinct_ends;
mod prefix_start;
mod scan_relationships;
mod trivial_labels;
mod unread_relationships;

use super::plan::{Branch, Operator, Plan, Slot, StageEnd};
use crate::graph::view::GraphView;

/// Improves a plan that only reads.
pub fn optimize(plan: &mut Plan, graph: &dyn GraphView) {
    for branch in &mut plan.branches {
        trivial_labels::apply(branch, graph);
        unread_relationships::apply(branch);
        distinct_ends::apply(branch);
        prefix_start::apply(branch, graph);
        count_types::apply(branch);
        count_pattern::apply(branch, graph);
        count_degrees::apply(branch);
        scan_relationships::apply(branch, graph);
    }
}

/// Whether the slot is read anywhere, as an output too, except by the operator at `except`.
fn is_read(branch: &Branch, slot: Slot, except: (usize, usize)) -> bool {
    let mut found = branch.output.contains(&slot);
    for (stage_at, stage) in branch.pipeline.stages.iter().enumerate() {
        for (operator_at, operator) in stage.operators.iter().enumerate() {
            if (stage_at, operator_at) != except {
                operator.visit_reads(&mut |read| found |= read == slot);
            }
        }
        visit_end_reads(stage.end.as_ref(), &mut |read| found |= read == slot);
    }
    found
}

fn visit_end_reads(end: Option<&StageEnd>, visit: &mut dyn FnMut(Slot)) {
    match end {
        Some(StageEnd::Aggregate { keys, aggregates }) => {
            keys.iter().for_each(|(_, key)| key.visit_slots(visit));
            for (_, aggregate) in aggregates {
                aggregate
                    .arguments
                    .iter()
                    .for_each(|argument| argument.visit_slots(visit));
                aggregate.weight.into_iter().for_each(&mut *visit);
            }
        }
        Some(StageEnd::Sort { keys, .. }) => {
            keys.iter().for_each(|key| key.value.visit_slots(visit));
        }
        Some(StageEnd::Write(_)) | None => {}
    }
}

/// Whether the operators pass each row on, or drop it, by itself alone.
fn are_plain(operators: &[Operator]) -> bool {
    operators
        .iter()
        .all(|operator| matches!(operator, Operator::Filter(_) | Operator::Project(_)))
}

//! Where equal rows count once, a step of any length need reach each node only once.
//!
//! `MATCH (a)-[*1..3]->(b) RETURN count(DISTINCT b)`: breadth first, instead of every trail. Only for directed steps
//! from at most one relationship on: there the shortest walk to a node is always a trail.

use crate::graph::view::Direction;
use crate::query::functions::aggregation::AggregateKind;
use crate::query::plan::{Aggregate, Branch, ExpandVariable, Operator, Stage, StageEnd};

pub(super) fn apply(branch: &mut Branch) {
    for stage in &mut branch.pipeline.stages {
        for at in 0..stage.operators.len() {
            let repeats_matter = !ignores_repeats(stage, at + 1);
            if let Operator::ExpandVariable(expand) = &mut stage.operators[at] {
                expand.distinct_ends = !repeats_matter && is_plain(expand);
            }
        }
    }
}

fn is_plain(expand: &ExpandVariable) -> bool {
    let step = &expand.step;
    step.direction != Direction::Both
        && expand.minimum <= 1
        && expand.filter.is_none()
        && step.different.is_empty()
        && !step.needs_relationship
        && !step.relationship_bound
        && !step.to_bound
}

fn ignores_repeats(stage: &Stage, from: usize) -> bool {
    for operator in &stage.operators[from..] {
        match operator {
            Operator::Distinct(_) => return true,
            Operator::Skip(_) | Operator::Limit(_) | Operator::Call { .. } => return false,
            _ => {}
        }
    }
    let ignores = |aggregate: &Aggregate| {
        aggregate.distinct
            || matches!(
                aggregate.kind,
                AggregateKind::Minimum | AggregateKind::Maximum
            )
    };
    match &stage.end {
        Some(StageEnd::Aggregate { aggregates, .. }) => {
            aggregates.iter().all(|(_, aggregate)| ignores(aggregate))
        }
        _ => false,
    }
}

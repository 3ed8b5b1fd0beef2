//! All nodes and then a step from each is all relationships, read in one go.

use crate::graph::view::Direction;
use crate::query::plan::{Branch, NodeStart, Operator};

pub(super) fn apply(branch: &mut Branch) {
    for stage in &mut branch.pipeline.stages {
        let Some(at) = stage.operators.windows(2).position(is_scan) else {
            continue;
        };
        let Operator::Expand(expand) = stage.operators.remove(at + 1) else {
            continue;
        };
        let (start, end) = match expand.direction {
            Direction::Incoming => (expand.to, expand.from),
            _ => (expand.from, expand.to),
        };
        stage.operators[at] = Operator::ScanRelationships {
            start,
            relationship: expand.relationship,
            end,
            types: expand.types,
            different: expand.different,
        };
    }
}

fn is_scan(pair: &[Operator]) -> bool {
    let [
        Operator::Start(slot, NodeStart::All),
        Operator::Expand(expand),
    ] = pair
    else {
        return false;
    };
    expand.from == *slot
        && expand.direction != Direction::Both
        && !expand.to_bound
        && !expand.relationship_bound
        && expand.to != expand.from
}

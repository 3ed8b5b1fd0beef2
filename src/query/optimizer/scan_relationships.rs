//! All nodes and then a step from each is all relationships, read in one go; where a time of theirs is asked for and
//! they lie in its order, those of that time alone.

use super::count_pattern::conditions_on_times;
use crate::graph::view::{Direction, GraphView};
use crate::query::plan::{Branch, Compiled, NodeStart, Operator};

pub(super) fn apply(branch: &mut Branch, graph: &dyn GraphView) {
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
        let conditions = stage.operators[at + 1..]
            .iter()
            .map_while(|operator| match operator {
                Operator::Filter(condition) => Some(condition),
                _ => None,
            });
        let conditions: Vec<&Compiled> = conditions.collect();
        let times = graph.frozen().map_or_else(Vec::new, |graph| {
            conditions_on_times(expand.relationship, &conditions, graph)
        });
        stage.operators[at] = Operator::ScanRelationships {
            start,
            relationship: expand.relationship,
            end,
            types: expand.types,
            different: expand.different,
            times,
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

//! A label that every node has need not be asked for.

use crate::graph::view::GraphView;
use crate::query::plan::expression::LabelTest;
use crate::query::plan::{Branch, Compiled, NodeStart, Operator};

pub(super) fn apply(branch: &mut Branch, graph: &dyn GraphView) {
    let nodes = graph.node_count();
    // A node slot is never null where a pattern binds it, so the filter holds for every row.
    for stage in &mut branch.pipeline.stages {
        let bound = bound_by_patterns(&stage.operators);
        stage.operators.retain(|operator| match operator {
            Operator::Filter(Compiled::HasLabels(subject, LabelTest::Name(Some(label), _))) => {
                let is_node = matches!(**subject, Compiled::Slot(slot) if bound.contains(&slot));
                !is_node || graph.label_count(*label) != nodes
            }
            _ => true,
        });
        for operator in &mut stage.operators {
            if let Operator::Start(_, start @ NodeStart::Label(Some(_))) = operator
                && let NodeStart::Label(Some(label)) = *start
                && graph.label_count(label) == nodes
            {
                *start = NodeStart::All;
            }
        }
    }
}

fn bound_by_patterns(operators: &[Operator]) -> Vec<usize> {
    operators
        .iter()
        .filter_map(|operator| match operator {
            Operator::Start(slot, _) => Some(*slot),
            Operator::Expand(expand) => Some(expand.to),
            Operator::ExpandVariable(expand) => Some(expand.step.to),
            _ => None,
        })
        .collect()
}

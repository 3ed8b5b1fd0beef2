//! `WHERE n.name STARTS WITH 'Mar'`: where the texts lie in order, those are a range, and come sorted.

use crate::graph::frozen::PropertyColumn;
use crate::graph::view::{GraphView, KeyId};
use crate::query::ast::BinaryOperator;
use crate::query::plan::{Branch, Compiled, NodeStart, Operator, Slot, SortKey, Stage, StageEnd};
use crate::value::Value;

pub(super) fn apply(branch: &mut Branch, graph: &dyn GraphView) {
    let Some(frozen) = graph.frozen() else { return };
    let stages = &mut branch.pipeline.stages;
    let Some(stage) = stages.first_mut() else {
        return;
    };
    let [
        Operator::Start(node, NodeStart::All | NodeStart::Label(Some(_))),
        rest @ ..,
    ] = stage.operators.as_slice()
    else {
        return;
    };
    let node = *node;
    let found = rest
        .iter()
        .enumerate()
        .find_map(|(at, operator)| match operator {
            Operator::Filter(condition) => Some((at + 1, prefix(condition, node)?)),
            _ => None,
        });
    let Some((at, (key, text))) = found else {
        return;
    };
    if !matches!(frozen.node_column(key), Some(PropertyColumn::Texts(_))) {
        return;
    }
    // A pattern that is only counted has a way of its own.
    if matches!(stage.end, Some(StageEnd::Aggregate { .. })) {
        return;
    }
    stage.operators.remove(at);
    stage.operators[0] = Operator::Start(node, NodeStart::Prefix(key, text));
    if is_sorted_already(stage, node, key) {
        let next = stages.remove(1);
        stages[0].operators.extend(next.operators);
        stages[0].end = next.end;
    }
}

fn prefix(condition: &Compiled, node: Slot) -> Option<(KeyId, std::sync::Arc<str>)> {
    let Compiled::Binary(BinaryOperator::StartsWith, subject, text) = condition else {
        return None;
    };
    let Compiled::Constant(Value::String(text)) = &**text else {
        return None;
    };
    Some((subject.property_of(node)?, text.clone()))
}

/// Whether the stage ends with sorting by the text that the nodes come sorted by.
fn is_sorted_already(stage: &Stage, node: Slot, key: KeyId) -> bool {
    let Some(StageEnd::Sort { keys, .. }) = &stage.end else {
        return false;
    };
    let keeps_order = stage.operators[1..]
        .iter()
        .all(|operator| matches!(operator, Operator::Filter(_) | Operator::Project(_)));
    let [
        SortKey {
            value,
            descending: false,
        },
    ] = keys.as_slice()
    else {
        return false;
    };
    let is_key = |expression: &Compiled| expression.property_of(node) == Some(key);
    let projects_it = |slot: Slot| {
        stage.operators.iter().any(|operator| match operator {
            Operator::Project(items) => {
                items.iter().any(|(to, value)| *to == slot && is_key(value))
            }
            _ => false,
        })
    };
    keeps_order && (is_key(value) || matches!(value, Compiled::Slot(slot) if projects_it(*slot)))
}

//! Projections with aggregations: keys, aggregates, and what is computed from both.

use std::sync::Arc;

use super::{Planner, Stages};
use crate::query::ast::{Expression, ExpressionKind, Projection};
use crate::query::functions::aggregation::{self, AggregateKind};
use crate::query::plan::{Aggregate, Operator, Slot, StageEnd};
use crate::query::runtime_error::Evaluation;

/// Whether an aggregation occurs in the expression.
pub(super) fn has_aggregate(expression: &Expression) -> bool {
    let mut found = false;
    replace(expression, &mut |part| {
        found |= is_aggregate(part);
        None
    });
    found
}

fn is_aggregate(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::CountStar => true,
        ExpressionKind::Function(call) => aggregation::find(&call.name.name).is_some(),
        _ => false,
    }
}

impl Planner<'_> {
    /// Groups by the items without aggregation and computes the others from keys and aggregates.
    pub(super) fn aggregate(
        &mut self,
        projection: &Projection,
        columns: &mut Vec<(Arc<str>, Slot)>,
        written: &mut Vec<(Expression, Slot)>,
        stages: &mut Stages,
    ) -> Evaluation<()> {
        let mut keys = Vec::new();
        for column in columns.iter_mut() {
            let slot = self.slot();
            keys.push((slot, crate::query::plan::Compiled::Slot(column.1)));
            written.push((Expression::variable(&*column.0), slot));
            column.1 = slot;
        }
        for item in projection
            .items
            .iter()
            .filter(|item| !has_aggregate(&item.expression))
        {
            let value = self.expression(&item.expression)?;
            let slot = self.slot();
            keys.push((slot, value));
            written.push((item.expression.clone(), slot));
        }
        let mut aggregates: Vec<(Slot, Aggregate)> = Vec::new();
        let mut names: Vec<(String, Slot)> = Vec::new();
        let mut projected = Vec::new();
        for item in &projection.items {
            if let Some((_, slot)) = written.iter().find(|(own, _)| *own == item.expression) {
                columns.push((item.column().into(), *slot));
                continue;
            }
            let replaced = self.extract(&item.expression, written, &mut aggregates, &mut names)?;
            let slot = match &replaced.kind {
                ExpressionKind::Variable(name) => names
                    .iter()
                    .find(|(own, _)| own == name)
                    .map(|(_, slot)| *slot),
                _ => None,
            };
            let slot = slot.unwrap_or_else(|| {
                let slot = self.slot();
                projected.push((slot, replaced));
                slot
            });
            written.push((item.expression.clone(), slot));
            columns.push((item.column().into(), slot));
        }
        let aliases = columns
            .iter()
            .map(|(name, slot)| (Expression::variable(&**name), *slot));
        written.extend(aliases);
        for item in projection
            .order_by
            .iter()
            .filter(|item| has_aggregate(&item.expression))
        {
            if written.iter().all(|(own, _)| *own != item.expression) {
                let replaced =
                    self.extract(&item.expression, written, &mut aggregates, &mut names)?;
                let slot = self.slot();
                projected.push((slot, replaced));
                written.push((item.expression.clone(), slot));
            }
        }
        stages.end(StageEnd::Aggregate { keys, aggregates });
        let outer = std::mem::take(&mut self.scope);
        self.scope = names;
        let mut items = Vec::new();
        for (slot, expression) in projected {
            items.push((slot, self.expression(&expression)?));
        }
        self.scope = outer;
        if !items.is_empty() {
            stages.push(Operator::Project(items));
        }
        Ok(())
    }

    /// Replaces keys and aggregations by variables; the aggregations are added to `aggregates`.
    fn extract(
        &mut self,
        expression: &Expression,
        written: &[(Expression, Slot)],
        aggregates: &mut Vec<(Slot, Aggregate)>,
        names: &mut Vec<(String, Slot)>,
    ) -> Evaluation<Expression> {
        let mut failure = None;
        let replaced = replace(expression, &mut |part| {
            let slot = if is_aggregate(part) {
                match self.aggregate_of(part) {
                    Ok(aggregate) => {
                        let slot = self.slot();
                        aggregates.push((slot, aggregate));
                        slot
                    }
                    Err(error) => {
                        failure = Some(error);
                        return None;
                    }
                }
            } else {
                written
                    .iter()
                    .find(|(own, _)| own == part)
                    .map(|(_, slot)| *slot)?
            };
            let name = format!("  column {slot}");
            names.push((name.clone(), slot));
            Some(Expression::variable(name))
        });
        failure.map_or(Ok(replaced), Err)
    }

    fn aggregate_of(&mut self, expression: &Expression) -> Evaluation<Aggregate> {
        let ExpressionKind::Function(call) = &expression.kind else {
            return Ok(Aggregate {
                kind: AggregateKind::CountRows,
                distinct: false,
                arguments: Vec::new(),
                weight: None,
            });
        };
        Ok(Aggregate {
            kind: aggregation::find(&call.name.name).unwrap_or(AggregateKind::Count),
            distinct: call.distinct,
            arguments: self.expressions(&call.arguments)?,
            weight: None,
        })
    }
}

/// A copy in which each part for which `change` has an answer is that answer; outer parts are asked first.
pub(super) fn replace(
    expression: &Expression,
    change: &mut dyn FnMut(&Expression) -> Option<Expression>,
) -> Expression {
    if let Some(changed) = change(expression) {
        return changed;
    }
    let mut copy = expression.clone();
    let mut one = |part: &mut Expression| *part = replace(part, change);
    match &mut copy.kind {
        ExpressionKind::List(parts) => parts.iter_mut().for_each(one),
        ExpressionKind::Map(entries) => entries.iter_mut().for_each(|entry| one(&mut entry.value)),
        ExpressionKind::Property { subject, .. }
        | ExpressionKind::HasLabels { subject, .. }
        | ExpressionKind::IsNull { subject, .. } => one(subject),
        ExpressionKind::Unary { operand, .. } => one(operand),
        ExpressionKind::Index { subject, index } => {
            one(subject);
            one(index);
        }
        ExpressionKind::Slice { subject, from, to } => {
            one(subject);
            [from, to].into_iter().flatten().for_each(|part| one(part));
        }
        ExpressionKind::Binary { left, right, .. } => {
            one(left);
            one(right);
        }
        ExpressionKind::Comparison { first, rest } => {
            one(first);
            rest.iter_mut().for_each(|(_, part)| one(part));
        }
        ExpressionKind::Case {
            subject,
            branches,
            otherwise,
        } => {
            subject.iter_mut().for_each(|part| one(part));
            for branch in branches {
                one(&mut branch.when);
                one(&mut branch.then);
            }
            otherwise.iter_mut().for_each(|part| one(part));
        }
        ExpressionKind::Function(call) => call.arguments.iter_mut().for_each(one),
        ExpressionKind::ListComprehension {
            list,
            filter,
            projection,
            ..
        } => {
            one(list);
            [filter, projection]
                .into_iter()
                .flatten()
                .for_each(|part| one(part));
        }
        ExpressionKind::Quantified { list, filter, .. } => {
            one(list);
            filter.iter_mut().for_each(|part| one(part));
        }
        ExpressionKind::Reduce {
            initial,
            list,
            step,
            ..
        } => {
            one(initial);
            one(list);
            one(step);
        }
        _ => {}
    }
    copy
}

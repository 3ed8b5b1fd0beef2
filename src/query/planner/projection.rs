//! `WITH` and `RETURN`: what goes on, in which order, how much of it.

use std::sync::Arc;

use super::{Planner, Stages};
use crate::query::ast::{Expression, ExpressionKind, Projection};
use crate::query::plan::{Compiled, Operator, Slot, SortKey, StageEnd};
use crate::query::runtime_error::Evaluation;

impl Planner<'_> {
    /// Adds a projection; afterwards only its columns are in scope. Gives the columns.
    pub(super) fn projection(
        &mut self,
        projection: &Projection,
        filter: Option<&Expression>,
        stages: &mut Stages,
    ) -> Evaluation<Vec<(Arc<str>, Slot)>> {
        let mut columns: Vec<(Arc<str>, Slot)> = Vec::new();
        if projection.star.is_some() {
            columns = self.visible();
        }
        let is_aggregating = projection
            .items
            .iter()
            .any(|item| super::aggregate::has_aggregate(&item.expression));
        let before = self.scope.clone();
        // Expressions that stand for a column when they are written again in ORDER BY.
        let mut written: Vec<(Expression, Slot)> = Vec::new();
        if is_aggregating {
            self.aggregate(projection, &mut columns, &mut written, stages)?;
        } else {
            let mut items = Vec::new();
            for item in &projection.items {
                let value = self.expression(&item.expression)?;
                let slot = match value {
                    Compiled::Slot(slot) => slot,
                    value => {
                        let slot = self.slot();
                        items.push((slot, value));
                        slot
                    }
                };
                written.push((item.expression.clone(), slot));
                columns.push((item.column().into(), slot));
            }
            if !items.is_empty() {
                stages.push(Operator::Project(items));
            }
        }
        if is_aggregating || projection.distinct {
            self.scope.clear();
        }
        if projection.distinct {
            stages.push(Operator::Distinct(
                columns.iter().map(|(_, slot)| *slot).collect(),
            ));
        }
        self.scope
            .extend(columns.iter().map(|(name, slot)| (name.to_string(), *slot)));
        self.order(projection, &before, &written, stages)?;
        if let Some(filter) = filter {
            let filter = self.rewritten(filter, &written)?;
            stages.push(Operator::Filter(filter));
        }
        self.scope = columns
            .iter()
            .map(|(name, slot)| (name.to_string(), *slot))
            .collect();
        Ok(columns)
    }

    /// The variables in scope, by name.
    fn visible(&self) -> Vec<(Arc<str>, Slot)> {
        let mut names: Vec<&str> = self.scope.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
            .into_iter()
            .filter_map(|name| Some((Arc::from(name), self.lookup(name)?)))
            .collect()
    }

    fn order(
        &mut self,
        projection: &Projection,
        _before: &[(String, Slot)],
        written: &[(Expression, Slot)],
        stages: &mut Stages,
    ) -> Evaluation<()> {
        let skip = projection
            .skip
            .as_ref()
            .map(|skip| self.expression(skip))
            .transpose()?;
        let limit = projection
            .limit
            .as_ref()
            .map(|limit| self.expression(limit))
            .transpose()?;
        if !projection.order_by.is_empty() {
            let mut keys = Vec::new();
            for item in &projection.order_by {
                keys.push(SortKey {
                    value: self.rewritten(&item.expression, written)?,
                    descending: item.descending,
                });
            }
            let top = if self.optimize && skip.is_none() {
                limit.clone()
            } else {
                None
            };
            stages.end(StageEnd::Sort { keys, top });
        }
        stages.open.extend(skip.map(Operator::Skip));
        stages.open.extend(limit.map(Operator::Limit));
        Ok(())
    }

    /// An expression in which a column's own expression stands for the column.
    fn rewritten(
        &mut self,
        expression: &Expression,
        written: &[(Expression, Slot)],
    ) -> Evaluation<Compiled> {
        if let ExpressionKind::Variable(name) = &expression.kind
            && let Some(slot) = self.lookup(name)
        {
            return Ok(Compiled::Slot(slot));
        }
        let mut names = Vec::new();
        let replaced = super::aggregate::replace(expression, &mut |part| {
            let slot = written
                .iter()
                .find(|(own, _)| own == part)
                .map(|(_, slot)| *slot)?;
            let name = format!("  column {slot}");
            names.push((name.clone(), slot));
            Some(Expression::variable(name))
        });
        let length = self.scope.len();
        self.scope.extend(names);
        let compiled = self.expression(&replaced);
        self.scope.truncate(length);
        compiled
    }
}

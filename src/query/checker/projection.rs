//! `WITH` and `RETURN`: columns, groups, order and counts.

use super::aggregation::{check_mixed, children, has_aggregation, is_aggregation, is_simple};
use super::kind::Kind;
use super::scope::Scope;
use super::usage::Use;
use super::{CheckError, Checker, undefined, wrong_kind};
use crate::query::ast::{
    Expression, ExpressionKind, Literal, Projection, ProjectionItem, Return, With,
};

impl Checker<'_> {
    /// The scope behind a `WITH`.
    pub(super) fn with_clause(
        &self,
        clause: &With,
        scope: &mut Scope,
    ) -> Result<Scope, CheckError> {
        let projection = &clause.projection;
        let unnamed = projection.items.iter().find(|item| {
            item.alias.is_none() && !matches!(item.expression.kind, ExpressionKind::Variable(_))
        });
        let after = self.columns(projection, scope)?;
        self.order_and_counts(projection, scope, &after)?;
        if let Some(item) = unnamed {
            return Err(CheckError::NoExpressionAlias {
                span: item.expression.place.span(),
            });
        }
        match &clause.filter {
            Some(filter) if sums_up(projection) => {
                let used = Use::condition("in `WHERE`");
                let summed = Summed {
                    projection,
                    after: &after,
                    used,
                    place: "in `WHERE`",
                };
                summed.check(self, filter, false)?;
            }
            filter => self.filter(filter.as_ref(), "in `WHERE`", &mut scope.with(&after))?,
        }
        Ok(after)
    }

    /// The scope of the result, and the names of the columns.
    pub(super) fn return_clause(
        &self,
        clause: &Return,
        scope: &mut Scope,
    ) -> Result<(Scope, Vec<String>), CheckError> {
        let projection = &clause.projection;
        if let Some(star) = projection.star
            && scope.is_empty()
        {
            return Err(CheckError::NoVariablesInScope { span: star.span() });
        }
        let after = self.columns(projection, scope)?;
        self.order_and_counts(projection, scope, &after)?;
        let mut columns: Vec<String> = match projection.star {
            Some(_) => scope.names().into_iter().map(str::to_owned).collect(),
            None => Vec::new(),
        };
        columns.extend(projection.items.iter().map(|item| item.column().to_owned()));
        Ok((after, columns))
    }

    /// The variables behind the projection.
    fn columns(&self, projection: &Projection, scope: &mut Scope) -> Result<Scope, CheckError> {
        let mut after = Scope::default();
        if projection.star.is_some() {
            scope
                .iter()
                .for_each(|(name, kind)| after.bind(name, kind.clone()));
        }
        let grouping: Vec<&Expression> = projection
            .items
            .iter()
            .map(|item| &item.expression)
            .filter(|expression| !has_aggregation(expression))
            .collect();
        for item in &projection.items {
            let kind = self.expression(&item.expression, scope, Use::column())?;
            if has_aggregation(&item.expression) && projection.star.is_none() {
                check_mixed(&item.expression, &grouping)?;
            }
            bind_column(item, kind, &mut after)?;
        }
        Ok(after)
    }

    fn order_and_counts(
        &self,
        projection: &Projection,
        before: &Scope,
        after: &Scope,
    ) -> Result<(), CheckError> {
        let groups = projection
            .items
            .iter()
            .any(|item| has_aggregation(&item.expression));
        for item in &projection.order_by {
            if sums_up(projection) {
                let used = if groups {
                    Use::column()
                } else {
                    Use::value(UNSUMMED)
                };
                let summed = Summed {
                    projection,
                    after,
                    used,
                    place: if groups { "" } else { UNSUMMED },
                };
                summed.check(self, &item.expression, has_aggregation(&item.expression))?;
            } else {
                let used = Use::value(UNSUMMED);
                self.expression(&item.expression, &mut before.with(after), used)?;
            }
        }
        for count in [&projection.skip, &projection.limit].into_iter().flatten() {
            self.count(count)?;
        }
        Ok(())
    }

    /// How many rows: a whole number that does not depend on any row.
    fn count(&self, count: &Expression) -> Result<(), CheckError> {
        if let Some(span) = first_variable(count) {
            return Err(CheckError::CountNotConstant { span });
        }
        let span = count.place.span();
        match self.expression(count, &mut Scope::default(), Use::value("here"))? {
            Kind::Any | Kind::Integer => {}
            kind => return Err(wrong_kind(&kind, "a whole number", span)),
        }
        match count.kind {
            ExpressionKind::Literal(Literal::Integer(number)) if number < 0 => {
                Err(CheckError::NegativeCount { span })
            }
            _ => Ok(()),
        }
    }
}

/// Whether one row of the result can come from several rows.
fn sums_up(projection: &Projection) -> bool {
    projection.distinct
        || projection
            .items
            .iter()
            .any(|item| has_aggregation(&item.expression))
}

fn bind_column(item: &ProjectionItem, kind: Kind, after: &mut Scope) -> Result<(), CheckError> {
    if after.has(item.column()) {
        let span = item
            .alias
            .as_ref()
            .map_or(item.place, |alias| alias.place)
            .span();
        return Err(CheckError::ColumnNameConflict {
            name: item.column().to_owned(),
            span,
        });
    }
    after.bind(item.column(), kind);
    Ok(())
}

fn first_variable(expression: &Expression) -> Option<crate::span::ByteSpan> {
    match expression.kind {
        ExpressionKind::Variable(_) => Some(expression.place.span()),
        _ => children(expression).into_iter().find_map(first_variable),
    }
}

/// Where nothing can be summed up because no column is.
const UNSUMMED: &str = "in `ORDER BY` when no column is summed up";

/// What may be spoken of when rows were summed up: only what is in the columns.
struct Summed<'a> {
    projection: &'a Projection,
    after: &'a Scope,
    used: Use,
    /// Where no aggregation may stand, in words; empty where one may.
    place: &'static str,
}

impl Summed<'_> {
    /// `mixes` says whether the whole expression sums something up; a column that is neither a
    /// variable nor a property cannot be recognized inside such a one.
    fn check(
        &self,
        checker: &Checker<'_>,
        expression: &Expression,
        mixes: bool,
    ) -> Result<(), CheckError> {
        let span = expression.place.span();
        if self
            .projection
            .items
            .iter()
            .any(|item| item.expression == *expression)
        {
            let is_known = !mixes
                || has_aggregation(expression)
                || is_simple(expression)
                || first_variable(expression).is_none();
            return if is_known {
                Ok(())
            } else {
                Err(CheckError::AmbiguousAggregation { span })
            };
        }
        match &expression.kind {
            ExpressionKind::Variable(name) if self.after.has(name) => Ok(()),
            ExpressionKind::Variable(name) => Err(undefined(name, self.after, span)),
            _ if is_aggregation(expression) && !self.place.is_empty() => {
                Err(CheckError::InvalidAggregation {
                    place: self.place,
                    span,
                })
            }
            ExpressionKind::ListComprehension { .. }
            | ExpressionKind::PatternComprehension { .. }
            | ExpressionKind::Quantified { .. }
            | ExpressionKind::Reduce { .. }
            | ExpressionKind::Pattern(_)
            | ExpressionKind::Subquery { .. } => checker
                .expression(expression, &mut self.after.clone(), self.used)
                .map(drop),
            _ => children(expression)
                .into_iter()
                .try_for_each(|child| self.check(checker, child, mixes)),
        }
    }
}

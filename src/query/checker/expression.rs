//! Expressions: every variable is there, every operand can be what its operator needs.

use super::call::refuse_aggregation;
use super::kind::Kind;
use super::scope::Scope;
use super::usage::Use;
use super::{CheckError, Checker, Level, undefined, wrong_kind};
use crate::query::ast::{
    Expression, ExpressionKind, Identifier, Literal, MapEntry, MapProjectionItem, PathSelector,
    SubqueryKind,
};
use crate::span::ByteSpan;

/// What an expression is for.
impl Checker<'_> {
    /// The kind of `expression`.
    pub(super) fn expression(
        &self,
        expression: &Expression,
        scope: &mut Scope,
        used: Use,
    ) -> Result<Kind, CheckError> {
        let span = expression.place.span();
        match &expression.kind {
            ExpressionKind::Literal(literal) => Ok(literal_kind(literal)),
            ExpressionKind::Parameter(name) => self.parameter(name, span),
            ExpressionKind::Variable(name) => scope
                .kind_of(name)
                .cloned()
                .ok_or_else(|| undefined(name, scope, span)),
            ExpressionKind::List(items) => self.list(items, scope, used.as_value()),
            ExpressionKind::Map(entries) => self.map(entries, scope, used.as_value()),
            ExpressionKind::Property { subject, .. } => {
                self.property(subject, scope, used.as_value())
            }
            ExpressionKind::Index { subject, index } => {
                let kind = self.expression(subject, scope, used.as_value())?;
                self.expression(index, scope, used.as_value())?;
                Ok(kind.element())
            }
            ExpressionKind::Slice { subject, from, to } => {
                let kind = self.expression(subject, scope, used.as_value())?;
                for bound in [from, to].into_iter().flatten() {
                    self.expression(bound, scope, used.as_value())?;
                }
                Ok(kind)
            }
            ExpressionKind::HasLabels { subject, .. } => {
                match self.expression(subject, scope, used.as_value())? {
                    Kind::Any | Kind::Null | Kind::Node | Kind::Relationship => Ok(Kind::Boolean),
                    kind => Err(wrong_kind(
                        &kind,
                        "a node or a relationship",
                        subject.place.span(),
                    )),
                }
            }
            ExpressionKind::Unary { operator, operand } => {
                self.unary(*operator, operand, scope, used)
            }
            ExpressionKind::Binary {
                operator,
                left,
                right,
            } => self.binary(*operator, left, right, scope, used),
            ExpressionKind::Comparison { first, rest } => {
                self.expression(first, scope, used.as_value())?;
                for (_, side) in rest {
                    self.expression(side, scope, used.as_value())?;
                }
                Ok(Kind::Boolean)
            }
            ExpressionKind::IsNull { subject, .. } => {
                self.expression(subject, scope, used.as_value())?;
                Ok(Kind::Boolean)
            }
            ExpressionKind::Case { .. } => self.case(expression, scope, used),
            ExpressionKind::Function(call) => self.function(call, span, scope, used),
            ExpressionKind::CountStar => {
                refuse_aggregation(span, used)?;
                Ok(Kind::Integer)
            }
            ExpressionKind::ListComprehension { .. }
            | ExpressionKind::Quantified { .. }
            | ExpressionKind::Reduce { .. } => self.over_list(expression, scope, used),
            ExpressionKind::PatternComprehension {
                pattern,
                filter,
                projection,
            } => {
                let mut inner = scope.clone();
                self.match_patterns(std::slice::from_ref(pattern), &mut inner)?;
                let used = used.inside("in a list");
                if let Some(filter) = filter {
                    self.expression(filter, &mut inner, used.as_condition())?;
                }
                let kind = self.expression(projection, &mut inner, used.as_value())?;
                Ok(Kind::List(Box::new(kind)))
            }
            ExpressionKind::Pattern(pattern) => {
                let is_value = pattern.selector != PathSelector::All;
                if !is_value && !used.is_condition {
                    return Err(CheckError::PatternNotAllowed { span });
                }
                self.asked_pattern(pattern, scope)?;
                Ok(if is_value { Kind::Any } else { Kind::Boolean })
            }
            ExpressionKind::Subquery { kind, query } => {
                self.query(query, scope, Level::Subquery)?;
                Ok(match kind {
                    SubqueryKind::Exists => Kind::Boolean,
                    SubqueryKind::Count => Kind::Integer,
                })
            }
            ExpressionKind::MapProjection { subject, items } => {
                self.map_projection(subject, items, scope, used.as_value())
            }
        }
    }

    fn parameter(&self, name: &str, span: ByteSpan) -> Result<Kind, CheckError> {
        if self.environment.has_parameter(name) {
            Ok(Kind::Any)
        } else {
            Err(CheckError::MissingParameter {
                name: name.to_owned(),
                span,
            })
        }
    }

    fn list(&self, items: &[Expression], scope: &mut Scope, used: Use) -> Result<Kind, CheckError> {
        let mut common = Kind::Null;
        for item in items {
            common = common.common(self.expression(item, scope, used)?);
        }
        let element = if common == Kind::Null {
            Kind::Any
        } else {
            common
        };
        Ok(Kind::List(Box::new(element)))
    }

    fn map(&self, entries: &[MapEntry], scope: &mut Scope, used: Use) -> Result<Kind, CheckError> {
        for entry in entries {
            self.expression(&entry.value, scope, used)?;
        }
        Ok(Kind::Map)
    }

    fn map_projection(
        &self,
        subject: &Identifier,
        items: &[MapProjectionItem],
        scope: &mut Scope,
        used: Use,
    ) -> Result<Kind, CheckError> {
        let demand = |name: &Identifier, scope: &Scope| {
            let span = name.place.span();
            scope
                .has(&name.name)
                .then_some(())
                .ok_or_else(|| undefined(&name.name, scope, span))
        };
        demand(subject, scope)?;
        for item in items {
            match item {
                MapProjectionItem::Variable(name) => demand(name, scope)?,
                MapProjectionItem::Entry(entry) => {
                    self.expression(&entry.value, scope, used)?;
                }
                MapProjectionItem::Property(_) | MapProjectionItem::All(_) => {}
            }
        }
        Ok(Kind::Map)
    }

    fn property(
        &self,
        subject: &Expression,
        scope: &mut Scope,
        used: Use,
    ) -> Result<Kind, CheckError> {
        let span = subject.place.span();
        match self.expression(subject, scope, used)? {
            Kind::Path => Err(wrong_kind(
                &Kind::Path,
                "a node, a relationship or a map",
                span,
            )),
            kind @ (Kind::Boolean | Kind::Integer | Kind::Float | Kind::String | Kind::List(_)) => {
                Err(CheckError::NoProperties {
                    found: kind.to_string(),
                    span,
                })
            }
            _ => Ok(Kind::Any),
        }
    }

    fn case(
        &self,
        expression: &Expression,
        scope: &mut Scope,
        used: Use,
    ) -> Result<Kind, CheckError> {
        let ExpressionKind::Case {
            subject,
            branches,
            otherwise,
        } = &expression.kind
        else {
            unreachable!("only called for `CASE`")
        };
        if let Some(subject) = subject {
            self.expression(subject, scope, used.as_value())?;
        }
        let mut kind = Kind::Null;
        for branch in branches {
            let when = if subject.is_some() {
                used.as_value()
            } else {
                used.as_condition()
            };
            self.expression(&branch.when, scope, when)?;
            kind = kind.common(self.expression(&branch.then, scope, used)?);
        }
        if let Some(otherwise) = otherwise {
            kind = kind.common(self.expression(otherwise, scope, used)?);
        }
        Ok(if kind == Kind::Null { Kind::Any } else { kind })
    }

    /// The forms that name the elements of a list.
    fn over_list(
        &self,
        expression: &Expression,
        scope: &mut Scope,
        used: Use,
    ) -> Result<Kind, CheckError> {
        let (ExpressionKind::ListComprehension { variable, list, .. }
        | ExpressionKind::Quantified { variable, list, .. }
        | ExpressionKind::Reduce { variable, list, .. }) = &expression.kind
        else {
            unreachable!("only called for forms over lists")
        };
        let kind = self.expression(list, scope, used.as_value())?;
        if !kind.is_list() {
            return Err(wrong_kind(&kind, "a list", list.place.span()));
        }
        let element = kind.element();
        let inner = used.inside("for each element of a list");
        match &expression.kind {
            ExpressionKind::ListComprehension {
                filter, projection, ..
            } => {
                scope.bind(&variable.name, element.clone());
                let result = self
                    .optional(filter.as_deref(), scope, inner.as_condition())
                    .and_then(|_| self.optional(projection.as_deref(), scope, inner.as_value()));
                scope.unbind(1);
                Ok(Kind::List(Box::new(result?.unwrap_or(element))))
            }
            ExpressionKind::Quantified { filter, .. } => {
                scope.bind(&variable.name, element);
                let result = self.optional(filter.as_deref(), scope, inner.as_condition());
                scope.unbind(1);
                match (result?, filter) {
                    (Some(kind), Some(filter)) if !kind.is_boolean() => {
                        Err(wrong_kind(&kind, "a condition", filter.place.span()))
                    }
                    _ => Ok(Kind::Boolean),
                }
            }
            ExpressionKind::Reduce {
                accumulator,
                initial,
                step,
                ..
            } => {
                self.expression(initial, scope, used.as_value())?;
                scope.bind(&accumulator.name, Kind::Any);
                scope.bind(&variable.name, element);
                let result = self.expression(step, scope, inner.as_value());
                scope.unbind(2);
                result.map(|_| Kind::Any)
            }
            _ => unreachable!("only called for forms over lists"),
        }
    }

    fn optional(
        &self,
        expression: Option<&Expression>,
        scope: &mut Scope,
        used: Use,
    ) -> Result<Option<Kind>, CheckError> {
        expression
            .map(|inner| self.expression(inner, scope, used))
            .transpose()
    }
}

fn literal_kind(literal: &Literal) -> Kind {
    match literal {
        Literal::Null => Kind::Null,
        Literal::Boolean(_) => Kind::Boolean,
        Literal::Integer(_) => Kind::Integer,
        Literal::Float(_) => Kind::Float,
        Literal::String(_) => Kind::String,
    }
}

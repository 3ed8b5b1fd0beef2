//! Operators: what their sides must be, and what they give.

use super::kind::Kind;
use super::scope::Scope;
use super::usage::Use;
use super::{CheckError, Checker, wrong_kind};
use crate::query::ast::{BinaryOperator, Expression, UnaryOperator};

impl Checker<'_> {
    pub(super) fn unary(
        &self,
        operator: UnaryOperator,
        operand: &Expression,
        scope: &mut Scope,
        used: Use,
    ) -> Result<Kind, CheckError> {
        let span = operand.place.span();
        if operator == UnaryOperator::Not {
            let kind = self.expression(operand, scope, used)?;
            return if kind.is_boolean() {
                Ok(Kind::Boolean)
            } else {
                Err(wrong_kind(&kind, "true or false", span))
            };
        }
        let kind = self.expression(operand, scope, used.as_value())?;
        if kind.is_calculable() {
            Ok(kind)
        } else {
            Err(wrong_kind(&kind, "a number", span))
        }
    }

    pub(super) fn binary(
        &self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        scope: &mut Scope,
        used: Use,
    ) -> Result<Kind, CheckError> {
        let is_logical = matches!(
            operator,
            BinaryOperator::And | BinaryOperator::Or | BinaryOperator::Xor
        );
        let sides_used = if is_logical { used } else { used.as_value() };
        let left_kind = self.expression(left, scope, sides_used)?;
        let right_kind = self.expression(right, scope, sides_used)?;
        let demand = |holds: fn(&Kind) -> bool, words: &str| {
            [(&left_kind, left), (&right_kind, right)]
                .into_iter()
                .find(|(kind, _)| !holds(kind))
                .map_or(Ok(()), |(kind, side)| {
                    Err(wrong_kind(kind, words, side.place.span()))
                })
        };
        match operator {
            BinaryOperator::And | BinaryOperator::Or | BinaryOperator::Xor => {
                demand(Kind::is_boolean, "true or false")?;
                Ok(Kind::Boolean)
            }
            BinaryOperator::In if right_kind.is_list() => Ok(Kind::Boolean),
            BinaryOperator::In => Err(wrong_kind(&right_kind, "a list", right.place.span())),
            BinaryOperator::StartsWith
            | BinaryOperator::EndsWith
            | BinaryOperator::Contains
            | BinaryOperator::Matches => Ok(Kind::Boolean),
            BinaryOperator::Add => sum(&left_kind, &right_kind, right),
            BinaryOperator::Subtract
            | BinaryOperator::Multiply
            | BinaryOperator::Divide
            | BinaryOperator::Modulo
            | BinaryOperator::Power => {
                demand(Kind::is_calculable, "a number")?;
                Ok(calculated(operator, &left_kind, &right_kind))
            }
        }
    }
}

/// `+` also joins lists and texts; what it cannot do with booleans, maps and the like is seen here.
fn sum(left: &Kind, right: &Kind, right_side: &Expression) -> Result<Kind, CheckError> {
    match (left, right) {
        (Kind::List(one), Kind::List(other)) => {
            Ok(Kind::List(Box::new(one.clone().common((**other).clone()))))
        }
        (Kind::List(_), _) | (_, Kind::List(_)) => Ok(Kind::list_of_any()),
        (Kind::String, _) | (_, Kind::String) => Ok(Kind::Any),
        (Kind::Boolean | Kind::Map | Kind::Node | Kind::Relationship | Kind::Path, other)
            if !other.is_open() =>
        {
            Err(wrong_kind(
                left,
                "a number, a string or a list",
                right_side.place.span(),
            ))
        }
        _ => Ok(calculated(BinaryOperator::Add, left, right)),
    }
}

fn calculated(operator: BinaryOperator, left: &Kind, right: &Kind) -> Kind {
    match (left, right) {
        _ if operator == BinaryOperator::Power => Kind::Float,
        (Kind::Integer, Kind::Integer) => Kind::Integer,
        (Kind::Float, Kind::Integer | Kind::Float) | (Kind::Integer, Kind::Float) => Kind::Float,
        _ => Kind::Any,
    }
}

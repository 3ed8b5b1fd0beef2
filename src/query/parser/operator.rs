//! The order of operators, and what each makes of its sides.

use std::sync::LazyLock;

use pest::iterators::Pair;
use pest::pratt_parser::{Assoc, Op, PrattParser};

use super::super::ast::{
    BinaryOperator, ComparisonOperator, Expression, ExpressionKind, Place, UnaryOperator,
};
use super::literal::Number;
use super::{ParseError, Rule, place, span};

/// The order of operators, loosest first.
pub(super) static TABLE: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    let left = |rule| Op::infix(rule, Assoc::Left);
    PrattParser::new()
        .op(left(Rule::kw_or) | left(Rule::double_bar))
        .op(left(Rule::kw_xor))
        .op(left(Rule::kw_and) | left(Rule::double_ampersand))
        .op(Op::prefix(Rule::kw_not) | Op::prefix(Rule::exclamation))
        .op(left(Rule::equal)
            | left(Rule::not_equal)
            | left(Rule::less)
            | left(Rule::less_or_equal)
            | left(Rule::greater)
            | left(Rule::greater_or_equal)
            | left(Rule::double_equal)
            | left(Rule::exclamation_equal))
        .op(left(Rule::kw_in)
            | left(Rule::starts_with)
            | left(Rule::ends_with)
            | left(Rule::kw_contains)
            | left(Rule::matches)
            | Op::postfix(Rule::is_null)
            | Op::postfix(Rule::label_predicate))
        .op(left(Rule::plus) | left(Rule::minus))
        .op(left(Rule::star) | left(Rule::slash) | left(Rule::percent))
        .op(left(Rule::caret))
        .op(Op::prefix(Rule::sign_plus) | Op::prefix(Rule::sign_minus))
        .op(Op::postfix(Rule::lookup) | Op::postfix(Rule::subscript))
});

/// An operand on its way into the tree.
pub(super) struct Operand {
    pub(super) expression: Expression,
    pub(super) shape: Shape,
}

/// What the operators around an operand must know of it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Shape {
    Plain,
    /// A chain of comparisons that can go on: no parentheses around it.
    Chain,
    /// A bare number, which takes a sign before it.
    Number(Number),
}

impl Operand {
    pub(super) fn plain(kind: ExpressionKind, place: Place) -> Self {
        Self {
            expression: Expression { kind, place },
            shape: Shape::Plain,
        }
    }

    /// The finished expression. A number that needs its sign has not got it.
    pub(super) fn settled(self, text: &str) -> Result<Expression, ParseError> {
        match self.shape {
            Shape::Number(Number::OnlyNegative) => {
                let span = self.expression.place.span();
                Err(ParseError::IntegerOverflow {
                    written: span.of(text).to_owned(),
                    span,
                })
            }
            _ => Ok(self.expression),
        }
    }
}

pub(super) fn prefix(
    text: &str,
    operator: &Pair<'_, Rule>,
    operand: Operand,
) -> Result<Operand, ParseError> {
    let place = place(operator).cover(operand.expression.place);
    let operator = match operator.as_rule() {
        Rule::kw_not => UnaryOperator::Not,
        Rule::sign_plus => UnaryOperator::Plus,
        Rule::sign_minus => UnaryOperator::Minus,
        _ => return Err(foreign(operator)),
    };
    if let (UnaryOperator::Minus, Shape::Number(number)) = (operator, operand.shape) {
        let literal = number.signed(true).expect("every number has a negative");
        return Ok(Operand::plain(ExpressionKind::Literal(literal), place));
    }
    let operand = Box::new(operand.settled(text)?);
    Ok(Operand::plain(
        ExpressionKind::Unary { operator, operand },
        place,
    ))
}

pub(super) fn infix(
    text: &str,
    left: Operand,
    operator: &Pair<'_, Rule>,
    right: Operand,
) -> Result<Operand, ParseError> {
    let place = left.expression.place.cover(right.expression.place);
    if let Some(comparison) = comparison_operator(operator.as_rule()) {
        return comparison_chain(text, left, comparison, right, place);
    }
    let operator = binary_operator(operator.as_rule()).ok_or_else(|| foreign(operator))?;
    let left = Box::new(left.settled(text)?);
    let right = Box::new(right.settled(text)?);
    Ok(Operand::plain(
        ExpressionKind::Binary {
            operator,
            left,
            right,
        },
        place,
    ))
}

fn comparison_chain(
    text: &str,
    left: Operand,
    operator: ComparisonOperator,
    right: Operand,
    place: Place,
) -> Result<Operand, ParseError> {
    let is_chain = left.shape == Shape::Chain;
    let (left, right) = (left.settled(text)?, right.settled(text)?);
    let kind = match left.kind {
        ExpressionKind::Comparison { first, mut rest } if is_chain => {
            rest.push((operator, right));
            ExpressionKind::Comparison { first, rest }
        }
        kind => {
            let first = Box::new(Expression {
                kind,
                place: left.place,
            });
            ExpressionKind::Comparison {
                first,
                rest: vec![(operator, right)],
            }
        }
    };
    Ok(Operand {
        expression: Expression { kind, place },
        shape: Shape::Chain,
    })
}

fn comparison_operator(rule: Rule) -> Option<ComparisonOperator> {
    Some(match rule {
        Rule::equal => ComparisonOperator::Equal,
        Rule::not_equal => ComparisonOperator::NotEqual,
        Rule::less => ComparisonOperator::Less,
        Rule::less_or_equal => ComparisonOperator::LessOrEqual,
        Rule::greater => ComparisonOperator::Greater,
        Rule::greater_or_equal => ComparisonOperator::GreaterOrEqual,
        _ => return None,
    })
}

fn binary_operator(rule: Rule) -> Option<BinaryOperator> {
    Some(match rule {
        Rule::kw_or => BinaryOperator::Or,
        Rule::kw_xor => BinaryOperator::Xor,
        Rule::kw_and => BinaryOperator::And,
        Rule::kw_in => BinaryOperator::In,
        Rule::starts_with => BinaryOperator::StartsWith,
        Rule::ends_with => BinaryOperator::EndsWith,
        Rule::kw_contains => BinaryOperator::Contains,
        Rule::matches => BinaryOperator::Matches,
        Rule::plus => BinaryOperator::Add,
        Rule::minus => BinaryOperator::Subtract,
        Rule::star => BinaryOperator::Multiply,
        Rule::slash => BinaryOperator::Divide,
        Rule::percent => BinaryOperator::Modulo,
        Rule::caret => BinaryOperator::Power,
        _ => return None,
    })
}

/// An operator of another language.
fn foreign(operator: &Pair<'_, Rule>) -> ParseError {
    let instead = match operator.as_rule() {
        Rule::double_equal => "=",
        Rule::exclamation_equal => "<>",
        Rule::double_ampersand => "AND",
        Rule::double_bar => "OR",
        _ => "NOT",
    };
    ParseError::ForeignOperator {
        written: operator.as_str().trim().to_owned(),
        instead,
        span: span(operator),
    }
}

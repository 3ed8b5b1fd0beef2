//! Small expressions that nobody wrote.

use super::super::{DateRange, TimeRelation};
use crate::query::ast::{
    BinaryOperator, ComparisonOperator, Expression, ExpressionKind, FunctionCall, Identifier,
    Literal, Place, SortItem, UnaryOperator,
};

fn binary(operator: BinaryOperator, left: Expression, right: Expression) -> Expression {
    let (left, right) = (Box::new(left), Box::new(right));
    Expression::unplaced(ExpressionKind::Binary {
        operator,
        left,
        right,
    })
}

fn compared(left: Expression, operator: ComparisonOperator, right: Expression) -> Expression {
    Expression::unplaced(ExpressionKind::Comparison {
        first: Box::new(left),
        rest: vec![(operator, right)],
    })
}

pub(super) fn and(left: Expression, right: Expression) -> Expression {
    binary(BinaryOperator::And, left, right)
}

pub(super) fn or(left: Expression, right: Expression) -> Expression {
    binary(BinaryOperator::Or, left, right)
}

pub(super) fn not(operand: Expression) -> Expression {
    let operand = Box::new(operand);
    Expression::unplaced(ExpressionKind::Unary {
        operator: UnaryOperator::Not,
        operand,
    })
}

pub(super) fn equals(left: Expression, right: Expression) -> Expression {
    compared(left, ComparisonOperator::Equal, right)
}

pub(super) fn is_not_null(subject: Expression) -> Expression {
    Expression::unplaced(ExpressionKind::IsNull {
        subject: Box::new(subject),
        negated: true,
    })
}

pub(super) fn integer(number: u64) -> Expression {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    Expression::unplaced(ExpressionKind::Literal(Literal::Integer(number)))
}

pub(super) fn boolean(value: bool) -> Expression {
    Expression::unplaced(ExpressionKind::Literal(Literal::Boolean(value)))
}

pub(super) fn call(name: &str, arguments: Vec<Expression>) -> Expression {
    let name = Identifier::unplaced(name);
    Expression::unplaced(ExpressionKind::Function(FunctionCall {
        name,
        distinct: false,
        arguments,
    }))
}

/// `value = 'a'`, or `value IN ['a', 'b']`
pub(super) fn variable_in(value: Expression, names: &[String]) -> Expression {
    match names {
        [name] => equals(value, Expression::string(name)),
        names => {
            let list = names.iter().map(Expression::string).collect();
            binary(
                BinaryOperator::In,
                value,
                Expression::unplaced(ExpressionKind::List(list)),
            )
        }
    }
}

/// `toLower(value) CONTAINS 'words'`
pub(super) fn contains(value: Expression, words: &str) -> Expression {
    let lower = call("toLower", vec![value]);
    binary(
        BinaryOperator::Contains,
        lower,
        Expression::string(words.to_lowercase()),
    )
}

pub(super) fn sort(name: &str, descending: bool) -> SortItem {
    SortItem {
        expression: Expression::variable(name),
        descending,
        place: Place::NOWHERE,
    }
}

/// `collect(DISTINCT r.fact) + collect(DISTINCT r2.fact)`
pub(super) fn collect_facts(relationships: &[String]) -> Expression {
    let facts = relationships.iter().map(|name| part(name, "fact"));
    facts
        .map(collect_distinct)
        .reduce(|left, right| binary(BinaryOperator::Add, left, right))
        .expect("a question has a fact")
}

/// `collect(DISTINCT [r.modality, r2.modality])`
pub(super) fn collect_modalities(relationships: &[String]) -> Expression {
    let modalities = relationships.iter().map(|name| part(name, "modality"));
    collect_distinct(Expression::unplaced(ExpressionKind::List(
        modalities.collect(),
    )))
}

fn part(variable: &str, key: &str) -> Expression {
    Expression::property(Expression::variable(variable), key)
}

fn collect_distinct(value: Expression) -> Expression {
    Expression::unplaced(ExpressionKind::Function(FunctionCall {
        name: Identifier::unplaced("collect"),
        distinct: true,
        arguments: vec![value],
    }))
}

/// Times are dates where a day is known and else as much of the text of a date as is known, so their
/// texts compare: `2025-07` lies within `2025`, before `2025-08` and behind `2025-06-30`.
pub(super) fn time_filters(time: Expression, range: &DateRange) -> Vec<Expression> {
    let text = call("toString", vec![time]);
    let first = Expression::string(range.first.to_text());
    let within = |text: Expression, day: Expression| binary(BinaryOperator::StartsWith, text, day);
    let until = |text: Expression, day: Expression| {
        let before = compared(text.clone(), ComparisonOperator::LessOrEqual, day.clone());
        binary(BinaryOperator::Or, before, within(text, day))
    };
    match range.relation {
        TimeRelation::Since => vec![compared(text, ComparisonOperator::GreaterOrEqual, first)],
        TimeRelation::Before => vec![compared(text, ComparisonOperator::Less, first)],
        TimeRelation::Within => vec![within(text, first)],
        TimeRelation::Until => vec![until(text, first)],
        TimeRelation::After => {
            let later = compared(text.clone(), ComparisonOperator::Greater, first.clone());
            vec![later, not(within(text, first))]
        }
        TimeRelation::Between => {
            let last = range.last.expect("`between` has two dates").to_text();
            let since = compared(text.clone(), ComparisonOperator::GreaterOrEqual, first);
            vec![since, until(text, Expression::string(last))]
        }
    }
}

//! Expressions worked out over a row.

use super::access::{has_labels, index, property, slice};
use super::arithmetic::{binary, truth};
use super::{Context, Row};
use crate::query::ast::{ComparisonOperator, Quantifier};
use crate::query::functions::entity::to_map;
use crate::query::plan::expression::ProjectedEntry;
use crate::query::plan::{Compiled, Slot};
use crate::query::runtime_error::{Evaluation, RuntimeError};
use crate::value::comparison::{compare, equals};
use crate::value::{MapValue, Value};

impl Compiled {
    /// The expression's value over `row`; slots of its own inside the row are overwritten.
    pub(super) fn evaluate(&self, row: &mut Row, context: &Context<'_>) -> Evaluation<Value> {
        match self {
            Self::Constant(value) => Ok(value.clone()),
            Self::Slot(slot) => Ok(row[*slot].clone()),
            Self::List(parts) => evaluate_all(parts, row, context).map(Value::from),
            Self::Map(entries) => {
                let mut map = MapValue::new();
                for (key, value) in entries {
                    map.insert(key.clone(), value.evaluate(row, context)?);
                }
                Ok(Value::map(map))
            }
            Self::Property { subject, key, id } => match &**subject {
                Self::Slot(slot) => property(&row[*slot], key, *id, context),
                other => property(&other.evaluate(row, context)?, key, *id, context),
            },
            Self::Index(subject, at) => {
                let subject = subject.evaluate(row, context)?;
                index(&subject, &at.evaluate(row, context)?, context)
            }
            Self::Slice(subject, from, to) => {
                slice(subject, from.as_deref(), to.as_deref(), row, context)
            }
            Self::HasLabels(subject, test) => {
                has_labels(&subject.evaluate(row, context)?, test, context)
            }
            Self::Not(operand) => Ok(truth(&operand.evaluate(row, context)?)?
                .map(|value| !value)
                .into()),
            Self::Negate(operand) => binary(
                crate::query::ast::BinaryOperator::Subtract,
                &Value::Integer(0),
                &operand.evaluate(row, context)?,
                context,
            )
            .map(|value| match value {
                Value::Float(0.0) => Value::Float(-0.0),
                other => other,
            }),
            Self::Plus(operand) => operand.evaluate(row, context),
            Self::And(parts) => all_of(parts, true, row, context),
            Self::Or(parts) => all_of(parts, false, row, context),
            Self::Binary(operator, left, right) => {
                let left = left.evaluate(row, context)?;
                binary(*operator, &left, &right.evaluate(row, context)?, context)
            }
            Self::Compare(operator, left, right) => {
                let left = left.evaluate(row, context)?;
                Ok(compare_with(*operator, &left, &right.evaluate(row, context)?).into())
            }
            Self::OneOf(subject, texts) => Ok(match subject.evaluate(row, context)? {
                Value::Null => Value::Null,
                Value::String(text) => texts.binary_search(&text).is_ok().into(),
                _ => false.into(),
            }),
            Self::Matches(subject, pattern) => Ok(match subject.evaluate(row, context)? {
                Value::String(text) => pattern.matches(&text).into(),
                _ => Value::Null,
            }),
            Self::IsNull(subject, negated) => {
                Ok((subject.evaluate(row, context)?.is_null() != *negated).into())
            }
            Self::Case {
                subject,
                branches,
                otherwise,
            } => case(subject.as_deref(), branches, otherwise, row, context),
            Self::Call(function, arguments) => match arguments.as_slice() {
                [] => function.call(&[], &context.environment),
                [one] => function.call(&[one.evaluate(row, context)?], &context.environment),
                _ => function.call(
                    &evaluate_all(arguments, row, context)?,
                    &context.environment,
                ),
            },
            Self::Coalesce(parts) => {
                for part in parts {
                    let value = part.evaluate(row, context)?;
                    if !value.is_null() {
                        return Ok(value);
                    }
                }
                Ok(Value::Null)
            }
            Self::Comprehension {
                slot,
                list,
                filter,
                projection,
            } => comprehension(
                *slot,
                list,
                filter.as_deref(),
                projection.as_deref(),
                row,
                context,
            ),
            Self::Quantified {
                quantifier,
                slot,
                list,
                filter,
            } => quantified(*quantifier, *slot, list, filter, row, context),
            Self::Reduce {
                accumulator,
                initial,
                slot,
                list,
                step,
            } => {
                let mut running = initial.evaluate(row, context)?;
                let list = list.evaluate(row, context)?;
                let Some(values) = elements(&list, "reduce")? else {
                    return Ok(Value::Null);
                };
                for value in values {
                    context.tick()?;
                    row[*slot] = value.clone();
                    row[*accumulator] = running;
                    running = step.evaluate(row, context)?;
                }
                Ok(running)
            }
            Self::Exists(pipeline) => {
                let mut found = false;
                super::run::run_nested(pipeline, row, context, &mut |_| {
                    found = true;
                    Ok(false)
                })?;
                Ok(found.into())
            }
            Self::CountRows(pipeline) => {
                let mut count = 0;
                super::run::run_nested(pipeline, row, context, &mut |_| {
                    count += 1;
                    Ok(true)
                })?;
                Ok(Value::Integer(count))
            }
            Self::Collect(pipeline, value) => {
                let mut values = Vec::new();
                super::run::run_nested(pipeline, row, context, &mut |row| {
                    values.push(value.evaluate(row, context)?);
                    Ok(true)
                })?;
                Ok(values.into())
            }
            Self::First(pipeline, value) => {
                let mut first = Value::Null;
                super::run::run_nested(pipeline, row, context, &mut |row| {
                    first = value.evaluate(row, context)?;
                    Ok(false)
                })?;
                Ok(first)
            }
            Self::MapProjection(subject, entries) => map_projection(subject, entries, row, context),
        }
    }

    /// Whether the expression is true: neither false nor `null`.
    pub(super) fn holds(&self, row: &mut Row, context: &Context<'_>) -> Evaluation<bool> {
        Ok(truth(&self.evaluate(row, context)?)? == Some(true))
    }
}

pub(super) fn evaluate_all(
    parts: &[Compiled],
    row: &mut Row,
    context: &Context<'_>,
) -> Evaluation<Vec<Value>> {
    parts
        .iter()
        .map(|part| part.evaluate(row, context))
        .collect()
}

/// `AND` when `neutral` is true, `OR` when it is false: the other value decides at once, `null` if nothing does.
fn all_of(
    parts: &[Compiled],
    neutral: bool,
    row: &mut Row,
    context: &Context<'_>,
) -> Evaluation<Value> {
    let mut known = true;
    for part in parts {
        match truth(&part.evaluate(row, context)?)? {
            Some(value) if value != neutral => return Ok(Value::Boolean(value)),
            Some(_) => {}
            None => known = false,
        }
    }
    Ok(known.then_some(neutral).into())
}

pub(super) fn compare_with(
    operator: ComparisonOperator,
    left: &Value,
    right: &Value,
) -> Option<bool> {
    match operator {
        ComparisonOperator::Equal => equals(left, right),
        ComparisonOperator::NotEqual => equals(left, right).map(|equal| !equal),
        ComparisonOperator::Less => compare(left, right).test(std::cmp::Ordering::is_lt),
        ComparisonOperator::LessOrEqual => compare(left, right).test(std::cmp::Ordering::is_le),
        ComparisonOperator::Greater => compare(left, right).test(std::cmp::Ordering::is_gt),
        ComparisonOperator::GreaterOrEqual => compare(left, right).test(std::cmp::Ordering::is_ge),
    }
}

fn case(
    subject: Option<&Compiled>,
    branches: &[(Compiled, Compiled)],
    otherwise: &Compiled,
    row: &mut Row,
    context: &Context<'_>,
) -> Evaluation<Value> {
    let subject = subject
        .map(|subject| subject.evaluate(row, context))
        .transpose()?;
    for (when, then) in branches {
        let chosen = match &subject {
            Some(subject) => equals(subject, &when.evaluate(row, context)?) == Some(true),
            None => when.holds(row, context)?,
        };
        if chosen {
            return then.evaluate(row, context);
        }
    }
    otherwise.evaluate(row, context)
}

/// The elements of a list; `None` for `null`.
pub(super) fn elements<'v>(list: &'v Value, place: &str) -> Evaluation<Option<&'v [Value]>> {
    match list {
        Value::Null => Ok(None),
        Value::List(values) => Ok(Some(values)),
        other => Err(RuntimeError::wrong_type(format!(
            "`{place}` takes a list, not {}",
            other.type_name()
        ))),
    }
}

fn comprehension(
    slot: Slot,
    list: &Compiled,
    filter: Option<&Compiled>,
    projection: Option<&Compiled>,
    row: &mut Row,
    context: &Context<'_>,
) -> Evaluation<Value> {
    let list = list.evaluate(row, context)?;
    let Some(values) = elements(&list, "IN")? else {
        return Ok(Value::Null);
    };
    let mut kept = Vec::new();
    for value in values {
        context.tick()?;
        row[slot] = value.clone();
        if let Some(filter) = filter
            && !filter.holds(row, context)?
        {
            continue;
        }
        kept.push(match projection {
            Some(projection) => {
                row[slot] = value.clone();
                projection.evaluate(row, context)?
            }
            None => value.clone(),
        });
    }
    Ok(kept.into())
}

fn quantified(
    quantifier: Quantifier,
    slot: Slot,
    list: &Compiled,
    filter: &Compiled,
    row: &mut Row,
    context: &Context<'_>,
) -> Evaluation<Value> {
    let list = list.evaluate(row, context)?;
    let Some(values) = elements(&list, "IN")? else {
        return Ok(Value::Null);
    };
    let (mut yes, mut no, mut unknown) = (0, 0, 0);
    for value in values {
        context.tick()?;
        row[slot] = value.clone();
        match truth(&filter.evaluate(row, context)?)? {
            Some(true) => yes += 1,
            Some(false) => no += 1,
            None => unknown += 1,
        }
    }
    let answer = match quantifier {
        Quantifier::All if no > 0 => Some(false),
        Quantifier::Any if yes > 0 => Some(true),
        Quantifier::None if yes > 0 => Some(false),
        Quantifier::Single if yes > 1 => Some(false),
        _ if unknown > 0 => None,
        Quantifier::All | Quantifier::None => Some(true),
        Quantifier::Any => Some(false),
        Quantifier::Single => Some(yes == 1),
    };
    Ok(answer.into())
}

fn map_projection(
    subject: &Compiled,
    entries: &[ProjectedEntry],
    row: &mut Row,
    context: &Context<'_>,
) -> Evaluation<Value> {
    let subject = subject.evaluate(row, context)?;
    if subject.is_null() {
        return Ok(Value::Null);
    }
    let mut map = MapValue::new();
    for entry in entries {
        match entry {
            ProjectedEntry::Entry(key, value) => {
                map.insert(key.clone(), value.evaluate(row, context)?);
            }
            ProjectedEntry::All => match to_map(&subject, &context.environment) {
                Some(own) => map.extend(
                    own?.as_map()
                        .into_iter()
                        .flatten()
                        .map(|(key, value)| (key.clone(), value.clone())),
                ),
                None => {
                    return Err(RuntimeError::wrong_type(format!(
                        "{} has no properties",
                        subject.type_name()
                    )));
                }
            },
        }
    }
    Ok(Value::map(map))
}

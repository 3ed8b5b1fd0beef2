//! Lists, and what lists and texts have in common.

use super::{Entry, Environment, unsuitable};
use crate::query::runtime_error::{Evaluation, RuntimeError};
use crate::value::Value;

pub(super) const FUNCTIONS: &[Entry] = &[
    ("size", 1, 1, size),
    ("head", 1, 1, |arguments, _| {
        element("head", &arguments[0], <[Value]>::first)
    }),
    ("last", 1, 1, |arguments, _| {
        element("last", &arguments[0], <[Value]>::last)
    }),
    ("tail", 1, 1, tail),
    ("reverse", 1, 1, reverse),
    ("range", 2, 3, range),
    ("isEmpty", 1, 1, is_empty),
];

fn size(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::List(values) => Ok(Value::Integer(values.len() as i64)),
        Value::String(text) => Ok(Value::Integer(text.chars().count() as i64)),
        other => Err(unsuitable("size", other)),
    }
}

fn element(
    function: &str,
    value: &Value,
    which: fn(&[Value]) -> Option<&Value>,
) -> Evaluation<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::List(values) => Ok(which(values).cloned().unwrap_or_default()),
        other => Err(unsuitable(function, other)),
    }
}

fn tail(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::List(values) => Ok(values.iter().skip(1).cloned().collect::<Vec<_>>().into()),
        other => Err(unsuitable("tail", other)),
    }
}

fn reverse(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::List(values) => Ok(values.iter().rev().cloned().collect::<Vec<_>>().into()),
        Value::String(text) => Ok(text.chars().rev().collect::<String>().into()),
        other => Err(unsuitable("reverse", other)),
    }
}

fn is_empty(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::List(values) => Ok(values.is_empty().into()),
        Value::String(text) => Ok(text.is_empty().into()),
        Value::Map(entries) => Ok(entries.is_empty().into()),
        other => Err(unsuitable("isEmpty", other)),
    }
}

/// More elements than this are refused: a list is built in memory.
const LONGEST_RANGE: i128 = 50_000_000;

fn range(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    let mut numbers = [0, 0, 1];
    for (number, argument) in numbers.iter_mut().zip(arguments) {
        *number = argument.as_integer().ok_or_else(|| {
            let message = format!("`range` takes integers, not {}", argument.type_name());
            RuntimeError::argument("InvalidArgumentType", message)
        })?;
    }
    let [start, end, step] = numbers;
    if step == 0 {
        return Err(RuntimeError::argument(
            "NumberOutOfRange",
            "the step of `range` must not be zero",
        ));
    }
    let length = (i128::from(end) - i128::from(start)).div_euclid(i128::from(step)) + 1;
    let backwards = (step > 0 && end < start) || (step < 0 && end > start);
    if backwards {
        return Ok(Value::list(Vec::new()));
    }
    if length > LONGEST_RANGE {
        return Err(RuntimeError::argument(
            "NumberOutOfRange",
            format!("`range` would have {length} elements"),
        ));
    }
    let mut values = Vec::new();
    let mut next = Some(start);
    while let Some(number) = next.filter(|&number| {
        if step > 0 {
            number <= end
        } else {
            number >= end
        }
    }) {
        values.push(Value::Integer(number));
        next = number.checked_add(step);
    }
    Ok(values.into())
}

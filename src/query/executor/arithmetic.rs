//! The operators on values: `+ - * / % ^`, `IN`, text comparisons.

use super::Context;
use crate::query::ast::BinaryOperator;
use crate::query::functions::Pattern;
use crate::query::runtime_error::{Evaluation, RuntimeError, RuntimeErrorKind};
use crate::value::Value;
use crate::value::comparison::equals;
use crate::value::temporal::{Duration, arithmetic};

/// An operator with both sides known.
pub(super) fn binary(
    operator: BinaryOperator,
    left: &Value,
    right: &Value,
    context: &Context<'_>,
) -> Evaluation<Value> {
    use BinaryOperator::{
        Add, And, Contains, Divide, EndsWith, In, Matches, Modulo, Multiply, Or, Power, StartsWith,
        Subtract, Xor,
    };
    match operator {
        In => member(left, right),
        StartsWith => Ok(texts(left, right, |left, right| left.starts_with(right))),
        EndsWith => Ok(texts(left, right, |left, right| left.ends_with(right))),
        Contains => Ok(texts(left, right, |left, right| left.contains(right))),
        Matches => matches(left, right),
        Xor => match (truth(left)?, truth(right)?) {
            (Some(left), Some(right)) => Ok(Value::Boolean(left ^ right)),
            _ => Ok(Value::Null),
        },
        And | Or => unreachable!("the planner gives AND and OR nodes of their own"),
        Add => add(left, right, context),
        _ if left.is_null() || right.is_null() => Ok(Value::Null),
        Subtract => subtract(left, right),
        Multiply => multiply(left, right),
        Divide => divide(left, right),
        Modulo => modulo(left, right),
        Power => numbers(left, right, "^", f64::powf),
    }
}

/// A truth value; `None` for `null`.
pub(super) fn truth(value: &Value) -> Evaluation<Option<bool>> {
    match value {
        Value::Boolean(value) => Ok(Some(*value)),
        Value::Null => Ok(None),
        other => Err(RuntimeError::wrong_type(format!(
            "expected a boolean, found {}",
            other.type_name()
        ))),
    }
}

fn texts(left: &Value, right: &Value, test: fn(&str, &str) -> bool) -> Value {
    match (left, right) {
        (Value::String(left), Value::String(right)) => Value::Boolean(test(left, right)),
        _ => Value::Null,
    }
}

fn matches(left: &Value, right: &Value) -> Evaluation<Value> {
    let (Value::String(text), Value::String(pattern)) = (left, right) else {
        return Ok(Value::Null);
    };
    Ok(Pattern::new(pattern)?.matches(text).into())
}

fn member(element: &Value, list: &Value) -> Evaluation<Value> {
    let values = match list {
        Value::Null => return Ok(Value::Null),
        Value::List(values) => values,
        other => {
            return Err(RuntimeError::wrong_type(format!(
                "`IN` takes a list, not {}",
                other.type_name()
            )));
        }
    };
    let mut known = true;
    for value in values.iter() {
        match equals(element, value) {
            Some(true) => return Ok(Value::Boolean(true)),
            None => known = false,
            Some(false) => {}
        }
    }
    Ok(if known {
        Value::Boolean(false)
    } else {
        Value::Null
    })
}

fn overflow(operator: &str) -> RuntimeError {
    let message = format!("the result of `{operator}` is no 64-bit integer");
    RuntimeError::new(RuntimeErrorKind::Arithmetic, "IntegerOverflow", message)
}

fn unsuitable(left: &Value, operator: &str, right: &Value) -> RuntimeError {
    let message = format!(
        "cannot apply `{operator}` to {} and {}",
        left.type_name(),
        right.type_name()
    );
    RuntimeError::wrong_type(message)
}

fn numbers(
    left: &Value,
    right: &Value,
    operator: &str,
    compute: fn(f64, f64) -> f64,
) -> Evaluation<Value> {
    match (left.as_number(), right.as_number()) {
        (Some(left), Some(right)) => Ok(Value::Float(compute(left, right))),
        _ => Err(unsuitable(left, operator, right)),
    }
}

/// About how many bytes a text or a list takes; nothing for others.
fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::List(values) => values.len() * size_of::<Value>(),
        _ => 0,
    }
}

fn add(left: &Value, right: &Value, context: &Context<'_>) -> Evaluation<Value> {
    context.memory.check(length(left) + length(right))?;
    match (left, right) {
        (Value::List(a), Value::List(b)) => {
            Ok(a.iter().chain(b.iter()).cloned().collect::<Vec<_>>().into())
        }
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::List(a), b) => Ok(a.iter().chain([b]).cloned().collect::<Vec<_>>().into()),
        (a, Value::List(b)) => Ok([a]
            .into_iter()
            .chain(b.iter())
            .cloned()
            .collect::<Vec<_>>()
            .into()),
        (Value::Integer(a), Value::Integer(b)) => a
            .checked_add(*b)
            .map(Value::Integer)
            .ok_or_else(|| overflow("+")),
        (Value::String(a), Value::String(b)) => Ok(format!("{a}{b}").into()),
        (Value::String(a), Value::Integer(_) | Value::Float(_) | Value::Boolean(_)) => {
            Ok(format!("{a}{right}").into())
        }
        (Value::Integer(_) | Value::Float(_) | Value::Boolean(_), Value::String(b)) => {
            Ok(format!("{left}{b}").into())
        }
        (time, Value::Duration(duration)) | (Value::Duration(duration), time) => {
            match arithmetic::add(time, **duration) {
                Some(sum) => Ok(sum?),
                None => Err(unsuitable(left, "+", right)),
            }
        }
        _ => numbers(left, right, "+", |a, b| a + b),
    }
}

fn subtract(left: &Value, right: &Value) -> Evaluation<Value> {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => a
            .checked_sub(*b)
            .map(Value::Integer)
            .ok_or_else(|| overflow("-")),
        (time, Value::Duration(duration)) => {
            match arithmetic::add(time, arithmetic::negate(**duration)) {
                Some(difference) => Ok(difference?),
                None => Err(unsuitable(left, "-", right)),
            }
        }
        _ => numbers(left, right, "-", |a, b| a - b),
    }
}

fn multiply(left: &Value, right: &Value) -> Evaluation<Value> {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => a
            .checked_mul(*b)
            .map(Value::Integer)
            .ok_or_else(|| overflow("*")),
        (Value::Duration(duration), factor) | (factor, Value::Duration(duration)) => {
            scale(**duration, factor, |f| f).unwrap_or_else(|| Err(unsuitable(left, "*", right)))
        }
        _ => numbers(left, right, "*", |a, b| a * b),
    }
}

fn scale(duration: Duration, factor: &Value, change: fn(f64) -> f64) -> Option<Evaluation<Value>> {
    let factor = change(factor.as_number()?);
    let scaled =
        arithmetic::multiply(duration, factor).map(|duration| Value::Duration(duration.into()));
    Some(scaled.map_err(Into::into))
}

fn division_by_zero() -> RuntimeError {
    RuntimeError::new(
        RuntimeErrorKind::Arithmetic,
        "DivisionByZero",
        "cannot divide by zero",
    )
}

fn divide(left: &Value, right: &Value) -> Evaluation<Value> {
    match (left, right) {
        (Value::Integer(_), Value::Integer(0)) => Err(division_by_zero()),
        (Value::Integer(a), Value::Integer(b)) => a
            .checked_div(*b)
            .map(Value::Integer)
            .ok_or_else(|| overflow("/")),
        (Value::Duration(duration), divisor) => scale(**duration, divisor, |divisor| 1.0 / divisor)
            .unwrap_or_else(|| Err(unsuitable(left, "/", right))),
        _ => numbers(left, right, "/", |a, b| a / b),
    }
}

fn modulo(left: &Value, right: &Value) -> Evaluation<Value> {
    match (left, right) {
        (Value::Integer(_), Value::Integer(0)) => Err(division_by_zero()),
        (Value::Integer(a), Value::Integer(b)) => {
            Ok(Value::Integer(a.checked_rem(*b).unwrap_or(0)))
        }
        _ => numbers(left, right, "%", |a, b| a % b),
    }
}

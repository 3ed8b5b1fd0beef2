//! From one type to another: `toInteger`, `toFloat`, `toString`, `toBoolean`, and their forms that answer `null`.

use super::{Entry, Environment, unsuitable};
use crate::query::runtime_error::Evaluation;
use crate::value::Value;

pub(super) const FUNCTIONS: &[Entry] = &[
    ("toInteger", 1, 1, to_integer),
    ("toFloat", 1, 1, to_float),
    ("toString", 1, 1, to_string),
    ("toBoolean", 1, 1, to_boolean),
    ("toIntegerOrNull", 1, 1, |a, e| {
        Ok(to_integer(a, e).unwrap_or_default())
    }),
    ("toFloatOrNull", 1, 1, |a, e| {
        Ok(to_float(a, e).unwrap_or_default())
    }),
    ("toStringOrNull", 1, 1, |a, e| {
        Ok(to_string(a, e).unwrap_or_default())
    }),
    ("toBooleanOrNull", 1, 1, |a, e| {
        Ok(to_boolean(a, e).unwrap_or_default())
    }),
];

fn to_integer(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Integer(number) => Ok(Value::Integer(*number)),
        Value::Float(number) => Ok(whole(*number)),
        Value::String(text) => Ok(match text.trim().parse::<i64>() {
            Ok(number) => Value::Integer(number),
            Err(_) => text.trim().parse::<f64>().map_or(Value::Null, whole),
        }),
        other => Err(unsuitable("toInteger", other)),
    }
}

/// The integer part; `null` where that is no 64-bit integer, rather than another number.
fn whole(number: f64) -> Value {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if (-LIMIT..LIMIT).contains(&number) {
        Value::Integer(number as i64)
    } else {
        Value::Null
    }
}

fn to_float(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Integer(number) => Ok(Value::Float(*number as f64)),
        Value::Float(number) => Ok(Value::Float(*number)),
        Value::String(text) => Ok(text.trim().parse::<f64>().map_or(Value::Null, Value::Float)),
        other => Err(unsuitable("toFloat", other)),
    }
}

fn to_string(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::String(text) => Ok(Value::String(text.clone())),
        other @ (Value::List(_)
        | Value::Map(_)
        | Value::Node(_)
        | Value::Relationship(_)
        | Value::Path(_)) => Err(unsuitable("toString", other)),
        other => Ok(other.to_string().into()),
    }
}

fn to_boolean(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Boolean(value) => Ok(Value::Boolean(*value)),
        Value::String(text) => Ok(match text.trim().to_ascii_lowercase().as_str() {
            "true" => Value::Boolean(true),
            "false" => Value::Boolean(false),
            _ => Value::Null,
        }),
        other => Err(unsuitable("toBoolean", other)),
    }
}

//! Numbers.

use super::{Entry, Environment, unsuitable};
use crate::query::runtime_error::{Evaluation, RuntimeError};
use crate::value::Value;

pub(super) const FUNCTIONS: &[Entry] = &[
    ("abs", 1, 1, abs),
    ("sign", 1, 1, sign),
    ("round", 1, 3, round),
    ("ceil", 1, 1, |a, _| float("ceil", &a[0], f64::ceil)),
    ("floor", 1, 1, |a, _| float("floor", &a[0], f64::floor)),
    ("sqrt", 1, 1, |a, _| float("sqrt", &a[0], f64::sqrt)),
    ("exp", 1, 1, |a, _| float("exp", &a[0], f64::exp)),
    ("log", 1, 1, |a, _| float("log", &a[0], f64::ln)),
    ("ln", 1, 1, |a, _| float("ln", &a[0], f64::ln)),
    ("log10", 1, 1, |a, _| float("log10", &a[0], f64::log10)),
    ("sin", 1, 1, |a, _| float("sin", &a[0], f64::sin)),
    ("cos", 1, 1, |a, _| float("cos", &a[0], f64::cos)),
    ("tan", 1, 1, |a, _| float("tan", &a[0], f64::tan)),
    ("cot", 1, 1, |a, _| {
        float("cot", &a[0], |number| 1.0 / number.tan())
    }),
    ("asin", 1, 1, |a, _| float("asin", &a[0], f64::asin)),
    ("acos", 1, 1, |a, _| float("acos", &a[0], f64::acos)),
    ("atan", 1, 1, |a, _| float("atan", &a[0], f64::atan)),
    ("atan2", 2, 2, atan2),
    ("degrees", 1, 1, |a, _| {
        float("degrees", &a[0], f64::to_degrees)
    }),
    ("radians", 1, 1, |a, _| {
        float("radians", &a[0], f64::to_radians)
    }),
    ("haversin", 1, 1, |a, _| {
        float("haversin", &a[0], |number| (1.0 - number.cos()) / 2.0)
    }),
    ("isNaN", 1, 1, is_nan),
    ("pi", 0, 0, |_, _| Ok(Value::Float(std::f64::consts::PI))),
    ("e", 0, 0, |_, _| Ok(Value::Float(std::f64::consts::E))),
    ("rand", 0, 0, rand),
];

fn float(function: &str, value: &Value, compute: fn(f64) -> f64) -> Evaluation<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        other => match other.as_number() {
            Some(number) => Ok(Value::Float(compute(number))),
            None => Err(unsuitable(function, other)),
        },
    }
}

fn abs(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Integer(number) => number.checked_abs().map(Value::Integer).ok_or_else(|| {
            RuntimeError::new(
                crate::query::runtime_error::RuntimeErrorKind::Arithmetic,
                "IntegerOverflow",
                format!("the absolute value of {number} is no 64-bit integer"),
            )
        }),
        other => float("abs", other, f64::abs),
    }
}

fn sign(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Integer(number) => Ok(Value::Integer(number.signum())),
        Value::Float(number) if *number == 0.0 => Ok(Value::Integer(0)),
        Value::Float(number) => Ok(Value::Integer(number.signum() as i64)),
        other => Err(unsuitable("sign", other)),
    }
}

/// Halves go up, as the language has it: -1.5 becomes -1. With a number of digits they go away from
/// zero unless a mode is named.
fn round(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    if arguments.iter().any(Value::is_null) {
        return Ok(Value::Null);
    }
    let unsuited = |value: &Value| unsuitable("round", value);
    let number = arguments[0]
        .as_number()
        .ok_or_else(|| unsuited(&arguments[0]))?;
    let Some(digits) = arguments.get(1) else {
        return Ok(Value::Float((number + 0.5).floor()));
    };
    let digits = digits.as_integer().ok_or_else(|| unsuited(digits))?;
    let mode = match arguments.get(2) {
        None => "HALF_UP",
        Some(Value::String(mode)) => mode,
        Some(other) => return Err(unsuited(other)),
    };
    let factor = 10f64.powi(digits.clamp(-400, 400) as i32);
    let scaled = number * factor;
    let rounded = rounded(scaled, mode).ok_or_else(|| {
        let message = format!("`{mode}` is no way to round");
        RuntimeError::argument("InvalidArgumentValue", message)
    })? / factor;
    // Beyond what a float holds there is nothing to round.
    Ok(Value::Float(if rounded.is_finite() {
        rounded
    } else {
        number
    }))
}

fn rounded(number: f64, mode: &str) -> Option<f64> {
    let magnitude = number.abs();
    Some(match mode {
        "UP" => magnitude.ceil().copysign(number),
        "DOWN" => number.trunc(),
        "CEILING" => number.ceil(),
        "FLOOR" => number.floor(),
        "HALF_UP" => number.round(),
        "HALF_DOWN" => (magnitude - 0.5).ceil().copysign(number),
        "HALF_EVEN" => number.round_ties_even(),
        _ => return None,
    })
}

fn atan2(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    if arguments.iter().any(Value::is_null) {
        return Ok(Value::Null);
    }
    let number = |value: &Value| value.as_number().ok_or_else(|| unsuitable("atan2", value));
    Ok(Value::Float(
        number(&arguments[0])?.atan2(number(&arguments[1])?),
    ))
}

fn is_nan(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        other => match other.as_number() {
            Some(number) => Ok(number.is_nan().into()),
            None => Err(unsuitable("isNaN", other)),
        },
    }
}

/// Marsaglia (2003), xorshift64: the same numbers for the same query, seeded by its start.
fn rand(_: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    let mut state = environment.random.get() | 1;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    environment.random.set(state);
    Ok(Value::Float((state >> 11) as f64 / (1u64 << 53) as f64))
}

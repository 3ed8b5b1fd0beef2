//! Text. Places count characters (Unicode scalar values) from 0.

use super::said_number::said_number;
use super::{Entry, Environment, unsuitable};
use crate::query::runtime_error::{Evaluation, RuntimeError};
use crate::value::Value;

pub(super) const FUNCTIONS: &[Entry] = &[
    ("toLower", 1, 1, |a, _| {
        map("toLower", &a[0], |text| text.to_lowercase().into())
    }),
    ("lower", 1, 1, |a, _| {
        map("lower", &a[0], |text| text.to_lowercase().into())
    }),
    ("toUpper", 1, 1, |a, _| {
        map("toUpper", &a[0], |text| text.to_uppercase().into())
    }),
    ("upper", 1, 1, |a, _| {
        map("upper", &a[0], |text| text.to_uppercase().into())
    }),
    ("trim", 1, 1, |a, _| {
        map("trim", &a[0], |text| text.trim().into())
    }),
    ("lTrim", 1, 1, |a, _| {
        map("lTrim", &a[0], |text| text.trim_start().into())
    }),
    ("rTrim", 1, 1, |a, _| {
        map("rTrim", &a[0], |text| text.trim_end().into())
    }),
    ("char_length", 1, 1, |a, _| {
        map("char_length", &a[0], length)
    }),
    ("character_length", 1, 1, |a, _| {
        map("character_length", &a[0], length)
    }),
    ("said_number", 1, 1, |a, _| {
        let text = match &a[0] {
            Value::String(text) => said_number(text),
            _ => None,
        };
        Ok(text.map_or(Value::Null, Value::from))
    }),
    ("replace", 3, 3, replace),
    ("split", 2, 2, split),
    ("substring", 2, 3, substring),
    ("left", 2, 2, left),
    ("right", 2, 2, right),
];

fn map(function: &str, value: &Value, change: fn(&str) -> Value) -> Evaluation<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::String(text) => Ok(change(text)),
        other => Err(unsuitable(function, other)),
    }
}

fn length(text: &str) -> Value {
    Value::Integer(text.chars().count() as i64)
}

/// The texts among the arguments; `None` if one is `null`.
fn texts<'v, const N: usize>(
    function: &str,
    arguments: &'v [Value],
) -> Evaluation<Option<[&'v str; N]>> {
    let mut texts = [""; N];
    for (text, argument) in texts.iter_mut().zip(arguments) {
        match argument {
            Value::Null => return Ok(None),
            Value::String(own) => *text = own,
            other => return Err(unsuitable(function, other)),
        }
    }
    Ok(Some(texts))
}

fn replace(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    let Some([text, search, replacement]) = texts("replace", arguments)? else {
        return Ok(Value::Null);
    };
    Ok(text.replace(search, replacement).into())
}

fn split(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    let Some([text, delimiter]) = texts("split", arguments)? else {
        return Ok(Value::Null);
    };
    let parts: Vec<Value> = if delimiter.is_empty() {
        text.chars()
            .map(|character| character.to_string().into())
            .collect()
    } else {
        text.split(delimiter).map(Value::from).collect()
    };
    Ok(parts.into())
}

/// A count of characters: not negative.
fn count(function: &str, value: &Value) -> Evaluation<usize> {
    let number = value
        .as_integer()
        .ok_or_else(|| unsuitable(function, value))?;
    usize::try_from(number).map_err(|_| {
        let message = format!("`{function}` cannot take the negative number {number}");
        RuntimeError::argument("NumberOutOfRange", message)
    })
}

fn substring(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    if arguments.iter().any(Value::is_null) {
        return Ok(Value::Null);
    }
    let Some([text]) = texts("substring", &arguments[..1])? else {
        return Ok(Value::Null);
    };
    let start = count("substring", &arguments[1])?;
    let length = match arguments.get(2) {
        Some(value) => count("substring", value)?,
        None => usize::MAX,
    };
    Ok(text
        .chars()
        .skip(start)
        .take(length)
        .collect::<String>()
        .into())
}

fn left(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    let Some([text]) = texts("left", &arguments[..1])? else {
        return Ok(Value::Null);
    };
    let length = count("left", &arguments[1])?;
    Ok(text.chars().take(length).collect::<String>().into())
}

fn right(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    let Some([text]) = texts("right", &arguments[..1])? else {
        return Ok(Value::Null);
    };
    let length = count("right", &arguments[1])?;
    let drop = text.chars().count().saturating_sub(length);
    Ok(text.chars().skip(drop).collect::<String>().into())
}

/// A regular expression that a whole text is to match.
#[derive(Debug, Clone)]
pub struct Pattern(regex::Regex);

impl Pattern {
    /// Reads a regular expression.
    ///
    /// # Errors
    /// If it is none.
    pub fn new(pattern: &str) -> Evaluation<Self> {
        let whole = regex::Regex::new(&format!("^(?s:{pattern})$"));
        whole.map(Self).map_err(|error| {
            let message = format!("not a regular expression: {error}");
            RuntimeError::argument("InvalidArgumentValue", message)
        })
    }

    /// Whether all of `text` is as it says.
    pub fn matches(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

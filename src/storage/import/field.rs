//! A field of a table → a value.

use super::error::ImportProblem;
use crate::graph::frozen::ColumnBuilder;
use crate::value::Value;
use crate::value::temporal::parse;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// No field with anything in it was seen yet.
    Unknown,
    Boolean,
    Integer,
    Float,
    Date,
    Text,
}

/// Why a field does not go into a column.
pub(super) enum Widened {
    /// It is of this type.
    To(Kind),
    /// The type of the column was given, and it is of another.
    Not(ImportProblem),
}

impl Kind {
    /// The type that values of both can be read as.
    pub(super) fn wider(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, kind) | (kind, Self::Unknown) => kind,
            (Self::Integer | Self::Float, Self::Integer | Self::Float) if self != other => {
                Self::Float
            }
            (one, other) if one == other => one,
            _ => Self::Text,
        }
    }

    /// The type of that name in a header.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "text" | "string" => Self::Text,
            "integer" | "int" | "long" => Self::Integer,
            "float" | "double" => Self::Float,
            "boolean" | "bool" => Self::Boolean,
            "date" => Self::Date,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Unknown | Self::Text => "text",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Float => "float",
            Self::Date => "date",
        }
    }
}

/// Puts a field into a column of a type.
pub(super) fn push(
    bytes: &[u8],
    kind: Kind,
    is_given: bool,
    column: &mut ColumnBuilder,
) -> Result<(), Widened> {
    if bytes.is_empty() {
        column.push(Value::Null);
        return Ok(());
    }
    let text = text(bytes).map_err(Widened::Not)?;
    let is_pushed = match kind {
        Kind::Unknown => false,
        Kind::Text => {
            column.push_text(text);
            true
        }
        Kind::Integer => integer(text)
            .map(|number| column.push_integer(number))
            .is_some(),
        Kind::Float => float(text)
            .map(|number| column.push_float(number))
            .is_some(),
        Kind::Boolean => boolean(text)
            .map(|value| column.push(value.into()))
            .is_some(),
        Kind::Date => parse::date(text)
            .map(|date| column.push(Value::Date(date)))
            .is_ok(),
    };
    match (is_pushed, is_given) {
        (true, _) => Ok(()),
        (false, true) => Err(Widened::Not(ImportProblem::WrongType {
            value: shown(bytes),
            kind: kind.name(),
        })),
        (false, false) => Err(Widened::To(kind_of(text))),
    }
}

fn kind_of(text: &str) -> Kind {
    if boolean(text).is_some() {
        Kind::Boolean
    } else if integer(text).is_some() {
        Kind::Integer
    } else if float(text).is_some() {
        Kind::Float
    } else {
        Kind::Text
    }
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// Only as it would be printed again: `007` and `+1` are texts.
fn integer(text: &str) -> Option<i64> {
    if !is_plain(text) {
        return None;
    }
    text.parse().ok()
}

fn float(text: &str) -> Option<f64> {
    let is_number = |byte: u8| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E');
    if !is_plain(text) || !text.bytes().all(is_number) {
        return None;
    }
    text.parse().ok()
}

/// Begins with a digit or a minus, and with no zero that could be left out.
fn is_plain(text: &str) -> bool {
    match text.strip_prefix('-').unwrap_or(text).as_bytes() {
        [b'0'] => !text.starts_with('-'),
        [b'0', next, ..] => !next.is_ascii_digit(),
        [b'1'..=b'9' | b'.', ..] => true,
        _ => false,
    }
}

/// A field as text.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ImportProblem> {
    std::str::from_utf8(bytes).map_err(|_| ImportProblem::NotUtf8)
}

/// A field as a message shows it.
pub(super) fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().take(60).collect()
}

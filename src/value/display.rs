//! How a value prints: as the language writes it, entities by their number.
//!
//! Text is quoted with single quotes; a float always shows a point or an exponent. What a node looks like is the
//! graph's business: here it is `(#7)`.

use std::fmt;

use super::{Path, Value};

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Float(number) => write_float(f, *number),
            Self::String(text) => write_quoted(f, text),
            Self::List(values) => write_list(f, values),
            Self::Map(entries) => {
                f.write_str("{")?;
                for (position, (key, value)) in entries.iter().enumerate() {
                    let separator = if position == 0 { "" } else { ", " };
                    write!(f, "{separator}{key}: {value}")?;
                }
                f.write_str("}")
            }
            Self::Node(id) => write!(f, "(#{})", id.0),
            Self::Relationship(id) => write!(f, "[#{}]", id.0),
            Self::Path(path) => write_path(f, path),
            Self::Date(date) => super::temporal::text::write_date(f, *date),
            Self::LocalTime(time) => super::temporal::text::write_time(f, *time),
            Self::Time(time) => write!(f, "{time}"),
            Self::LocalDateTime(time) => super::temporal::text::write_date_time(f, *time),
            Self::DateTime(time) => write!(f, "{time}"),
            Self::Duration(duration) => write!(f, "{duration}"),
        }
    }
}

/// Writes a float so that it reads back as a float: `1.0`, `1.5e300`, `NaN`.
///
/// # Panics
/// Never: a float in the exponent form has an exponent.
pub fn write_float(f: &mut impl fmt::Write, number: f64) -> fmt::Result {
    if number.is_nan() {
        return f.write_str("NaN");
    }
    if number.is_infinite() {
        return f.write_str(if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        });
    }
    let size = number.abs();
    if size != 0.0 && !(1e-3..1e7).contains(&size) {
        let text = format!("{number:E}");
        let (mantissa, exponent) = text
            .split_once('E')
            .expect("the exponent form has an exponent");
        let point = if mantissa.contains('.') { "" } else { ".0" };
        return write!(f, "{mantissa}{point}E{exponent}");
    }
    write!(f, "{number:?}")
}

fn write_quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("'")?;
    for character in text.chars() {
        match character {
            '\'' => f.write_str("\\'")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            _ => write!(f, "{character}")?,
        }
    }
    f.write_str("'")
}

fn write_list(f: &mut fmt::Formatter<'_>, values: &[Value]) -> fmt::Result {
    f.write_str("[")?;
    for (position, value) in values.iter().enumerate() {
        let separator = if position == 0 { "" } else { ", " };
        write!(f, "{separator}{value}")?;
    }
    f.write_str("]")
}

fn write_path(f: &mut fmt::Formatter<'_>, path: &Path) -> fmt::Result {
    write!(f, "<(#{})", path.nodes()[0].0)?;
    for (relationship, node) in path.relationships().iter().zip(&path.nodes()[1..]) {
        write!(f, "-[#{}]-(#{})", relationship.0, node.0)?;
    }
    f.write_str(">")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: impl Into<Value>, expected: &str) {
        assert_eq!(value.into().to_string(), expected);
    }

    #[test]
    fn floats_show_that_they_are_floats() {
        check(1.0, "1.0");
        check(-0.5, "-0.5");
        check(1e300, "1.0E300");
        check(f64::INFINITY, "Infinity");
    }

    #[test]
    fn quotes_in_text_are_escaped() {
        check("it's", "'it\\'s'");
        check(vec![Value::Null, 1i64.into(), "a".into()], "[null, 1, 'a']");
    }
}

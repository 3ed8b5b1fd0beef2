//! Values that have no column of their own type ↔ bytes: a letter for the type, then the value. What cannot be read
//! is `null`.

use crate::value::Value;
use crate::value::temporal::parse;

/// Appends the bytes of a value.
pub(super) fn encode(value: &Value, bytes: &mut Vec<u8>) {
    match value {
        Value::Boolean(value) => bytes.extend([b'b', u8::from(*value)]),
        Value::Integer(number) => {
            bytes.push(b'i');
            bytes.extend(number.to_le_bytes());
        }
        Value::Float(number) => {
            bytes.push(b'f');
            bytes.extend(number.to_le_bytes());
        }
        Value::String(text) => sized(b's', text.as_bytes(), bytes),
        Value::List(values) => {
            bytes.push(b'l');
            bytes.extend((values.len() as u32).to_le_bytes());
            values.iter().for_each(|value| encode(value, bytes));
        }
        Value::Date(_) => sized(b'd', value.to_string().as_bytes(), bytes),
        Value::LocalTime(_) => sized(b't', value.to_string().as_bytes(), bytes),
        Value::Time(_) => sized(b'T', value.to_string().as_bytes(), bytes),
        Value::LocalDateTime(_) => sized(b'x', value.to_string().as_bytes(), bytes),
        Value::DateTime(_) => sized(b'X', value.to_string().as_bytes(), bytes),
        Value::Duration(_) => sized(b'p', value.to_string().as_bytes(), bytes),
        // Not storable as a property, so that none is there.
        Value::Null | Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_) => {
            bytes.push(b'0');
        }
    }
}

fn sized(letter: u8, text: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(letter);
    bytes.extend((text.len() as u32).to_le_bytes());
    bytes.extend(text);
}

/// The value that was encoded.
pub(super) fn decode(mut bytes: &[u8]) -> Value {
    next(&mut bytes, 2).unwrap_or_default()
}

/// Lists hold no lists, so that two levels are enough.
fn next(bytes: &mut &[u8], depth: u32) -> Option<Value> {
    let (&letter, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(match letter {
        b'b' => Value::Boolean(take::<1>(bytes)?[0] != 0),
        b'i' => Value::Integer(i64::from_le_bytes(take(bytes)?)),
        b'f' => Value::Float(f64::from_le_bytes(take(bytes)?)),
        b's' => text(bytes)?.into(),
        b'l' if depth > 0 => {
            let count = u32::from_le_bytes(take(bytes)?);
            let mut values = Vec::new();
            for _ in 0..count {
                values.push(next(bytes, depth - 1)?);
            }
            values.into()
        }
        b'd' => Value::Date(parse::date(text(bytes)?).ok()?),
        b't' => Value::LocalTime(parse::local_time(text(bytes)?).ok()?),
        b'T' => Value::Time(parse::time(text(bytes)?).ok()?),
        b'x' => Value::LocalDateTime(parse::local_date_time(text(bytes)?).ok()?),
        b'X' => Value::DateTime(parse::date_time(text(bytes)?).ok()?.into()),
        b'p' => Value::Duration(parse::duration(text(bytes)?).ok()?.into()),
        _ => return None,
    })
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*taken)
}

fn text<'b>(bytes: &mut &'b [u8]) -> Option<&'b str> {
    let length = u32::from_le_bytes(take(bytes)?) as usize;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_went() {
        let values = [
            Value::Boolean(true),
            Value::Integer(-7),
            Value::Float(0.25),
            "Łódź".into(),
            Value::Date(parse::date("2025-07-03").unwrap()),
            Value::Duration(parse::duration("P1DT2H").unwrap().into()),
            vec![Value::from("a"), Value::Integer(1)].into(),
        ];
        for value in values {
            let mut bytes = Vec::new();
            encode(&value, &mut bytes);
            assert_eq!(decode(&bytes), value);
        }
    }

    #[test]
    fn cut_bytes_are_null() {
        let mut bytes = Vec::new();
        encode(&"text".into(), &mut bytes);
        for end in 0..bytes.len() {
            assert_eq!(decode(&bytes[..end]), Value::Null);
        }
    }
}

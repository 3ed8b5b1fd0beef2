//! When two values fall into one group: `DISTINCT`, grouping keys, `collect(DISTINCT …)`, `UNION`.
//!
//! As equality, but `null` is with `null` and not-a-number with not-a-number, so that the answer is always known.

use std::hash::{Hash, Hasher};

use super::Value;

/// A value as a key of a group.
#[derive(Debug, Clone)]
pub struct GroupKey(pub Value);

impl PartialEq for GroupKey {
    fn eq(&self, other: &Self) -> bool {
        same_group(&self.0, &other.0)
    }
}

impl Eq for GroupKey {}

impl Hash for GroupKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash_value(&self.0, state);
    }
}

/// Whether `left` and `right` fall into one group.
pub fn same_group(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Float(a), Value::Float(b)) => a == b || (a.is_nan() && b.is_nan()),
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same_group(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b.iter())
                    .all(|(a, b)| a.0 == b.0 && same_group(a.1, b.1))
        }
        _ => super::comparison::equals(left, right) == Some(true),
    }
}

fn hash_value<H: Hasher>(value: &Value, state: &mut H) {
    match value {
        Value::Null => state.write_u8(0),
        Value::Boolean(value) => value.hash(state),
        Value::Integer(number) => number.hash(state),
        Value::Float(number) => hash_float(*number, state),
        Value::String(text) => text.hash(state),
        Value::List(values) => {
            state.write_usize(values.len());
            for value in values.iter() {
                hash_value(value, state);
            }
        }
        Value::Map(entries) => {
            state.write_usize(entries.len());
            for (key, value) in entries.iter() {
                key.hash(state);
                hash_value(value, state);
            }
        }
        Value::Node(id) => id.hash(state),
        Value::Relationship(id) => id.hash(state),
        Value::Path(path) => path.hash(state),
        Value::Date(date) => date.hash(state),
        Value::LocalTime(time) => time.hash(state),
        Value::Time(time) => time.instant().hash(state),
        Value::LocalDateTime(time) => time.hash(state),
        Value::DateTime(time) => time.instant().hash(state),
        Value::Duration(duration) => duration.hash(state),
    }
}

/// A float that is a whole number hashes as that number: `1` and `1.0` are one group.
fn hash_float<H: Hasher>(number: f64, state: &mut H) {
    let whole = number as i64;
    if whole as f64 == number {
        whole.hash(state);
    } else if number.is_nan() {
        f64::NAN.to_bits().hash(state);
    } else {
        number.to_bits().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group_count(values: &[Value]) -> usize {
        values
            .iter()
            .cloned()
            .map(GroupKey)
            .collect::<std::collections::HashSet<_>>()
            .len()
    }

    #[test]
    fn null_and_not_a_number_are_groups_of_their_own() {
        assert_eq!(
            group_count(&[Value::Null, Value::Null, f64::NAN.into(), f64::NAN.into()]),
            2
        );
    }

    #[test]
    fn whole_float_is_in_the_group_of_its_integer() {
        assert_eq!(group_count(&[1i64.into(), 1.0.into(), "1".into()]), 2);
    }
}

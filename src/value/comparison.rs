//! When two values are equal, which is smaller, and in which order they sort.
//!
//! Equality and comparison answer in three values: `None` is the language's `null`. Ordering, for `ORDER BY`,
//! `min` and `max`, is total: every value has its place. Source: openCypher 9, "Equality and comparability" and
//! "Orderability" (CIP2016-06-14).

use std::cmp::Ordering;

use super::{MapValue, Value};

/// `left = right`; `None` when unknown.
pub fn equals(left: &Value, right: &Value) -> Option<bool> {
    use Value::{
        Boolean, Date, DateTime, Duration, Float, Integer, List, LocalDateTime, LocalTime, Map,
        Node, Null, Path, Relationship, String, Time,
    };
    match (left, right) {
        (Null, _) | (_, Null) => None,
        (Integer(a), Integer(b)) => Some(a == b),
        (Float(a), Float(b)) => Some(a == b),
        (Integer(a), Float(b)) | (Float(b), Integer(a)) => {
            Some(compare_integer_float(*a, *b) == Some(Ordering::Equal))
        }
        (String(a), String(b)) => Some(a == b),
        (Boolean(a), Boolean(b)) => Some(a == b),
        (List(a), List(b)) => lists_equal(a, b),
        (Map(a), Map(b)) => maps_equal(a, b),
        (Node(a), Node(b)) => Some(a == b),
        (Relationship(a), Relationship(b)) => Some(a == b),
        (Path(a), Path(b)) => Some(a == b),
        (Date(a), Date(b)) => Some(a == b),
        (LocalTime(a), LocalTime(b)) => Some(a == b),
        (Time(a), Time(b)) => Some(a == b),
        (LocalDateTime(a), LocalDateTime(b)) => Some(a == b),
        (DateTime(a), DateTime(b)) => Some(a.instant() == b.instant()),
        (Duration(a), Duration(b)) => Some(a == b),
        _ => Some(false),
    }
}

fn lists_equal(left: &[Value], right: &[Value]) -> Option<bool> {
    if left.len() != right.len() {
        return Some(false);
    }
    all_equal(left.iter().zip(right))
}

fn maps_equal(left: &MapValue, right: &MapValue) -> Option<bool> {
    if left.len() != right.len() || !left.keys().eq(right.keys()) {
        return Some(false);
    }
    all_equal(left.values().zip(right.values()))
}

/// False as soon as one pair differs, else unknown as soon as one pair is.
fn all_equal<'v>(pairs: impl Iterator<Item = (&'v Value, &'v Value)>) -> Option<bool> {
    let mut known = true;
    for (left, right) in pairs {
        match equals(left, right) {
            Some(false) => return Some(false),
            None => known = false,
            Some(true) => {}
        }
    }
    known.then_some(true)
}

/// What `<` and its kin see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// The values stand in this order.
    Ordered(Ordering),
    /// Both are numbers and one is not a number: every comparison is false.
    NotANumber,
    /// The values cannot be compared: every comparison is `null`.
    Incomparable,
}

impl Comparison {
    /// The answer to a question about the order; `None` when unknown.
    pub fn test(self, accepts: impl Fn(Ordering) -> bool) -> Option<bool> {
        match self {
            Self::Ordered(ordering) => Some(accepts(ordering)),
            Self::NotANumber => Some(false),
            Self::Incomparable => None,
        }
    }
}

/// Compares for `<`, `<=`, `>`, `>=`: numbers, texts, booleans, lists and times of one kind.
pub fn compare(left: &Value, right: &Value) -> Comparison {
    use Value::{Boolean, Date, DateTime, List, LocalDateTime, LocalTime, String, Time};
    let ordering = match (left, right) {
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            return compare_numbers(left, right)
                .map_or(Comparison::NotANumber, Comparison::Ordered);
        }
        (String(a), String(b)) => a.cmp(b),
        (Boolean(a), Boolean(b)) => a.cmp(b),
        (Date(a), Date(b)) => a.cmp(b),
        (LocalTime(a), LocalTime(b)) => a.cmp(b),
        (Time(a), Time(b)) => a.instant().cmp(&b.instant()),
        (LocalDateTime(a), LocalDateTime(b)) => a.cmp(b),
        (DateTime(a), DateTime(b)) => a.instant().cmp(&b.instant()),
        (List(a), List(b)) => return compare_lists(a, b),
        _ => return Comparison::Incomparable,
    };
    Comparison::Ordered(ordering)
}

fn compare_lists(left: &[Value], right: &[Value]) -> Comparison {
    for (a, b) in left.iter().zip(right) {
        match equals(a, b) {
            Some(true) => {}
            Some(false) => return compare(a, b),
            None => return Comparison::Incomparable,
        }
    }
    Comparison::Ordered(left.len().cmp(&right.len()))
}

fn compare_numbers(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => Some(a.cmp(b)),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b),
        (Value::Integer(a), Value::Float(b)) => compare_integer_float(*a, *b),
        (Value::Float(a), Value::Integer(b)) => {
            compare_integer_float(*b, *a).map(Ordering::reverse)
        }
        _ => None,
    }
}

/// Exact, also where the integer has no float of its own; `None` for not-a-number.
fn compare_integer_float(integer: i64, float: f64) -> Option<Ordering> {
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    if float.is_nan() {
        return None;
    }
    if float >= BEYOND {
        return Some(Ordering::Less);
    }
    if float < -BEYOND {
        return Some(Ordering::Greater);
    }
    let whole = float.trunc();
    Some(integer.cmp(&(whole as i64)).then_with(|| {
        0.0f64
            .partial_cmp(&(float - whole))
            .expect("a difference of finite numbers is a number")
    }))
}

/// The total order of `ORDER BY`: maps, nodes, relationships, lists, paths, times, texts, booleans, numbers,
/// not-a-number, `null`.
pub fn order(left: &Value, right: &Value) -> Ordering {
    use Value::{
        Boolean, Date, DateTime, Duration, List, LocalDateTime, LocalTime, Map, Node, Path,
        Relationship, String, Time,
    };
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (String(a), String(b)) => a.cmp(b),
        (Map(a), Map(b)) => order_maps(a, b),
        (Node(a), Node(b)) => a.cmp(b),
        (Relationship(a), Relationship(b)) => a.cmp(b),
        (List(a), List(b)) => order_lists(a, b),
        (Path(a), Path(b)) => (a.nodes(), a.relationships()).cmp(&(b.nodes(), b.relationships())),
        (Boolean(a), Boolean(b)) => a.cmp(b),
        (Date(a), Date(b)) => a.cmp(b),
        (LocalTime(a), LocalTime(b)) => a.cmp(b),
        (Time(a), Time(b)) => a.order_key().cmp(&b.order_key()),
        (LocalDateTime(a), LocalDateTime(b)) => a.cmp(b),
        (DateTime(a), DateTime(b)) => a.order_key().cmp(&b.order_key()),
        (Duration(a), Duration(b)) => a.order_key().cmp(&b.order_key()),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            compare_numbers(left, right).unwrap_or_else(|| is_nan(left).cmp(&is_nan(right)))
        }
        _ => rank(left).cmp(&rank(right)),
    }
}

fn is_nan(value: &Value) -> bool {
    matches!(value, Value::Float(number) if number.is_nan())
}

fn order_lists(left: &[Value], right: &[Value]) -> Ordering {
    left.iter()
        .zip(right)
        .map(|(a, b)| order(a, b))
        .find(|ordering| ordering.is_ne())
        .unwrap_or_else(|| left.len().cmp(&right.len()))
}

fn order_maps(left: &MapValue, right: &MapValue) -> Ordering {
    left.keys().cmp(right.keys()).then_with(|| {
        left.values()
            .zip(right.values())
            .map(|(a, b)| order(a, b))
            .find(|ordering| ordering.is_ne())
            .unwrap_or(Ordering::Equal)
    })
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Map(_) => 0,
        Value::Node(_) => 1,
        Value::Relationship(_) => 2,
        Value::List(_) => 3,
        Value::Path(_) => 4,
        Value::DateTime(_) => 5,
        Value::LocalDateTime(_) => 6,
        Value::Date(_) => 7,
        Value::Time(_) => 8,
        Value::LocalTime(_) => 9,
        Value::Duration(_) => 10,
        Value::String(_) => 11,
        Value::Boolean(_) => 12,
        Value::Integer(_) | Value::Float(_) => 13,
        Value::Null => 14,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integers(values: &[i64]) -> Value {
        Value::list(values.iter().copied().map(Value::Integer).collect())
    }

    #[test]
    fn integer_equals_float_of_the_same_size() {
        assert_eq!(equals(&1i64.into(), &1.0.into()), Some(true));
        assert_eq!(
            equals(&i64::MAX.into(), &(i64::MAX as f64).into()),
            Some(false)
        );
    }

    #[test]
    fn unknown_element_makes_equality_unknown_unless_another_differs() {
        let with_null = Value::list(vec![1i64.into(), Value::Null]);
        assert_eq!(equals(&with_null, &integers(&[1, 2])), None);
        assert_eq!(equals(&with_null, &integers(&[3, 2])), Some(false));
        assert_eq!(equals(&with_null, &integers(&[1])), Some(false));
    }

    #[test]
    fn texts_and_numbers_do_not_compare() {
        assert_eq!(compare(&"a".into(), &1i64.into()), Comparison::Incomparable);
        assert_eq!(
            compare(&f64::NAN.into(), &1i64.into()),
            Comparison::NotANumber
        );
    }

    #[test]
    fn null_sorts_last_and_not_a_number_before_it() {
        let mut values = [
            Value::Null,
            f64::NAN.into(),
            2i64.into(),
            "a".into(),
            true.into(),
            1.5.into(),
        ];
        values.sort_by(order);
        let printed: Vec<String> = values.iter().map(ToString::to_string).collect();
        assert_eq!(printed.join(" "), "'a' true 1.5 2 NaN null");
    }
}

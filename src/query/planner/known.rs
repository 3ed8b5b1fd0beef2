//! What of an expression does not depend on rows, and is worked out once.

use crate::query::ast::BinaryOperator;
use crate::query::functions::Pattern;
use crate::query::plan::Compiled;
use crate::value::Value;

/// A list whose elements are all known is made once.
pub(super) fn list(parts: Vec<Compiled>) -> Compiled {
    let is_known = |part: &Compiled| matches!(part, Compiled::Constant(_));
    if !parts.iter().all(is_known) {
        return Compiled::List(parts);
    }
    let values = parts.into_iter().filter_map(|part| match part {
        Compiled::Constant(value) => Some(value),
        _ => None,
    });
    Compiled::Constant(values.collect::<Vec<_>>().into())
}

/// An operator of two sides, of which the right one is prepared where it is known.
pub(super) fn binary(
    operator: BinaryOperator,
    left: Box<Compiled>,
    right: Box<Compiled>,
) -> Compiled {
    match (operator, &*right) {
        (BinaryOperator::In, Compiled::Constant(Value::List(values))) => {
            let texts = values.iter().map(|value| match value {
                Value::String(text) => Some(text.clone()),
                _ => None,
            });
            if let Some(mut texts) = texts
                .collect::<Option<Vec<_>>>()
                .filter(|texts| !texts.is_empty())
            {
                texts.sort_unstable();
                texts.dedup();
                return Compiled::OneOf(left, texts.into());
            }
        }
        (BinaryOperator::Matches, Compiled::Constant(Value::String(pattern))) => {
            // One that is wrong fails where it is used.
            if let Ok(pattern) = Pattern::new(pattern) {
                return Compiled::Matches(left, Box::new(pattern));
            }
        }
        _ => {}
    }
    Compiled::Binary(operator, left, right)
}

//! What a value is made of: properties, elements, parts, labels.

use std::sync::Arc;

use super::{Context, Row};
use crate::graph::view::KeyId;
use crate::query::functions::entity::deleted;
use crate::query::plan::Compiled;
use crate::query::plan::expression::LabelTest;
use crate::query::runtime_error::{Evaluation, RuntimeError};
use crate::value::Value;
use crate::value::temporal::component::component;

pub(super) fn property(
    subject: &Value,
    key: &Arc<str>,
    id: Option<KeyId>,
    context: &Context<'_>,
) -> Evaluation<Value> {
    let graph = context.environment.graph;
    match subject {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => match id.map(|id| graph.node_property(*node, id)) {
            Some(Value::Null) | None if !graph.contains_node(*node) => Err(deleted()),
            found => Ok(found.unwrap_or_default()),
        },
        Value::Relationship(relationship) => {
            match id.map(|id| graph.relationship_property(*relationship, id)) {
                Some(Value::Null) | None if graph.relationship(*relationship).is_none() => {
                    Err(deleted())
                }
                found => Ok(found.unwrap_or_default()),
            }
        }
        Value::Map(entries) => Ok(entries.get(key).cloned().unwrap_or_default()),
        other => match component(other, key) {
            Some(value) => Ok(value),
            None => Err(RuntimeError::wrong_type(format!(
                "a value of type {} has no property `{key}`",
                other.type_name()
            ))),
        },
    }
}

pub(super) fn index(subject: &Value, at: &Value, context: &Context<'_>) -> Evaluation<Value> {
    match (subject, at) {
        (Value::Null, _) => Ok(Value::Null),
        (Value::List(_) | Value::Map(_) | Value::Node(_) | Value::Relationship(_), Value::Null) => {
            Ok(Value::Null)
        }
        (Value::List(values), Value::Integer(at)) => {
            let place = if *at < 0 {
                at + values.len() as i64
            } else {
                *at
            };
            Ok(usize::try_from(place)
                .ok()
                .and_then(|place| values.get(place))
                .cloned()
                .unwrap_or_default())
        }
        (Value::Map(_) | Value::Node(_) | Value::Relationship(_), Value::String(key)) => {
            property(subject, key, context.environment.graph.key_id(key), context)
        }
        (Value::List(_), other) => Err(RuntimeError::wrong_type(format!(
            "a list is indexed by an integer, not {}",
            other.type_name()
        ))),
        (Value::Map(_) | Value::Node(_) | Value::Relationship(_), other) => Err(RuntimeError::new(
            crate::query::runtime_error::RuntimeErrorKind::Type,
            "MapElementAccessByNonString",
            format!("a map is indexed by text, not {}", other.type_name()),
        )),
        (other, _) => Err(RuntimeError::wrong_type(format!(
            "cannot index into {}",
            other.type_name()
        ))),
    }
}

pub(super) fn slice(
    subject: &Compiled,
    from: Option<&Compiled>,
    to: Option<&Compiled>,
    row: &mut Row,
    context: &Context<'_>,
) -> Evaluation<Value> {
    let subject = subject.evaluate(row, context)?;
    let mut bound =
        |part: Option<&Compiled>| part.map(|part| part.evaluate(row, context)).transpose();
    let (from, to) = (bound(from)?, bound(to)?);
    let values = match &subject {
        Value::Null => return Ok(Value::Null),
        Value::List(values) => values,
        other => {
            return Err(RuntimeError::wrong_type(format!(
                "cannot take a part of {}",
                other.type_name()
            )));
        }
    };
    let length = values.len() as i64;
    let place = |bound: Option<Value>, default: i64| match bound {
        None => Ok(Some(default)),
        Some(Value::Null) => Ok(None),
        Some(Value::Integer(at)) => Ok(Some(if at < 0 {
            (at + length).max(0)
        } else {
            at.min(length)
        })),
        Some(other) => Err(RuntimeError::wrong_type(format!(
            "a list is cut at integers, not {}",
            other.type_name()
        ))),
    };
    let (Some(from), Some(to)) = (place(from, 0)?, place(to, length)?) else {
        return Ok(Value::Null);
    };
    if from >= to {
        return Ok(Value::list(Vec::new()));
    }
    Ok(values[from as usize..to as usize].to_vec().into())
}

pub(super) fn has_labels(
    subject: &Value,
    test: &LabelTest,
    context: &Context<'_>,
) -> Evaluation<Value> {
    match subject {
        Value::Null => Ok(Value::Null),
        Value::Node(_) | Value::Relationship(_) => Ok(label_test(subject, test, context)?.into()),
        other => Err(RuntimeError::wrong_type(format!(
            "a value of type {} has no labels",
            other.type_name()
        ))),
    }
}

fn label_test(subject: &Value, test: &LabelTest, context: &Context<'_>) -> Evaluation<bool> {
    let graph = context.environment.graph;
    Ok(match (test, subject) {
        (LabelTest::Name(label, _), Value::Node(node)) => {
            label.is_some_and(|label| graph.has_label(*node, label))
        }
        (LabelTest::Name(_, wanted), Value::Relationship(relationship)) => {
            let record =
                crate::query::functions::entity::record(*relationship, &context.environment)?;
            *wanted == Some(record.relationship_type)
        }
        (LabelTest::Name(..), _) => false,
        (LabelTest::Any, Value::Node(node)) => !graph.node_labels(*node).is_empty(),
        (LabelTest::Any, _) => true,
        (LabelTest::Not(inner), _) => !label_test(subject, inner, context)?,
        (LabelTest::And(parts), _) => {
            for part in parts {
                if !label_test(subject, part, context)? {
                    return Ok(false);
                }
            }
            true
        }
        (LabelTest::Or(parts), _) => {
            for part in parts {
                if label_test(subject, part, context)? {
                    return Ok(true);
                }
            }
            false
        }
    })
}

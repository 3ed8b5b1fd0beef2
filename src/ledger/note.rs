//! What people add to a graph beside what articles say: how it is written down.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::anchor::{EntityAnchor, RelationAnchor};
use super::decision::DecisionId;
use crate::value::{Value, temporal};

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// An entity of the articles.
    Entity(EntityAnchor),
    /// What an earlier decision added.
    Decision(DecisionId),
    /// A fact of the articles, or one of its arguments.
    Fact(RelationAnchor),
}

impl Target {
    /// The entity, if it is one of the articles.
    pub fn entity(&self) -> Option<&EntityAnchor> {
        match self {
            Self::Entity(anchor) => Some(anchor),
            _ => None,
        }
    }

    pub(super) fn decision(&mut self) -> Option<&mut DecisionId> {
        match self {
            Self::Decision(id) => Some(id),
            _ => None,
        }
    }
}

/// Keys and values.
pub type Properties = BTreeMap<Box<str>, Property>;

/// A value that a ledger can keep: JSON, with dates and fractions marked, so that they come back
/// exactly as they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Property(Json);

impl Property {
    /// A value as a ledger keeps it: `null`, truth values, numbers, text, dates, and lists of them;
    /// `None` for anything else.
    pub fn of(value: &Value) -> Option<Self> {
        encoded(value).map(Self)
    }

    /// The value; `None` when the JSON is not one that [`Property::of`] gives.
    pub fn value(&self) -> Option<Value> {
        decoded(&self.0)
    }

    pub(super) fn json(&self) -> &Json {
        &self.0
    }

    pub(super) fn from_json(json: Json) -> Option<Self> {
        decoded(&json)?;
        Some(Self(json))
    }
}

fn encoded(value: &Value) -> Option<Json> {
    Some(match value {
        Value::Null => Json::Null,
        Value::Boolean(value) => Json::Bool(*value),
        Value::Integer(number) => Json::from(*number),
        Value::Float(number) => json!({ "float": number.to_string() }),
        Value::String(text) => Json::from(&**text),
        Value::Date(_) => json!({ "date": value.to_string() }),
        Value::List(values) => Json::Array(values.iter().map(encoded).collect::<Option<_>>()?),
        _ => return None,
    })
}

fn decoded(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Boolean(*value),
        Json::Number(number) => Value::Integer(number.as_i64()?),
        Json::String(text) => Value::string(text.as_str()),
        Json::Array(values) => {
            let values: Option<Vec<Value>> = values.iter().map(decoded).collect();
            Value::List(Arc::new(values?))
        }
        Json::Object(entries) => match entries.iter().next()? {
            (key, Json::String(text)) if key == "float" => Value::Float(text.parse().ok()?),
            (key, Json::String(text)) if key == "date" => {
                Value::Date(temporal::parse::date(text).ok()?)
            }
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_were() {
        let date = Value::Date(temporal::parse::date("2025-07-03").unwrap());
        let list = Value::List(Arc::new(vec![Value::Float(0.1), date, Value::Null]));
        for value in [
            Value::Integer(-3),
            Value::string("x"),
            Value::Boolean(true),
            list,
        ] {
            assert_eq!(Property::of(&value).unwrap().value(), Some(value));
        }
    }
}

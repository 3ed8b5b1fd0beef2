//! What nodes, relationships, paths and maps are made of.

use super::{Entry, Environment, unsuitable};
use crate::graph::view::{Direction, Neighbour, RelationshipRecord};
use crate::query::runtime_error::{Evaluation, RuntimeError, RuntimeErrorKind};
use crate::value::{NodeId, RelationshipId, Value};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("id", 1, 1, id),
    ("elementId", 1, 1, element_id),
    ("type", 1, 1, relationship_type),
    ("labels", 1, 1, labels),
    ("keys", 1, 1, keys),
    ("properties", 1, 1, properties),
    ("nodes", 1, 1, nodes),
    ("relationships", 1, 1, relationships),
    ("startNode", 1, 1, start_node),
    ("endNode", 1, 1, end_node),
    ("length", 1, 1, length),
    ("exists", 1, 1, exists),
    ("sentence", 1, 1, sentence),
    ("evidence", 1, 1, evidence),
    ("stands_for", 1, 1, stands_for),
];

/// The error of looking at what was deleted.
pub fn deleted() -> RuntimeError {
    RuntimeError::new(
        RuntimeErrorKind::EntityNotFound,
        "DeletedEntityAccess",
        "the entity was deleted earlier in the query",
    )
}

/// A relationship's ends and type, also when it was deleted in this query.
pub fn record(
    relationship: RelationshipId,
    environment: &Environment<'_>,
) -> Evaluation<RelationshipRecord> {
    environment
        .graph
        .relationship(relationship)
        .or_else(|| environment.changing?.removed_relationship(relationship))
        .ok_or_else(deleted)
}

fn require(node: NodeId, environment: &Environment<'_>) -> Evaluation<NodeId> {
    if environment.graph.contains_node(node) {
        Ok(node)
    } else {
        Err(deleted())
    }
}

fn id(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => Ok(Value::Integer(i64::from(node.0))),
        Value::Relationship(relationship) => Ok(Value::Integer(i64::from(relationship.0))),
        other => Err(unsuitable("id", other)),
    }
}

fn element_id(arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    match id(arguments, environment)? {
        Value::Integer(number) => Ok(number.to_string().into()),
        other => Ok(other),
    }
}

fn relationship_type(arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Relationship(relationship) => {
            let record = record(*relationship, environment)?;
            Ok(environment.graph.type_name(record.relationship_type).into())
        }
        other => Err(unsuitable("type", other)),
    }
}

fn labels(arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => {
            let labels = environment.graph.node_labels(require(*node, environment)?);
            Ok(labels
                .into_iter()
                .map(|label| environment.graph.label_name(label).into())
                .collect::<Vec<Value>>()
                .into())
        }
        other => Err(unsuitable("labels", other)),
    }
}

/// The properties of an entity or the entries of a map, as a map.
pub fn to_map(value: &Value, environment: &Environment<'_>) -> Option<Evaluation<Value>> {
    let graph = environment.graph;
    let own = match value {
        Value::Null => return Some(Ok(Value::Null)),
        Value::Map(_) => return Some(Ok(value.clone())),
        Value::Node(node) => require(*node, environment).map(|node| graph.node_properties(node)),
        Value::Relationship(relationship) => match graph.relationship(*relationship) {
            Some(_) => Ok(graph.relationship_properties(*relationship)),
            None => Err(deleted()),
        },
        _ => return None,
    };
    Some(own.map(|own| {
        Value::map(
            own.into_iter()
                .map(|(key, value)| (graph.key_name(key).into(), value))
                .collect(),
        )
    }))
}

fn properties(arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    to_map(&arguments[0], environment)
        .unwrap_or_else(|| Err(unsuitable("properties", &arguments[0])))
}

fn keys(arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    match to_map(&arguments[0], environment) {
        Some(Ok(Value::Map(entries))) => Ok(entries
            .keys()
            .map(|key| Value::String(key.clone()))
            .collect::<Vec<_>>()
            .into()),
        Some(other) => other,
        None => Err(unsuitable("keys", &arguments[0])),
    }
}

fn nodes(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Path(path) => Ok(path
            .nodes()
            .iter()
            .copied()
            .map(Value::Node)
            .collect::<Vec<_>>()
            .into()),
        other => Err(unsuitable("nodes", other)),
    }
}

fn relationships(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Path(path) => Ok(path
            .relationships()
            .iter()
            .copied()
            .map(Value::Relationship)
            .collect::<Vec<_>>()
            .into()),
        other => Err(unsuitable("relationships", other)),
    }
}

fn start_node(arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    end_of("startNode", &arguments[0], environment, |record| {
        record.start
    })
}

fn end_node(arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    end_of("endNode", &arguments[0], environment, |record| record.end)
}

fn end_of(
    function: &str,
    value: &Value,
    environment: &Environment<'_>,
    end: fn(RelationshipRecord) -> NodeId,
) -> Evaluation<Value> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Relationship(relationship) => {
            Ok(Value::Node(end(record(*relationship, environment)?)))
        }
        other => Err(unsuitable(function, other)),
    }
}

fn length(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Path(path) => Ok(Value::Integer(path.length() as i64)),
        other => Err(unsuitable("length", other)),
    }
}

fn exists(arguments: &[Value], _: &Environment<'_>) -> Evaluation<Value> {
    Ok(Value::Boolean(!arguments[0].is_null()))
}

/// The first sentence that a fact rests on; `null` for what rests on none.
fn sentence(arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    match &arguments[0] {
        Value::Null => Ok(Value::Null),
        Value::Relationship(relationship) => {
            record(*relationship, environment)?;
            Ok(property(*relationship, "sentence", environment))
        }
        other => Err(unsuitable("sentence", other)),
    }
}

/// All sentences that a fact rests on: a list of maps with `document` and `sentence`.
fn evidence(arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    let relationship = match &arguments[0] {
        Value::Null => return Ok(Value::Null),
        Value::Relationship(relationship) => *relationship,
        other => return Err(unsuitable("evidence", other)),
    };
    record(relationship, environment)?;
    // What rests on one sentence has no lists.
    let all = |many: &str, one: &str| match property(relationship, many, environment) {
        Value::List(values) => values.to_vec(),
        _ => vec![property(relationship, one, environment)],
    };
    let sentences = all("sentences", "sentence");
    let documents = all("documents", "document");
    let pieces = documents.into_iter().zip(sentences);
    let pieces = pieces.filter(|(_, sentence)| !sentence.is_null());
    let pieces = pieces.map(|(document, sentence)| {
        Value::map([("document".into(), document), ("sentence".into(), sentence)].into())
    });
    Ok(pieces.collect::<Vec<_>>().into())
}

fn property(relationship: RelationshipId, name: &str, environment: &Environment<'_>) -> Value {
    let key = environment.graph.key_id(name);
    key.map_or(Value::Null, |key| {
        environment.graph.relationship_property(relationship, key)
    })
}

/// What a body stands for: *Russia* for *Kremlin*; `null` where it stands for nothing else.
fn stands_for(arguments: &[Value], environment: &Environment<'_>) -> Evaluation<Value> {
    let node = match &arguments[0] {
        Value::Null => return Ok(Value::Null),
        Value::Node(node) => require(*node, environment)?,
        other => return Err(unsuitable("stands_for", other)),
    };
    let mut found = Value::Null;
    if let Some(kind) = environment.graph.type_id("stands_for") {
        let mut first = |step: Neighbour| {
            found = Value::Node(step.node);
            false
        };
        environment
            .graph
            .visit_neighbours(node, Direction::Outgoing, Some(&[kind]), &mut first);
    }
    Ok(found)
}

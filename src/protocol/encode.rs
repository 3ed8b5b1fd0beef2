//! Values as JSON.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Number, Value as Json, json};

use super::error;
use crate::answer::{Answer, Answerer};
use crate::graph::view::GraphView;
use crate::query::Statistics;
use crate::value::{NodeId, Path, RelationshipId, Value};

/// Rows, their columns, and how long they took.
pub(super) fn rows(
    columns: &[Arc<str>],
    rows: &[Vec<Value>],
    graph: &dyn GraphView,
    elapsed: Duration,
) -> Map<String, Json> {
    let columns: Json = columns.iter().map(|column| Json::from(&**column)).collect();
    let rows = rows.iter().map(|row| {
        let cells = row.iter().map(|cell| value(cell, graph));
        cells.collect::<Json>()
    });
    let elapsed_us = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX);
    let mut answer = Map::new();
    answer.insert("columns".into(), columns);
    answer.insert("rows".into(), rows.collect());
    answer.insert("elapsed_us".into(), elapsed_us.into());
    answer
}

/// An answer with what was understood of the question.
pub(super) fn answer(
    answer: &Answer,
    answerer: &Answerer,
    question: &str,
    elapsed: Duration,
) -> Map<String, Json> {
    let mut encoded = rows(&answer.columns, &answer.rows, answerer.graph(), elapsed);
    let notes = answer.notes.iter();
    let notes = notes.map(|note| error::of_note(note, question));
    encoded.insert("notes".into(), notes.collect());
    encoded.insert("query".into(), answer.query.as_str().into());
    if answer.has_unreal_rows() {
        encoded.insert("modality".into(), json!(answer.modalities));
    }
    if let Some(plan) = &answer.plan {
        encoded.insert("plan".into(), plan.as_str().into());
    }
    encoded
}

/// How much was changed; what is none is left out.
pub(super) fn statistics(statistics: Statistics) -> Json {
    let counts = [
        ("nodes_created", statistics.nodes_created),
        ("nodes_deleted", statistics.nodes_deleted),
        ("relationships_created", statistics.relationships_created),
        ("relationships_deleted", statistics.relationships_deleted),
        ("properties_set", statistics.properties_set),
        ("labels_added", statistics.labels_added),
        ("labels_removed", statistics.labels_removed),
    ];
    let changed = counts.into_iter().filter(|(_, count)| *count > 0);
    changed
        .map(|(name, count)| (name.to_owned(), Json::from(count)))
        .collect::<Map<_, _>>()
        .into()
}

/// A value with the entities it names, as they are now.
pub(super) fn value(value: &Value, graph: &dyn GraphView) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(value) => Json::Bool(*value),
        Value::Integer(number) => Json::from(*number),
        Value::Float(number) => float(*number),
        Value::String(text) => Json::from(&**text),
        Value::List(values) => values
            .iter()
            .map(|element| self::value(element, graph))
            .collect(),
        Value::Map(entries) => {
            let encoded = entries
                .iter()
                .map(|(key, entry)| (key.to_string(), self::value(entry, graph)));
            let encoded = Json::Object(encoded.collect());
            if entries.keys().any(|key| key.starts_with('$')) {
                json!({"$map": encoded})
            } else {
                encoded
            }
        }
        Value::Node(id) => json!({"$node": node(*id, graph)}),
        Value::Relationship(id) => json!({"$rel": relationship(*id, graph)}),
        Value::Path(walk) => json!({"$path": path(walk, graph)}),
        Value::Date(_) => json!({"$date": value.to_string()}),
        Value::LocalTime(_) => json!({"$localtime": value.to_string()}),
        Value::Time(_) => json!({"$time": value.to_string()}),
        Value::LocalDateTime(_) => json!({"$localdatetime": value.to_string()}),
        Value::DateTime(_) => json!({"$datetime": value.to_string()}),
        Value::Duration(_) => json!({"$duration": value.to_string()}),
    }
}

fn float(number: f64) -> Json {
    match Number::from_f64(number) {
        Some(number) => Json::Number(number),
        None if number.is_nan() => json!({"$float": "NaN"}),
        None if number > 0.0 => json!({"$float": "Infinity"}),
        None => json!({"$float": "-Infinity"}),
    }
}

fn properties(own: Vec<(crate::graph::view::KeyId, Value)>, graph: &dyn GraphView) -> Json {
    let entries = own
        .into_iter()
        .map(|(key, entry)| (graph.key_name(key).to_owned(), value(&entry, graph)));
    Json::Object(entries.collect::<Map<_, _>>())
}

fn node(id: NodeId, graph: &dyn GraphView) -> Json {
    let labels: Json = graph
        .node_labels(id)
        .into_iter()
        .map(|label| Json::from(graph.label_name(label)))
        .collect();
    json!({"id": id.0, "labels": labels, "properties": properties(graph.node_properties(id), graph)})
}

fn relationship(id: RelationshipId, graph: &dyn GraphView) -> Json {
    let Some(record) = graph.relationship(id) else {
        return json!({"id": id.0, "type": "", "start": null, "end": null, "properties": {}});
    };
    json!({
        "id": id.0,
        "type": graph.type_name(record.relationship_type),
        "start": record.start.0,
        "end": record.end.0,
        "properties": properties(graph.relationship_properties(id), graph),
    })
}

fn path(path: &Path, graph: &dyn GraphView) -> Json {
    let nodes: Json = path.nodes().iter().map(|id| node(*id, graph)).collect();
    let relationships: Json = path
        .relationships()
        .iter()
        .map(|id| relationship(*id, graph))
        .collect();
    json!({"nodes": nodes, "relationships": relationships})
}

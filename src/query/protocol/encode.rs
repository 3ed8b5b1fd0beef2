//! Values as JSON.

use serde_json::{Map, Number, Value as Json, json};

use crate::graph::view::GraphView;
use crate::value::{NodeId, Path, RelationshipId, Value};

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

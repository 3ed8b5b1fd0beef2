//! Values of an answer as people read them and as JSON.

use serde_json::{Map, Value as Json};

use super::Answerer;
use crate::value::{NodeId, Path, RelationshipId, Value};

impl Answerer {
    /// A value for people: text without quotes, a node by its name, a missing value as nothing.
    pub fn text(&self, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::String(text) => text.to_string(),
            Value::Node(id) => self.node_text(*id),
            Value::Relationship(id) => self.relationship_text(*id),
            Value::List(values) => {
                let texts: Vec<String> = values.iter().map(|value| self.text(value)).collect();
                texts.join(", ")
            }
            Value::Path(path) => {
                let mut text = self.node_text(path.nodes()[0]);
                for (relationship, node) in steps(path) {
                    let arrow = self.arrow(relationship, node);
                    text = format!("{text} {arrow} {}", self.node_text(node));
                }
                text
            }
            other => other.to_string(),
        }
    }

    /// A value as JSON: nodes with `labels` and `properties`, relationships with `type`, ends by
    /// name and `properties`, dates and durations as text.
    pub fn json(&self, value: &Value) -> Json {
        match value {
            Value::Null => Json::Null,
            Value::Boolean(value) => (*value).into(),
            Value::Integer(number) => (*number).into(),
            Value::Float(number) => (*number).into(),
            Value::String(text) => (**text).into(),
            Value::List(values) => values.iter().map(|value| self.json(value)).collect(),
            Value::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| (key.to_string(), self.json(value)));
                Json::Object(entries.collect())
            }
            Value::Node(id) => self.node_json(*id),
            Value::Relationship(id) => self.relationship_json(*id),
            Value::Path(path) => {
                let mut walk = vec![self.node_json(path.nodes()[0])];
                for (relationship, node) in steps(path) {
                    walk.push(self.relationship_json(relationship));
                    walk.push(self.node_json(node));
                }
                walk.into()
            }
            other => other.to_string().into(),
        }
    }

    fn node_text(&self, node: NodeId) -> String {
        let name = self
            .graph
            .key_id("name")
            .map(|key| self.graph.node_property(node, key));
        match name {
            Some(Value::String(name)) => name.to_string(),
            _ => format!("(#{})", node.0),
        }
    }

    fn relationship_text(&self, relationship: RelationshipId) -> String {
        let Some(record) = self.graph.relationship(relationship) else {
            return String::new();
        };
        let kind = self.graph.type_name(record.relationship_type);
        format!(
            "{} {kind} {}",
            self.node_text(record.start),
            self.node_text(record.end)
        )
    }

    /// `-call->` or `<-call-`, seen from the walk that arrives at `node`.
    fn arrow(&self, relationship: RelationshipId, node: NodeId) -> String {
        let Some(record) = self.graph.relationship(relationship) else {
            return "--".to_owned();
        };
        let kind = self.graph.type_name(record.relationship_type);
        if record.end == node {
            format!("-{kind}->")
        } else {
            format!("<-{kind}-")
        }
    }

    fn node_json(&self, node: NodeId) -> Json {
        let labels = self.graph.node_labels(node).into_iter();
        let labels: Vec<&str> = labels.map(|label| self.graph.label_name(label)).collect();
        let properties = self.properties(self.graph.node_properties(node));
        serde_json::json!({ "labels": labels, "properties": properties })
    }

    fn relationship_json(&self, relationship: RelationshipId) -> Json {
        let Some(record) = self.graph.relationship(relationship) else {
            return Json::Null;
        };
        let properties = self.properties(self.graph.relationship_properties(relationship));
        serde_json::json!({
            "type": self.graph.type_name(record.relationship_type),
            "start": self.node_text(record.start),
            "end": self.node_text(record.end),
            "properties": properties,
        })
    }

    fn properties(&self, own: Vec<(crate::graph::view::KeyId, Value)>) -> Map<String, Json> {
        let named = own.into_iter();
        named
            .map(|(key, value)| (self.graph.key_name(key).to_owned(), self.json(&value)))
            .collect()
    }
}

/// Each relationship of a walk with the node it leads to.
fn steps(path: &Path) -> impl Iterator<Item = (RelationshipId, NodeId)> + '_ {
    path.relationships()
        .iter()
        .copied()
        .zip(path.nodes()[1..].iter().copied())
}

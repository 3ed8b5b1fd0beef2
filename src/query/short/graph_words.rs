//! The vocabulary of a graph, read from what queries see of it.

use std::sync::Arc;

use super::known::{Known, SharedGraph};
use super::{KnownEntity, WordList};
use crate::graph::view::{GraphView, KeyId};
use crate::value::{NodeId, Value};

/// Labels of nodes that are words of an article rather than things.
const WORDS: [&str; 3] = ["Phrase", "Statement", "Unspecified"];

impl WordList {
    /// The words of `graph`, with a function from a verb's form to its lemma.
    ///
    /// Entities are the nodes labelled `Entity`; in a graph without that label, all nodes with a
    /// `name` but phrases and statements. Visits every node once, unless the graph has a
    /// [directory](super::directory): then only those that are looked up.
    pub fn of_graph(
        graph: &SharedGraph,
        verb_lemma: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> Self {
        let (relations, labels) = (relations(&**graph), labels(&**graph));
        Self::knowing(Known::of_graph(graph), relations, labels, verb_lemma)
            .with_denials(graph.key_id("negated").is_some())
            .with_publishers(graph.key_id("published_by").is_some())
    }

    /// The words of `graph` without the names of its nodes, none of which is visited.
    pub fn of_types(
        graph: &dyn GraphView,
        verb_lemma: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> Self {
        let nobody = Known::listed(Vec::new());
        Self::knowing(nobody, relations(graph), labels(graph), verb_lemma)
    }
}

fn relations(graph: &dyn GraphView) -> Vec<(String, u64)> {
    let types = graph.types().into_iter();
    types
        .map(|kind| {
            let count = graph.type_count(kind) as u64;
            (graph.type_name(kind).to_owned(), count)
        })
        .collect()
}

fn labels(graph: &dyn GraphView) -> Vec<(String, u64)> {
    let labels = graph.labels().into_iter();
    labels
        .map(|label| {
            let count = graph.label_count(label) as u64;
            (graph.label_name(label).to_owned(), count)
        })
        .collect()
}

/// All entities, by their nodes.
pub(super) fn entities(graph: &dyn GraphView) -> Vec<Arc<KnownEntity>> {
    let mut entities = Vec::new();
    visit_entities(graph, &mut |_, entity| entities.push(Arc::new(entity)));
    entities
}

/// Shows all entities, by their nodes.
pub(super) fn visit_entities(graph: &dyn GraphView, show: &mut dyn FnMut(NodeId, KnownEntity)) {
    let Some(keys) = EntityKeys::of(graph) else {
        return;
    };
    graph.visit_nodes(graph.label_id("Entity"), &mut |node| {
        if let Some(entity) = keys.entity(graph, node) {
            show(node, entity);
        }
        true
    });
}

/// The properties that tell of an entity, as far as a graph has them.
pub(super) struct EntityKeys {
    name: KeyId,
    aliases: Option<KeyId>,
    descriptions: Option<KeyId>,
    members: Option<KeyId>,
    mentions: Option<KeyId>,
}

impl EntityKeys {
    /// `None` where nothing has a name.
    pub(super) fn of(graph: &dyn GraphView) -> Option<Self> {
        Some(Self {
            name: graph.key_id("name")?,
            aliases: graph.key_id("aliases"),
            descriptions: graph.key_id("descriptions"),
            members: graph.key_id("members"),
            mentions: graph.key_id("mentions"),
        })
    }

    /// The entity that a node is; none for words of an article, and for what has no name.
    pub(super) fn entity(&self, graph: &dyn GraphView, node: NodeId) -> Option<KnownEntity> {
        let kind = kind(graph, node)?;
        let Value::String(name) = graph.node_property(node, self.name) else {
            return None;
        };
        let list = |key: Option<KeyId>| key.map_or_else(Vec::new, |key| texts(graph, node, key));
        Some(KnownEntity {
            name: name.to_string(),
            aliases: list(self.aliases),
            descriptions: list(self.descriptions),
            members: list(self.members),
            kind,
            mentions: match self.mentions.map(|key| graph.node_property(node, key)) {
                Some(Value::Integer(count)) => count.unsigned_abs(),
                _ => 0,
            },
        })
    }
}

/// The label that says what a thing is; none for words of an article.
fn kind(graph: &dyn GraphView, node: NodeId) -> Option<String> {
    let labels = graph.node_labels(node);
    let mut names = labels
        .iter()
        .map(|&label| graph.label_name(label))
        .peekable();
    if names.peek().is_none() {
        return Some("Other".into());
    }
    let names: Vec<&str> = names.collect();
    if names.iter().any(|name| WORDS.contains(name)) {
        return None;
    }
    Some(
        (*names
            .iter()
            .find(|name| **name != "Entity")
            .unwrap_or(&names[0]))
        .to_owned(),
    )
}

fn texts(graph: &dyn GraphView, node: NodeId, key: KeyId) -> Vec<String> {
    let Value::List(values) = graph.node_property(node, key) else {
        return Vec::new();
    };
    values
        .iter()
        .filter_map(|value| match value {
            Value::String(text) => Some(text.to_string()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Vocabulary;
    use super::*;
    use crate::graph::property_graph::PropertyGraph;

    #[test]
    fn entities_are_things_and_not_words() {
        let mut graph = PropertyGraph::new();
        let (name, aliases) = (graph.intern_key("name"), graph.intern_key("aliases"));
        for (text, label) in [("Vladimir Putin", "Person"), ("its aims", "Phrase")] {
            let node = graph.add_node();
            let label = graph.intern_label(label);
            graph.add_label(node, label);
            graph.set_node_property(node, name, Value::string(text));
            let list = Value::List(Arc::new(vec![Value::string("Putin")]));
            graph.set_node_property(node, aliases, list);
        }
        let graph: SharedGraph = Arc::new(graph);
        let words = WordList::of_graph(&graph, str::to_owned);
        let names: Vec<&str> = words
            .entities()
            .iter()
            .map(|entity| entity.name.as_str())
            .collect();
        assert_eq!(names, ["Vladimir Putin"]);
        assert_eq!(words.entities_called("putin").len(), 1);
    }
}

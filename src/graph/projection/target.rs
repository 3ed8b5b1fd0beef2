//! What a projection is written into: a graph that can be changed, or columns that are frozen next.
//!
//! Both get nodes and relationships with all their properties at once, and number labels, types and keys by first
//! use, so that freezing the one gives the other.

use crate::graph::frozen::{ColumnBuilder, FrozenGraph, GraphBuilder, TooLarge};
use crate::graph::property_graph::PropertyGraph;
use crate::value::{NodeId, Value};

/// The value of a property while it is on its way.
#[derive(Debug, Clone)]
pub(super) enum Property<'p> {
    /// Nothing; the key is known all the same.
    Missing,
    Text(&'p str),
    Integer(i64),
    Float(f64),
    Other(Value),
}

impl From<Property<'_>> for Value {
    fn from(property: Property<'_>) -> Self {
        match property {
            Property::Missing => Self::Null,
            Property::Text(text) => text.into(),
            Property::Integer(number) => number.into(),
            Property::Float(number) => number.into(),
            Property::Other(value) => value,
        }
    }
}

/// A property by its key.
pub(super) type Named<'p> = (&'static str, Property<'p>);

/// A graph in the making. Nodes count from 0.
pub(super) trait Target {
    fn add_node<'p>(
        &mut self,
        labels: &[&str],
        properties: impl IntoIterator<Item = Named<'p>>,
    ) -> NodeId;

    fn add_relationship<'p>(
        &mut self,
        start: NodeId,
        kind: &str,
        end: NodeId,
        properties: impl IntoIterator<Item = Named<'p>>,
    );
}

impl Target for PropertyGraph {
    fn add_node<'p>(
        &mut self,
        labels: &[&str],
        properties: impl IntoIterator<Item = Named<'p>>,
    ) -> NodeId {
        let node = Self::add_node(self);
        for label in labels {
            let label = self.intern_label(label);
            self.add_label(node, label);
        }
        for (key, value) in properties {
            let key = self.intern_key(key);
            self.set_node_property(node, key, value.into());
        }
        node
    }

    fn add_relationship<'p>(
        &mut self,
        start: NodeId,
        kind: &str,
        end: NodeId,
        properties: impl IntoIterator<Item = Named<'p>>,
    ) {
        let kind = self.intern_type(kind);
        let id = Self::add_relationship(self, start, kind, end);
        for (key, value) in properties {
            let key = self.intern_key(key);
            self.set_relationship_property(id, key, value.into());
        }
    }
}

/// A frozen graph in the making, without the detour over one that can be changed.
#[derive(Debug)]
pub(super) struct Columns {
    builder: GraphBuilder,
    /// Keys by first use, as the graph that can be changed numbers them.
    keys: Vec<&'static str>,
    nodes: Vec<Column>,
    relationships: Vec<Column>,
}

/// A column, and for how many elements it has a value or nothing by now.
#[derive(Debug, Default)]
struct Column {
    builder: ColumnBuilder,
    length: usize,
}

impl Column {
    fn pad_to(&mut self, length: usize) {
        (self.length..length).for_each(|_| self.builder.push(Value::Null));
        self.length = length;
    }

    fn put(&mut self, at: usize, property: Property<'_>) {
        self.pad_to(at);
        match property {
            Property::Text(text) => self.builder.push_text(text),
            Property::Integer(number) => self.builder.push_integer(number),
            Property::Float(number) => self.builder.push_float(number),
            other => self.builder.push(other.into()),
        }
        self.length += 1;
    }
}

impl Columns {
    pub(super) fn new() -> Self {
        Self {
            builder: GraphBuilder::default(),
            keys: vec!["name"],
            nodes: vec![Column::default()],
            relationships: vec![Column::default()],
        }
    }

    /// The number of a key; `guess` is where it was the last time.
    fn key(&mut self, name: &'static str, guess: usize) -> usize {
        if self.keys.get(guess).is_some_and(|own| *own == name) {
            return guess;
        }
        if let Some(number) = self.keys.iter().position(|own| *own == name) {
            return number;
        }
        self.keys.push(name);
        self.nodes.push(Column::default());
        self.relationships.push(Column::default());
        self.keys.len() - 1
    }

    /// The graph.
    ///
    /// # Errors
    /// If there is more than numbers of 32 bits can count.
    pub(super) fn freeze(mut self) -> Result<FrozenGraph, TooLarge> {
        let (nodes, relationships) = (self.builder.node_count(), self.builder.relationship_count());
        for (key, mut column) in self.keys.iter().zip(self.nodes) {
            column.pad_to(nodes);
            if !column.builder.is_empty() {
                self.builder.set_node_column(key, column.builder);
            }
        }
        for (key, mut column) in self.keys.iter().zip(self.relationships) {
            column.pad_to(relationships);
            if !column.builder.is_empty() {
                self.builder.set_relationship_column(key, column.builder);
            }
        }
        self.builder.finish()
    }
}

impl Target for Columns {
    fn add_node<'p>(
        &mut self,
        labels: &[&str],
        properties: impl IntoIterator<Item = Named<'p>>,
    ) -> NodeId {
        let labels = labels
            .iter()
            .map(|label| self.builder.label(label))
            .collect();
        let set = self.builder.label_set(labels);
        let node = self.builder.add_node(set);
        let mut guess = 0;
        for (key, property) in properties {
            let key = self.key(key, guess);
            self.nodes[key].put(node as usize, property);
            guess = key + 1;
        }
        NodeId(node)
    }

    fn add_relationship<'p>(
        &mut self,
        start: NodeId,
        kind: &str,
        end: NodeId,
        properties: impl IntoIterator<Item = Named<'p>>,
    ) {
        let at = self.builder.relationship_count();
        let kind = self.builder.relationship_type(kind);
        self.builder.add_relationship(start.0, kind, end.0);
        let mut guess = 0;
        for (key, property) in properties {
            let key = self.key(key, guess);
            self.relationships[key].put(at, property);
            guess = key + 1;
        }
    }
}

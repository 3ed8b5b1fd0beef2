//! A frozen graph ↔ the sections of a file, and the table that says where they lie.

use std::io;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::adjacency::{Adjacency, AdjacencyLayout};
use super::column::{ColumnLayout, PropertyColumn};
use super::section::{Blocks, Place, Section, Sink, store};
use super::{FrozenGraph, Labels, Names, Property};

/// Where the parts of a graph lie in a file, and all that is small.
#[derive(Debug, Serialize, Deserialize)]
pub struct Layout {
    labels: Vec<Box<str>>,
    label_sets: Vec<Vec<u32>>,
    label_counts: Vec<u64>,
    node_label_sets: Place,
    types: Vec<Box<str>>,
    type_counts: Vec<u64>,
    keys: Vec<Box<str>>,
    relationships: u64,
    loops: u64,
    outgoing: AdjacencyLayout,
    incoming: AdjacencyLayout,
    node_properties: Vec<(u32, ColumnLayout)>,
    relationship_properties: Vec<(u32, ColumnLayout)>,
}

impl Layout {
    /// Whether the numbers in it fit together, so that none leads outside of a table.
    fn is_sound(&self) -> bool {
        let count = |names: &Vec<Box<str>>| names.len();
        let keys = count(&self.keys) as u32;
        let mut properties = self
            .node_properties
            .iter()
            .chain(&self.relationship_properties);
        count(&self.labels) == self.label_counts.len()
            && count(&self.types) == self.type_counts.len()
            && self.relationships < u64::from(u32::MAX)
            && self.node_label_sets.length < u64::from(u32::MAX)
            && properties.all(|(key, _)| *key < keys)
            && self
                .label_sets
                .iter()
                .flatten()
                .all(|label| (*label as usize) < count(&self.labels))
    }
}

impl FrozenGraph {
    /// Writes the sections; gives where they are.
    ///
    /// # Errors
    /// What the sink fails with.
    pub fn store(&self, sink: &mut dyn Sink) -> io::Result<Layout> {
        Ok(Layout {
            node_label_sets: store(self.labels.node_sets.whole(), sink)?,
            outgoing: self.outgoing.store(sink)?,
            incoming: self.incoming.store(sink)?,
            node_properties: store_all(&self.node_properties, sink)?,
            relationship_properties: store_all(&self.relationship_properties, sink)?,
            labels: self.labels.names.clone(),
            label_sets: self.labels.sets.clone(),
            label_counts: self.labels.counts.clone(),
            types: self.types.names.clone(),
            type_counts: self.type_counts.clone(),
            keys: self.keys.names.clone(),
            relationships: self.relationship_count as u64,
            loops: self.loops,
        })
    }

    /// The graph of a file; its sections are read when they are needed. `None` if the layout does not fit together.
    pub fn stored(layout: Layout, blocks: &Arc<dyn Blocks>) -> Option<Self> {
        if !layout.is_sound() {
            return None;
        }
        let nodes = layout.node_label_sets.length as usize;
        let relationships = layout.relationships as usize;
        let counts = [nodes, layout.types.len(), relationships];
        let sets = Some(layout.label_sets.len() as u32);
        let columns = |layouts: &[(u32, ColumnLayout)], count: usize| {
            let columns = layouts.iter();
            columns
                .map(|(key, column)| Property {
                    key: *key,
                    column: PropertyColumn::stored(column, blocks, count),
                })
                .collect()
        };
        Some(Self {
            outgoing: Adjacency::stored(&layout.outgoing, blocks, counts),
            incoming: Adjacency::stored(&layout.incoming, blocks, counts),
            node_properties: columns(&layout.node_properties, nodes),
            relationship_properties: columns(&layout.relationship_properties, relationships),
            labels: Labels::from_parts(
                layout.labels,
                layout.label_sets,
                layout.label_counts,
                Section::stored(blocks, layout.node_label_sets, sets),
            ),
            types: Names::new(layout.types),
            type_counts: layout.type_counts,
            keys: Names::new(layout.keys),
            relationship_count: relationships,
            loops: layout.loops,
            starts: OnceLock::new(),
            by_type: OnceLock::new(),
            blocks: Some(blocks.clone()),
        })
    }
}

fn store_all(properties: &[Property], sink: &mut dyn Sink) -> io::Result<Vec<(u32, ColumnLayout)>> {
    let stored = properties.iter();
    stored
        .map(|property| Ok((property.key, property.column.store(sink)?)))
        .collect()
}

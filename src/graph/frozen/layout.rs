//! A frozen graph ↔ the sections of a file, and the table that says where they lie.

use std::io;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::adjacency::{Adjacency, AdjacencyLayout};
use super::chronicle::{Chronicle, ChronicleLayout};
use super::column::{ColumnLayout, PropertyColumn};
use super::directory::{Directory, DirectoryLayout};
use super::section::{Blocks, Place, Section, Sink, store};
use super::types::{Types, TypesLayout};
use super::{FrozenGraph, Labels, Names, Property};

/// Where the parts of a graph lie in a file, and all that is small.
#[derive(Debug, Serialize, Deserialize)]
pub struct Layout {
    labels: Vec<Box<str>>,
    label_sets: Vec<Vec<u32>>,
    label_counts: Vec<u64>,
    node_label_sets: Place,
    /// Only in files from before version 3, as the next.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    types: Vec<Box<str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    type_counts: Vec<u64>,
    #[serde(default)]
    type_table: Option<TypesLayout>,
    keys: Vec<Box<str>>,
    relationships: u64,
    loops: u64,
    outgoing: AdjacencyLayout,
    incoming: AdjacencyLayout,
    node_properties: Vec<(u32, ColumnLayout)>,
    relationship_properties: Vec<(u32, ColumnLayout)>,
    /// None in files from before version 3.
    #[serde(default)]
    chronicles: Vec<ChronicleLayout>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    directory: Option<DirectoryLayout>,
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
            && self.type_table.is_none_or(|own| own.is_sound())
            && self.relationships < u64::from(u32::MAX)
            && self.node_label_sets.length < u64::from(u32::MAX)
            && properties.all(|(key, _)| *key < keys)
            && self.chronicles.iter().all(|own| own.key < keys)
            && self.directory.is_none_or(|own| own.is_sound())
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
            chronicles: {
                let all = self.chronicles.iter();
                all.map(|own| own.store(sink)).collect::<io::Result<_>>()?
            },
            directory: match &self.directory {
                Some(directory) => Some(directory.store(sink)?),
                None => None,
            },
            labels: self.labels.names.clone(),
            label_sets: self.labels.sets.clone(),
            label_counts: self.labels.counts.clone(),
            types: Vec::new(),
            type_counts: Vec::new(),
            type_table: Some(self.types.store(sink)?),
            keys: self.keys.to_list(),
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
        let types = match layout.type_table {
            Some(table) => Types::stored(table, blocks),
            None => Types::new(layout.types, layout.type_counts),
        };
        let counts = [nodes, types.len(), relationships];
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
        let relationship_properties: Vec<Property> =
            columns(&layout.relationship_properties, relationships);
        let chronicles = layout.chronicles.iter();
        let chronicles = chronicles
            .map(|own| Chronicle::stored(own, &relationship_properties, blocks))
            .collect();
        let directory = layout.directory.as_ref();
        Some(Self {
            directory: directory.map(|own| Directory::stored(own, blocks, nodes)),
            chronicles,
            outgoing: Adjacency::stored(&layout.outgoing, blocks, counts),
            incoming: Adjacency::stored(&layout.incoming, blocks, counts),
            node_properties: columns(&layout.node_properties, nodes),
            relationship_properties,
            labels: Labels::from_parts(
                layout.labels,
                layout.label_sets,
                layout.label_counts,
                Section::stored(blocks, layout.node_label_sets, sets),
            ),
            types,
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

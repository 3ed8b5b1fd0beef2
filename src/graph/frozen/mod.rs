//! The graph that is only read: compressed rows in both directions, properties in columns, texts once and in order.
//!
//! Goes in: a [`GraphBuilder`], a [`PropertyGraph`](super::property_graph::PropertyGraph), or a [`Layout`] with the
//! bytes of a file. Comes out: what queries see of it ([`GraphView`](super::view::GraphView)), and the tables
//! themselves, for what counts without looking at rows. petgraph's algorithms run on it through its `visit` traits.
//!
//! Nodes count from 0 in the order in which they were added, relationships by start, type and end.

mod adjacency;
mod builder;
mod chronicle;
mod codes;
mod column;
mod directory;
mod encoding;
mod freeze;
mod labels;
mod layout;
mod section;
mod soundness;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod view;
mod visit;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

pub use adjacency::Adjacency;
pub use builder::{ColumnBuilder, GraphBuilder, TooLarge};
pub use chronicle::Chronicle;
pub use codes::{CodePiece, CodeTable};
pub use column::{FewFloats, Numbers, PropertyColumn};
pub use directory::Directory;
pub use labels::Labels;
pub use layout::Layout;
pub use section::{Blocks, Sink};
pub use text::TextColumn;

use super::view::{Direction, KeyId, TypeId};
use types::Types;

/// A graph that is only read.
pub struct FrozenGraph {
    labels: Labels,
    types: Types,
    keys: Names,
    relationship_count: usize,
    /// How many relationships start and end at the same node.
    loops: u64,
    outgoing: Adjacency,
    incoming: Adjacency,
    node_properties: Vec<Property>,
    relationship_properties: Vec<Property>,
    chronicles: Vec<Chronicle>,
    /// Who goes by which name, if somebody entered it.
    directory: Option<Directory>,
    starts: OnceLock<Vec<u32>>,
    by_type: OnceLock<ByType>,
    /// The file that sections are read from.
    blocks: Option<Arc<dyn Blocks>>,
}

/// A column and the number of its key.
#[derive(Debug)]
struct Property {
    key: u32,
    column: PropertyColumn,
}

/// Names as numbers.
#[derive(Debug)]
struct Names(IndexSet<Box<str>, FxBuildHasher>);

/// The relationships of each type, ascending.
#[derive(Debug)]
struct ByType {
    offsets: Vec<u32>,
    relationships: Vec<u32>,
}

impl Names {
    fn new(names: Vec<Box<str>>) -> Self {
        Self(names.into_iter().collect())
    }

    fn name(&self, number: u32) -> &str {
        &self.0[number as usize]
    }

    fn number(&self, name: &str) -> Option<u32> {
        self.0.get_index_of(name).map(|number| number as u32)
    }

    fn to_list(&self) -> Vec<Box<str>> {
        self.0.iter().cloned().collect()
    }
}

impl FrozenGraph {
    /// The relationships that start at each node; their numbers are their positions.
    pub fn outgoing(&self) -> &Adjacency {
        &self.outgoing
    }

    /// The relationships that end at each node.
    pub fn incoming(&self) -> &Adjacency {
        &self.incoming
    }

    /// The relationships at each node in one of the two directions.
    ///
    /// # Panics
    /// For both directions together, which have no table.
    pub fn adjacency(&self, direction: Direction) -> &Adjacency {
        match direction {
            Direction::Outgoing => &self.outgoing,
            Direction::Incoming => &self.incoming,
            Direction::Both => unreachable!("callers ask for one direction at a time"),
        }
    }

    /// How many relationships start and end at the same node.
    pub fn loop_count(&self) -> u64 {
        self.loops
    }

    /// Which nodes have which labels.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// A property of the nodes.
    pub fn node_column(&self, key: KeyId) -> Option<&PropertyColumn> {
        find(&self.node_properties, key)
    }

    /// A property of the relationships.
    pub fn relationship_column(&self, key: KeyId) -> Option<&PropertyColumn> {
        find(&self.relationship_properties, key)
    }

    /// The times of the relationships, if this property of theirs is one and they lie in its order too.
    pub fn times(&self, key: KeyId) -> Option<&TextColumn> {
        self.chronicle(key)?;
        find(&self.relationship_properties, key)?.times()
    }

    /// Whether a property of the relationships lies in the order of a time of theirs.
    pub fn is_by_time(&self, time: KeyId, key: KeyId) -> bool {
        self.chronicle(time).is_some_and(|own| own.has(key.0))
    }

    /// For some places in the order of a time, the ranks of another property's values plus one; 0 for none.
    pub fn codes_by_time(
        &self,
        time: KeyId,
        key: KeyId,
        places: Range<usize>,
    ) -> Option<CodePiece<'_>> {
        self.chronicle(time)?.codes(key.0, places)
    }

    /// The nodes by the words that they go by, if somebody entered them.
    pub fn directory(&self) -> Option<&Directory> {
        self.directory.as_ref()
    }

    /// The same graph with a directory.
    #[must_use]
    pub fn with_directory(mut self, directory: Directory) -> Self {
        self.directory = Some(directory);
        self
    }

    fn chronicle(&self, time: KeyId) -> Option<&Chronicle> {
        self.chronicles.iter().find(|own| own.key() == time.0)
    }

    /// The start of each relationship; made on first use.
    pub fn starts(&self) -> &[u32] {
        self.starts.get_or_init(|| {
            let mut starts = vec![0; self.relationship_count];
            for (node, bounds) in self.outgoing.offsets().windows(2).enumerate() {
                if let Some(row) = starts.get_mut(bounds[0] as usize..bounds[1] as usize) {
                    row.fill(node as u32);
                }
            }
            starts
        })
    }

    /// The relationships of a type, ascending, that is by their starts; made on first use.
    pub fn relationships_of_type(&self, relationship_type: TypeId) -> &[u32] {
        let by_type = self.by_type.get_or_init(|| {
            let (_, types, _) = self.outgoing.whole();
            ByType::new(types, self.types.len())
        });
        let at = relationship_type.0 as usize;
        &by_type.relationships[by_type.offsets[at] as usize..by_type.offsets[at + 1] as usize]
    }

    /// The start of a relationship, without making a table for all of them.
    fn start_of(&self, relationship: u32) -> u32 {
        if let Some(starts) = self.starts.get() {
            return starts[relationship as usize];
        }
        let offsets = self.outgoing.offsets();
        let after = offsets.partition_point(|&start| start <= relationship) as u32;
        after.saturating_sub(1)
    }
}

impl ByType {
    fn new(types: &[u32], type_count: usize) -> Self {
        let mut offsets = vec![0u32; type_count + 1];
        for &own in types {
            offsets[own as usize + 1] += 1;
        }
        for at in 0..type_count {
            offsets[at + 1] += offsets[at];
        }
        let mut next = offsets.clone();
        let mut relationships = vec![0; types.len()];
        for (position, &own) in types.iter().enumerate() {
            let place = &mut next[own as usize];
            relationships[*place as usize] = position as u32;
            *place += 1;
        }
        Self {
            offsets,
            relationships,
        }
    }
}

impl std::fmt::Debug for FrozenGraph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let nodes = self.labels.node_count();
        write!(
            f,
            "FrozenGraph({nodes} nodes, {} relationships)",
            self.relationship_count
        )
    }
}

fn find(properties: &[Property], key: KeyId) -> Option<&PropertyColumn> {
    let property = properties.iter().find(|property| property.key == key.0)?;
    Some(&property.column)
}

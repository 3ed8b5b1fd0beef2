//! A frozen graph → what in it does not fit together: every table is read and compared with the others.
//!
//! That the bytes are those that were written is for whoever reads them to see, by their hashes; here it is whether
//! what was written makes sense.

use super::column::PropertyColumn;
use super::text::TextColumn;
use super::{Adjacency, Directory, FrozenGraph, Property};

impl FrozenGraph {
    /// What does not fit together, a line each; empty when all is well. Time and memory follow the size of the graph.
    pub fn problems(&self) -> Vec<String> {
        let (nodes, relationships) = (self.labels.node_count(), self.relationship_count);
        let mut problems = Vec::new();
        for (name, adjacency) in [("outgoing", &self.outgoing), ("incoming", &self.incoming)] {
            let rows = rows(adjacency, nodes, relationships);
            problems.extend(rows.map(|what| format!("the {name} relationships: {what}")));
        }
        // The other tables are read by means of these.
        if !problems.is_empty() {
            return problems;
        }
        if self.outgoing.relationships(0..0).is_some() {
            problems
                .push("the outgoing relationships: their numbers are not their places".to_owned());
        }
        problems.extend(self.directions());
        problems.extend(self.counts());
        let of_nodes = self.node_properties.iter().map(|own| (own, "nodes", nodes));
        let of_relationships = self.relationship_properties.iter();
        let of_relationships = of_relationships.map(|own| (own, "relationships", relationships));
        for (property, owners, count) in of_nodes.chain(of_relationships) {
            let problem = column(property, count);
            let name = self.keys.name(property.key);
            problems.extend(problem.map(|what| format!("property `{name}` of {owners}: {what}")));
        }
        for chronicle in &self.chronicles {
            let problem = chronicle.problem(&self.relationship_properties);
            let name = self.keys.name(chronicle.key());
            problems.extend(problem.map(|what| format!("the order by `{name}`: {what}")));
        }
        let directory = self.directory.as_ref().and_then(Directory::problem);
        problems.extend(directory.map(|what| format!("the directory of names: {what}")));
        problems
    }

    /// Whether both directions hold the same relationships, each once.
    fn directions(&self) -> Option<String> {
        let starts = self.starts();
        let (_, types, ends) = self.outgoing.whole();
        let (offsets, own_types, own_starts) = self.incoming.whole();
        let mut seen = vec![false; self.relationship_count];
        for (end, bounds) in offsets.windows(2).enumerate() {
            for position in bounds[0] as usize..bounds[1] as usize {
                let number = self.incoming.relationship(position) as usize;
                let own = (own_starts[position], own_types[position], end as u32);
                let is_it = seen.get(number) == Some(&false)
                    && own == (starts[number], types[number], ends[number]);
                if !is_it {
                    return Some(format!(
                        "relationship {number} is another one at the node where it ends"
                    ));
                }
                seen[number] = true;
            }
        }
        None
    }

    /// Whether the numbers that are kept are those of the tables.
    fn counts(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let (_, types, ends) = self.outgoing.whole();
        let mut of_types = vec![0u64; self.types.len()];
        types.iter().for_each(|&own| of_types[own as usize] += 1);
        if of_types != self.types.table().counts {
            problems.push("the numbers of relationships of each type are wrong".to_owned());
        }
        let loops = self.starts().iter().zip(ends);
        if loops.filter(|(start, end)| start == end).count() as u64 != self.loops {
            problems.push("the number of loops is wrong".to_owned());
        }
        let mut of_labels = vec![0u64; self.labels.counts.len()];
        for node in 0..self.labels.node_count() as u32 {
            let own = self.labels.of(node).iter();
            own.for_each(|&label| of_labels[label as usize] += 1);
        }
        if of_labels != self.labels.counts {
            problems.push("the numbers of nodes with each label are wrong".to_owned());
        }
        problems
    }
}

/// Whether there is a row for each node, in order.
fn rows(adjacency: &Adjacency, nodes: usize, relationships: usize) -> Option<String> {
    let (offsets, types, others) = adjacency.whole();
    let is_whole = offsets.len() == nodes + 1
        && offsets.first() == Some(&0)
        && offsets.is_sorted()
        && offsets
            .last()
            .is_some_and(|&end| end as usize == relationships)
        && [types.len(), others.len()] == [relationships; 2]
        && adjacency
            .relationships(0..relationships)
            .is_none_or(|numbers| numbers.len() == relationships);
    if !is_whole {
        return Some("the rows do not cover them".to_owned());
    }
    let mut bounds = offsets
        .windows(2)
        .map(|bounds| bounds[0] as usize..bounds[1] as usize);
    let unsorted = bounds.position(|row| {
        let row = types[row.clone()].iter().zip(&others[row]);
        !row.is_sorted()
    });
    unsorted.map(|node| format!("the row of node {node} is not in order"))
}

fn column(property: &Property, count: usize) -> Option<String> {
    let column = &property.column;
    if column.len() != count {
        return Some(format!("{} values for {count}", column.len()));
    }
    match column {
        PropertyColumn::Texts(texts) => self::texts(texts, count),
        PropertyColumn::FewFloats(floats) if !floats.values().is_sorted() => {
            Some("the values are not in order".to_owned())
        }
        PropertyColumn::Small(numbers) => {
            let is_wrong = column.is_unique(count) && repeats(numbers.values());
            is_wrong.then(|| "two values are the same".to_owned())
        }
        PropertyColumn::Integers(numbers) => {
            let is_wrong = column.is_unique(count) && repeats(numbers.values());
            is_wrong.then(|| "two values are the same".to_owned())
        }
        _ => None,
    }
}

fn repeats<T: Copy + Ord>(values: &[T]) -> bool {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.windows(2).any(|pair| pair[0] == pair[1])
}

/// Whether the texts are in order, and the index leads from each to the elements that have it.
fn texts(texts: &TextColumn, count: usize) -> Option<String> {
    let ranks = 0..texts.text_count() as u32;
    let codes = texts.codes();
    if !ranks
        .clone()
        .map(|rank| texts.text(rank))
        .is_sorted_by(|left, right| left < right)
    {
        return Some("the texts are not in order".to_owned());
    }
    if !texts.has_members() {
        return None;
    }
    let mut indexed = 0;
    for rank in ranks {
        let members = texts.members(rank);
        indexed += members.len();
        let has_it =
            |element: &u32| (*element as usize) < count && codes.get(*element as usize) == rank + 1;
        if !members.is_sorted() || !members.iter().all(has_it) {
            return Some(format!(
                "the index of `{}` leads elsewhere",
                texts.text(rank)
            ));
        }
    }
    let with_text = (0..count).filter(|&element| codes.get(element) > 0).count();
    (indexed != with_text).then(|| "the index leaves some out".to_owned())
}

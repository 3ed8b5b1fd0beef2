//! Nodes and relationships in any order → a frozen graph.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::adjacency::Adjacency;
use super::chronicle::Chronicle;
use super::column::{FewFloats, Numbers, Others, PropertyColumn, day_of};
use super::text::TextBuilder;
use super::types::Types;
use super::{FrozenGraph, Labels, Names, Property};
use crate::value::Value;

/// Takes nodes and relationships, then [`GraphBuilder::finish`].
///
/// Properties come column by column: each column gets one value, perhaps `null`, for every node or relationship,
/// in the order in which they were added.
#[derive(Debug, Default)]
pub struct GraphBuilder {
    labels: Vec<Box<str>>,
    /// Sets of labels, each ascending.
    label_sets: Vec<Vec<u32>>,
    label_set_numbers: FxHashMap<Vec<u32>, u32>,
    node_label_sets: Vec<u32>,
    types: Vec<Box<str>>,
    type_numbers: FxHashMap<Box<str>, u32>,
    starts: Vec<u32>,
    relationship_types: Vec<u32>,
    ends: Vec<u32>,
    node_columns: Vec<(Box<str>, ColumnBuilder)>,
    relationship_columns: Vec<(Box<str>, ColumnBuilder)>,
}

/// Too many nodes, relationships or texts for the numbers of 32 bits that a graph counts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a graph holds less than 4294967295 nodes, relationships and bytes of text in a property")]
pub struct TooLarge;

impl GraphBuilder {
    /// The number of a label; new names get the next one.
    pub fn label(&mut self, name: &str) -> u32 {
        if let Some(number) = self.labels.iter().position(|own| **own == *name) {
            return number as u32;
        }
        self.labels.push(name.into());
        self.labels.len() as u32 - 1
    }

    /// The number of a type; new names get the next one.
    pub fn relationship_type(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.type_numbers.get(name) {
            return number;
        }
        let number = self.types.len() as u32;
        self.types.push(name.into());
        self.type_numbers.insert(name.into(), number);
        number
    }

    /// The number of a set of labels; the same for the same labels in any order.
    pub fn label_set(&mut self, mut labels: Vec<u32>) -> u32 {
        labels.sort_unstable();
        labels.dedup();
        if let Some(&number) = self.label_set_numbers.get(&labels) {
            return number;
        }
        let number = self.label_sets.len() as u32;
        self.label_sets.push(labels.clone());
        self.label_set_numbers.insert(labels, number);
        number
    }

    /// Adds a node with a set of labels; nodes count from 0.
    pub fn add_node(&mut self, label_set: u32) -> u32 {
        self.node_label_sets.push(label_set);
        self.node_label_sets.len() as u32 - 1
    }

    /// Adds a relationship between nodes that were added.
    pub fn add_relationship(&mut self, start: u32, relationship_type: u32, end: u32) {
        self.starts.push(start);
        self.relationship_types.push(relationship_type);
        self.ends.push(end);
    }

    /// How many nodes were added.
    pub fn node_count(&self) -> usize {
        self.node_label_sets.len()
    }

    /// How many relationships were added.
    pub fn relationship_count(&self) -> usize {
        self.starts.len()
    }

    /// A property of all nodes.
    pub fn set_node_column(&mut self, key: &str, column: ColumnBuilder) {
        self.node_columns.push((key.into(), column));
    }

    /// A property of all relationships.
    pub fn set_relationship_column(&mut self, key: &str, column: ColumnBuilder) {
        self.relationship_columns.push((key.into(), column));
    }

    /// The graph. Relationships are renumbered: by start, type and end.
    ///
    /// # Errors
    /// If there is more than numbers of 32 bits can count.
    ///
    /// # Panics
    /// If a relationship names a node that was not added.
    pub fn finish(mut self) -> Result<FrozenGraph, TooLarge> {
        let count = self.node_label_sets.len();
        if count >= u32::MAX as usize - 1 || self.starts.len() >= u32::MAX as usize - 1 {
            return Err(TooLarge);
        }
        let mut type_counts = vec![0u64; self.types.len()];
        for &relationship_type in &self.relationship_types {
            type_counts[relationship_type as usize] += 1;
        }
        let ends = self.starts.iter().zip(&self.ends);
        let loops = ends.filter(|(start, end)| start == end).count() as u64;
        let (outgoing, order) =
            Adjacency::sorted(count, &self.starts, &self.relationship_types, &self.ends);
        self.starts = Vec::new();
        self.relationship_types = Vec::new();
        self.ends = Vec::new();
        let incoming = incoming(&outgoing, count);
        let mut keys: Vec<Box<str>> = Vec::new();
        let mut take = |columns: Vec<(Box<str>, ColumnBuilder)>, order: Option<&[u32]>| {
            let mut properties = Vec::new();
            for (name, column) in columns {
                let key = keys.iter().position(|own| *own == name);
                let key = key.unwrap_or_else(|| {
                    keys.push(name);
                    keys.len() - 1
                });
                let column = column.finish(order)?;
                properties.push(Property {
                    key: key as u32,
                    column,
                });
            }
            Ok(properties)
        };
        let node_properties = take(self.node_columns, None)?;
        let relationship_properties = take(self.relationship_columns, Some(&order))?;
        let chronicles = Chronicle::of(&relationship_properties);
        let labels = Labels::new(self.labels, self.label_sets, self.node_label_sets);
        Ok(FrozenGraph {
            relationship_count: order.len(),
            labels,
            types: Types::new(self.types, type_counts),
            keys: Names::new(keys),
            loops,
            outgoing,
            incoming,
            node_properties,
            relationship_properties,
            chronicles,
            starts: OnceLock::new(),
            by_type: OnceLock::new(),
            directory: None,
            blocks: None,
        })
    }
}

/// The same relationships, sorted by their ends.
fn incoming(outgoing: &Adjacency, node_count: usize) -> Adjacency {
    let (offsets, types, ends) = outgoing.whole();
    let mut starts = Vec::with_capacity(ends.len());
    for (node, bounds) in (0u32..).zip(offsets.windows(2)) {
        starts.resize(bounds[1] as usize, node);
    }
    let (incoming, numbers) = Adjacency::sorted(node_count, ends, types, &starts);
    incoming.numbered(numbers)
}

/// A column while values come in; takes the narrowest type that fits all of them.
#[derive(Debug, Default)]
pub struct ColumnBuilder(Growing);

#[derive(Debug)]
enum Growing {
    /// So many elements without a value.
    Nothing(usize),
    Integers(Filled<i64>),
    Floats(Filled<f64>),
    Days(Filled<i32>),
    Booleans(Filled<u8>),
    Texts(TextBuilder),
    Others(Vec<Value>),
}

impl Default for Growing {
    fn default() -> Self {
        Self::Nothing(0)
    }
}

/// Values, and which of them are there; all while `present` is empty.
#[derive(Debug, Default)]
struct Filled<T> {
    values: Vec<T>,
    present: Vec<u8>,
}

impl<T: Default> Filled<T> {
    fn absent(count: usize) -> Self {
        let mut values = Vec::new();
        values.resize_with(count, T::default);
        Self {
            values,
            present: vec![0; count],
        }
    }

    fn push(&mut self, value: Option<T>) {
        let is_present = value.is_some();
        if !is_present && self.present.is_empty() {
            self.present = vec![1; self.values.len()];
        }
        if !self.present.is_empty() || !is_present {
            self.present.push(u8::from(is_present));
        }
        self.values.push(value.unwrap_or_default());
    }

    fn values<'f, V>(&'f self, of: impl Fn(&T) -> V + 'f) -> impl Iterator<Item = Value> + 'f
    where
        V: Into<Value> + 'f,
    {
        let is_there = |at: usize| self.present.get(at).is_none_or(|present| *present == 1);
        let values = self.values.iter().enumerate();
        values.map(move |(at, value)| {
            if is_there(at) {
                of(value).into()
            } else {
                Value::Null
            }
        })
    }
}

impl ColumnBuilder {
    /// The next element has this value; `null` for none.
    pub fn push(&mut self, value: Value) {
        match (&mut self.0, value) {
            (Growing::Nothing(count), Value::Null) => *count += 1,
            (Growing::Nothing(count), value) => {
                let count = *count;
                self.0 = Growing::of(&value, count);
                self.push(value);
            }
            (Growing::Integers(filled), Value::Integer(number)) => filled.push(Some(number)),
            (Growing::Integers(filled), Value::Null) => filled.push(None),
            (Growing::Floats(filled), Value::Float(number)) => filled.push(Some(number)),
            (Growing::Floats(filled), Value::Null) => filled.push(None),
            (Growing::Days(filled), Value::Date(date)) => filled.push(Some(day_of(date))),
            (Growing::Days(filled), Value::Null) => filled.push(None),
            (Growing::Booleans(filled), Value::Boolean(value)) => {
                filled.push(Some(u8::from(value)));
            }
            (Growing::Booleans(filled), Value::Null) => filled.push(None),
            (Growing::Texts(texts), Value::String(text)) => texts.push(Some(&text)),
            (Growing::Texts(texts), Value::Null) => texts.push(None),
            (Growing::Others(values), value) => values.push(value),
            (growing, value) => {
                let mut values = std::mem::take(growing).into_values();
                values.push(value);
                *growing = Growing::Others(values);
            }
        }
    }

    /// Whether no element has a value.
    pub fn is_empty(&self) -> bool {
        matches!(self.0, Growing::Nothing(_))
    }

    /// The next element has this text.
    pub fn push_text(&mut self, text: &str) {
        if let Growing::Texts(texts) = &mut self.0 {
            texts.push(Some(text));
        } else {
            self.push(text.into());
        }
    }

    /// The next element has this whole number.
    pub fn push_integer(&mut self, number: i64) {
        if let Growing::Integers(filled) = &mut self.0 {
            filled.push(Some(number));
        } else {
            self.push(number.into());
        }
    }

    /// The next element has this float.
    pub fn push_float(&mut self, number: f64) {
        if let Growing::Floats(filled) = &mut self.0 {
            filled.push(Some(number));
        } else {
            self.push(number.into());
        }
    }

    /// Columns of nodes have no order of their own.
    fn finish(self, order: Option<&[u32]>) -> Result<PropertyColumn, TooLarge> {
        let for_nodes = order.is_none();
        Ok(match self.0 {
            Growing::Integers(filled) => integers(filled, order, for_nodes),
            Growing::Floats(filled) => floats(filled, order),
            Growing::Days(filled) => PropertyColumn::Days(numbers(filled, order, false)),
            Growing::Booleans(filled) => PropertyColumn::Booleans(numbers(filled, order, false)),
            Growing::Texts(texts) => {
                if texts.byte_count() >= u64::from(u32::MAX) {
                    return Err(TooLarge);
                }
                PropertyColumn::Texts(Box::new(texts.finish(order, for_nodes)))
            }
            growing @ (Growing::Nothing(_) | Growing::Others(_)) => {
                let values = growing.into_values();
                let at = |at: usize| values[at].clone();
                PropertyColumn::Others(match order {
                    None => Others::new((0..values.len()).map(at)),
                    Some(order) => Others::new(order.iter().map(|&own| at(own as usize))),
                })
            }
        })
    }
}

impl Growing {
    /// A column for values like this one, `count` elements without a value before it.
    fn of(value: &Value, count: usize) -> Self {
        match value {
            Value::Integer(_) => Self::Integers(Filled::absent(count)),
            Value::Float(_) => Self::Floats(Filled::absent(count)),
            Value::Date(_) => Self::Days(Filled::absent(count)),
            Value::Boolean(_) => Self::Booleans(Filled::absent(count)),
            Value::String(_) => {
                let mut texts = TextBuilder::default();
                (0..count).for_each(|_| texts.push(None));
                Self::Texts(texts)
            }
            _ => Self::Others(vec![Value::Null; count]),
        }
    }

    fn into_values(self) -> Vec<Value> {
        match self {
            Self::Nothing(count) => vec![Value::Null; count],
            Self::Integers(filled) => filled.values(|number| *number).collect(),
            Self::Floats(filled) => filled.values(|number| *number).collect(),
            Self::Days(filled) => {
                let column = PropertyColumn::Days(numbers(filled, None, false));
                column.values()
            }
            Self::Booleans(filled) => filled.values(|value| *value != 0).collect(),
            Self::Texts(texts) => texts.texts().into_iter().map(Value::from).collect(),
            Self::Others(values) => values,
        }
    }
}

fn integers(filled: Filled<i64>, order: Option<&[u32]>, for_nodes: bool) -> PropertyColumn {
    let is_unique = for_nodes && filled.present.is_empty() && are_different(&filled.values);
    if filled
        .values
        .iter()
        .any(|&number| i32::try_from(number).is_err())
    {
        return PropertyColumn::Integers(numbers(filled, order, is_unique));
    }
    let filled = Filled {
        values: filled.values.iter().map(|&number| number as i32).collect(),
        present: filled.present,
    };
    PropertyColumn::Small(numbers(filled, order, is_unique))
}

fn floats(filled: Filled<f64>, order: Option<&[u32]>) -> PropertyColumn {
    match FewFloats::new(&filled.values, &filled.present, order) {
        Some(few) => PropertyColumn::FewFloats(few),
        None => PropertyColumn::Floats(numbers(filled, order, false)),
    }
}

fn are_different(numbers: &[i64]) -> bool {
    if numbers.windows(2).all(|pair| pair[0] < pair[1]) {
        return true;
    }
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).all(|pair| pair[0] < pair[1])
}

fn numbers<T: super::section::Element>(
    filled: Filled<T>,
    order: Option<&[u32]>,
    is_unique: bool,
) -> Numbers<T> {
    let Some(order) = order else {
        let present = (!filled.present.is_empty()).then_some(filled.present);
        return Numbers::new(filled.values, present, is_unique);
    };
    let values = order.iter().map(|&at| filled.values[at as usize]).collect();
    let present = (!filled.present.is_empty()).then(|| {
        order
            .iter()
            .map(|&at| filled.present[at as usize])
            .collect()
    });
    Numbers::new(values, present, is_unique)
}

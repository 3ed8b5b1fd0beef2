//! What a query computes with: the values of openCypher.
//!
//! A [`Value`] is cheap to clone: text, lists, maps and paths are shared. Entities of the graph are named by their
//! id, so that a row never copies a node. The submodules hold what the language says about values: when two are
//! equal ([`comparison`]), in which order they sort, which ones fall into one group ([`grouping`]), how they print
//! ([`display`]) and what time is ([`temporal`]).

pub mod comparison;
pub mod display;
pub mod grouping;
pub mod temporal;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil;

use temporal::{Duration, OffsetTime, ZonedDateTime};

/// A node's number: given once, never to another node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// A relationship's number: given once, never to another relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationshipId(pub u32);

/// A map value; keys in their own order, so that printing is stable.
pub type MapValue = BTreeMap<Arc<str>, Value>;

/// A value of the query language.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// `null`: unknown.
    #[default]
    Null,
    /// `true`, `false`.
    Boolean(bool),
    /// A 64-bit signed integer.
    Integer(i64),
    /// A 64-bit float.
    Float(f64),
    /// Text.
    String(Arc<str>),
    /// An ordered list.
    List(Arc<Vec<Value>>),
    /// Keys and values.
    Map(Arc<MapValue>),
    /// A node of the graph.
    Node(NodeId),
    /// A relationship of the graph.
    Relationship(RelationshipId),
    /// A walk through the graph.
    Path(Arc<Path>),
    /// A calendar date.
    Date(civil::Date),
    /// A time of day, nowhere in particular.
    LocalTime(civil::Time),
    /// A time of day with an offset from UTC.
    Time(OffsetTime),
    /// A date and time of day, nowhere in particular.
    LocalDateTime(civil::DateTime),
    /// A date and time with an offset or a named zone.
    DateTime(Arc<ZonedDateTime>),
    /// An amount of time in months, days and seconds.
    Duration(Arc<Duration>),
}

/// A walk: always one node more than relationships, each relationship between its neighbours in the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path {
    nodes: Vec<NodeId>,
    relationships: Vec<RelationshipId>,
}

impl Path {
    /// A walk of no step.
    pub fn new(start: NodeId) -> Self {
        Self {
            nodes: vec![start],
            relationships: Vec::new(),
        }
    }

    /// Adds one step to the end.
    pub fn push(&mut self, relationship: RelationshipId, node: NodeId) {
        self.relationships.push(relationship);
        self.nodes.push(node);
    }

    /// The nodes in walking order; never empty.
    pub fn nodes(&self) -> &[NodeId] {
        &self.nodes
    }

    /// The relationships in walking order.
    pub fn relationships(&self) -> &[RelationshipId] {
        &self.relationships
    }

    /// The last node.
    ///
    /// # Panics
    /// Never: a path has a first node.
    pub fn end(&self) -> NodeId {
        *self.nodes.last().expect("a path has a first node")
    }

    /// The number of relationships.
    pub fn length(&self) -> usize {
        self.relationships.len()
    }
}

impl Value {
    /// Text.
    pub fn string(text: impl Into<Arc<str>>) -> Self {
        Self::String(text.into())
    }

    /// A list of `values`.
    pub fn list(values: Vec<Value>) -> Self {
        Self::List(Arc::new(values))
    }

    /// A map of `entries`.
    pub fn map(entries: MapValue) -> Self {
        Self::Map(Arc::new(entries))
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The text, if this is text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, if this is one; a float is not.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The number as a float, if this is an integer or a float.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// The elements, if this is a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(values) => Some(values),
            _ => None,
        }
    }

    /// The entries, if this is a map.
    pub fn as_map(&self) -> Option<&MapValue> {
        match self {
            Self::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The name of the value's type, for messages: `Integer`, `List`, `Node`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "Null",
            Self::Boolean(_) => "Boolean",
            Self::Integer(_) => "Integer",
            Self::Float(_) => "Float",
            Self::String(_) => "String",
            Self::List(_) => "List",
            Self::Map(_) => "Map",
            Self::Node(_) => "Node",
            Self::Relationship(_) => "Relationship",
            Self::Path(_) => "Path",
            Self::Date(_) => "Date",
            Self::LocalTime(_) => "LocalTime",
            Self::Time(_) => "Time",
            Self::LocalDateTime(_) => "LocalDateTime",
            Self::DateTime(_) => "DateTime",
            Self::Duration(_) => "Duration",
        }
    }

    /// Whether the value can be stored as a property: no maps, no entities, and lists only of such values.
    pub fn is_storable(&self) -> bool {
        match self {
            Self::Map(_) | Self::Node(_) | Self::Relationship(_) | Self::Path(_) => false,
            Self::List(values) => values
                .iter()
                .all(|value| value.is_storable() && !matches!(value, Self::List(_))),
            _ => true,
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::String(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::String(value.into())
    }
}

/// `null` for nothing.
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<Vec<Value>> for Value {
    fn from(values: Vec<Value>) -> Self {
        Self::list(values)
    }
}

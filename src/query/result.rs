//! What a query gives: rows, and what it changed.

use std::sync::Arc;

use crate::value::Value;

/// Rows with named columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResultSet {
    /// The names of the columns, in order.
    pub columns: Vec<Arc<str>>,
    /// Each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
    /// What was changed.
    pub statistics: Statistics,
    /// The plan as text, for `EXPLAIN` and `PROFILE`.
    pub plan: Option<String>,
}

/// What a query changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Nodes made.
    pub nodes_created: u64,
    /// Nodes removed.
    pub nodes_deleted: u64,
    /// Relationships made.
    pub relationships_created: u64,
    /// Relationships removed.
    pub relationships_deleted: u64,
    /// Properties set or removed.
    pub properties_set: u64,
    /// Labels given.
    pub labels_added: u64,
    /// Labels taken away.
    pub labels_removed: u64,
}

//! A short question in the full form.

use crate::diagnostic::Diagnostic;
use crate::query::ast::Statement;

/// A short question in the full form.
#[derive(Debug, Clone, PartialEq)]
pub struct Translation {
    /// What gives the rows; its text is what `--show-query` prints.
    pub statement: Statement,
    /// The rows, once each, with two more columns: `facts`, the list of the ids of the facts that each
    /// rests on, and `modalities`, how real they are, for each way to come to the row. Where rows are
    /// counted these are the rows that are.
    pub with_facts: Statement,
    /// Whether `statement` counts the rows of `with_facts`.
    pub is_count: bool,
    /// What was understood: a name that means several, words that were looked for in phrases.
    pub notes: Vec<Diagnostic>,
    /// Whether it asks if something is so: then no row says that nothing is said about it.
    pub asks_whether: bool,
}

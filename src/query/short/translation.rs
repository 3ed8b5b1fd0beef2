//! A short question in the full form.

use crate::diagnostic::Diagnostic;
use crate::query::ast::Statement;

/// A short question in the full form.
#[derive(Debug, Clone, PartialEq)]
pub struct Translation {
    /// What gives the rows; its text is what `--show-query` prints.
    pub statement: Statement,
    /// The same rows, once each, with one more column `facts`: the list of the ids of the facts that
    /// each row rests on. None where a row is a number.
    pub with_facts: Option<Statement>,
    /// What was understood: a name that means several, words that were looked for in phrases.
    pub notes: Vec<Diagnostic>,
    /// Whether it asks if something is so: then no row says that nothing is said about it.
    pub asks_whether: bool,
}

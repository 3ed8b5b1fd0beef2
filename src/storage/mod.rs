//! The graph file: articles, what was read in them, and the graph that follows, as rows of SQLite.
//!
//! Goes in: readings. Comes out: a [`KnowledgeBase`](crate::knowledge_base::KnowledgeBase), or a
//! [`StorageError`] that says what is wrong with the file and what to do. An article is in the
//! file whole or not at all; readers see one state while a writer makes the next. The readings
//! are the truth; the rows of the linked graph are made from them, and anew when they are stale.
//! The only folder that names rusqlite.

mod articles;
mod connection;
mod consistency;
mod digest;
mod error;
mod graph_file;
mod graph_rows;
mod header;
mod import;
mod ledger_rows;
mod reading_rows;
mod salvage;
mod schema;
mod snapshot;
mod state;
#[cfg(test)]
mod tests;
mod text;
mod verification;

pub use digest::Digest;
pub use error::StorageError;
pub use graph_file::{Change, GraphFile, check_folder};
pub use graph_rows::{StatedFact, StatedFacts};
pub use import::{ImportError, ImportProblem, import};
pub use salvage::{Salvage, salvage};
pub use snapshot::Snapshot;
pub use verification::Verification;

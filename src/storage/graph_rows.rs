//! The linked graph ↔ its rows.

mod fact;
mod read;
mod table;
mod write;

use std::collections::HashMap;

use rusqlite::Connection;

use super::error::RowError;
use crate::document::DocumentId;

pub(super) use fact::facts;
pub use fact::{StatedFact, StatedFacts};
pub(super) use read::read;
pub(super) use write::write;

/// Which row of `documents` an article is in.
type DocumentRows = HashMap<DocumentId, i64>;

fn document_rows(connection: &Connection) -> Result<DocumentRows, RowError> {
    let mut statement = connection.prepare_cached("SELECT name, id FROM documents")?;
    let mut rows = statement.query([])?;
    let mut documents = HashMap::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        documents.insert(DocumentId::new(name), row.get(1)?);
    }
    Ok(documents)
}

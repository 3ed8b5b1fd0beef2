//! The linked graph ↔ its rows.

mod read;
mod write;

use std::collections::HashMap;

use rusqlite::Connection;

use super::error::RowError;
use crate::document::DocumentId;

pub(super) use read::read;
pub(super) use write::insert;

const TABLES: [&str; 8] = [
    "entities",
    "entity_aliases",
    "entity_members",
    "entity_mentions",
    "merge_reasons",
    "relations",
    "relation_arguments",
    "evidence",
];

/// Which row of `documents` an article is in.
type DocumentRows = HashMap<DocumentId, i64>;

/// Removes the linked graph.
pub(super) fn delete(connection: &Connection) -> Result<(), RowError> {
    for table in TABLES {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}

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

//! A reading ↔ the rows of one article.

mod read;
mod write;

use rusqlite::Connection;

use super::error::RowError;

pub(super) use read::{article, checked};
pub(super) use write::insert;

/// The tables whose rows belong to an article, besides `documents`.
pub(super) const TABLES: [&str; 8] = [
    "sentences",
    "mentions",
    "clusters",
    "cluster_mentions",
    "cluster_members",
    "links",
    "relation_mentions",
    "relation_mention_arguments",
];

/// Removes all rows of an article but the one in `documents`.
pub(super) fn delete(connection: &Connection, document: i64) -> Result<(), RowError> {
    for table in TABLES {
        let sql = format!("DELETE FROM {table} WHERE document = ?1");
        connection.prepare_cached(&sql)?.execute([document])?;
    }
    Ok(())
}

/// The element with this index, which a row names.
pub(super) fn at<'v, T>(
    values: &'v mut [T],
    index: u32,
    what: &str,
) -> Result<&'v mut T, RowError> {
    let count = values.len();
    values
        .get_mut(index as usize)
        .ok_or_else(|| RowError::Damaged(format!("{what} {index} of {count} is named")))
}

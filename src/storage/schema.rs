//! The tables of a graph file, version by version.

use rusqlite::{Connection, Transaction};

use super::error::RowError;

/// Marks a SQLite database as a graph file of this program: `RELA` in ASCII.
pub(super) const APPLICATION_ID: u32 = u32::from_be_bytes(*b"RELA");

/// What each version adds to the one before it; the first is version 1.
const MIGRATIONS: &[&str] = &[include_str!("schema/1.sql")];

/// The version that this program writes.
pub(super) const VERSION: u32 = MIGRATIONS.len() as u32;

/// Brings a file from `version` (0: empty) to [`VERSION`].
pub(super) fn migrate(transaction: &Transaction<'_>, version: u32) -> rusqlite::Result<()> {
    for sql in &MIGRATIONS[version as usize..] {
        transaction.execute_batch(sql)?;
    }
    transaction.pragma_update(None, "user_version", VERSION)
}

/// Checks that the tables are those that this program made, so that no view or trigger of a
/// foreign hand stands in their place. Further tables, views and indexes are nobody's business.
pub(super) fn check(connection: &Connection) -> Result<(), RowError> {
    let mut statement = connection
        .prepare("SELECT sql FROM sqlite_schema WHERE name = ?1 AND type IN ('table', 'view')")?;
    for (name, definition) in definitions() {
        let found: Option<String> = match statement.query_row([name], |row| row.get(0)) {
            Err(rusqlite::Error::QueryReturnedNoRows) => None,
            other => other?,
        };
        if found.as_deref() != Some(definition) {
            return Err(RowError::damaged(format!(
                "the table `{name}` is not as it was made"
            )));
        }
    }
    Ok(())
}

/// Name and definition of every table and view, as SQLite keeps them: from `CREATE` to before `;`.
fn definitions() -> impl Iterator<Item = (&'static str, &'static str)> {
    let statements = MIGRATIONS.iter().flat_map(|sql| sql.split(";\n"));
    statements.filter_map(|statement| {
        let definition = &statement[statement.find("CREATE ")?..];
        let name = definition.split_whitespace().nth(2)?;
        Some((name, definition))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_were_just_made_are_as_they_were_made() {
        let mut connection = Connection::open_in_memory().unwrap();
        let transaction = connection.transaction().unwrap();
        migrate(&transaction, 0).unwrap();
        transaction.commit().unwrap();
        check(&connection).unwrap();
        connection
            .execute_batch("DROP TABLE links; CREATE VIEW links AS SELECT 1")
            .unwrap();
        assert!(check(&connection).is_err());
    }
}

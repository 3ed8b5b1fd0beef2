//! A damaged file → what can still be read of it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::connection::WAIT;
use super::digest::{self, Digest};
use super::error::{RowError, StorageError, explain};
use super::{header, ledger_rows, reading_rows, schema, state};
use crate::document::{Article, DocumentId, Reading};
use crate::ledger::Ledger;

/// What was saved, and what was not.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Salvage {
    /// Articles that are as they were written, with all that was read in them.
    pub readings: Vec<Reading>,
    /// The corrections, as far as they can be read.
    pub ledger: Ledger,
    /// Articles that are as they were written, but must be read again.
    pub articles: Vec<Article>,
    /// Articles that are lost: their ids, or their numbers in the file where the ids are gone too.
    pub lost: Vec<String>,
    /// Whether it is certain that nothing is missing: the file's own digest says so.
    pub is_complete: bool,
}

/// Reads what can be read of the file at `path`. It is copied to `copy` first, which must not be
/// there and is removed at the end; the file itself is left as it is.
///
/// Each article is compared with its hash, so that nothing comes out that was not put in.
///
/// # Errors
/// When the file is missing or no graph file at all, or the copy cannot be made.
pub fn salvage(path: &Path, copy: &Path) -> Result<Salvage, StorageError> {
    // Any other error is of a damaged head: the rows may be whole all the same.
    if let Err(error @ (StorageError::Missing { .. } | StorageError::Inaccessible { .. })) =
        header::check(path)
    {
        return Err(error);
    }
    let run = || -> Result<Salvage, RowError> {
        copy_with_log(path, copy)?;
        let connection = openable(copy)?;
        Ok(read(&connection))
    };
    let salvage = run().map_err(|error| explain(error, path, WAIT));
    for ending in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(with_ending(copy, ending));
    }
    let salvage = salvage?;
    let is_empty = salvage.readings.is_empty() && salvage.articles.is_empty();
    if is_empty && salvage.lost.is_empty() && !salvage.is_complete {
        let path = path.to_owned();
        let what = "nothing in it can be read";
        return Err(StorageError::NotGraphFile { path, what });
    }
    Ok(salvage)
}

/// Copies the file and its log, and fills up what is missing at the end with empty pages.
fn copy_with_log(path: &Path, copy: &Path) -> Result<(), RowError> {
    let mut source = fs::File::open(path)?;
    let mut target = fs::File::create_new(copy)?;
    std::io::copy(&mut source, &mut target)?;
    let found = target.metadata()?.len();
    let expected = header::stated_size(path).unwrap_or(found);
    // A head that was overwritten may state any size.
    if expected > found && expected <= found.saturating_mul(1000).max(1 << 24) {
        target.set_len(expected)?;
    }
    if header::has_log(path) {
        fs::copy(with_ending(path, "-wal"), with_ending(copy, "-wal"))?;
    }
    Ok(())
}

/// Opens the copy; where its head or its list of tables is damaged, with those of a new file,
/// whose tables begin on the same pages.
fn openable(copy: &Path) -> Result<Connection, RowError> {
    let connection = open(copy)?;
    if schema::check(&connection).is_ok() {
        return Ok(connection);
    }
    drop(connection);
    let template = with_ending(copy, "-template");
    let made = overlay(copy, &template);
    let _ = fs::remove_file(&template);
    made?;
    let connection = open(copy)?;
    schema::check(&connection)?;
    Ok(connection)
}

fn open(path: &Path) -> Result<Connection, RowError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(connection)
}

/// Writes the pages of an empty file's head and list of tables over those of the copy.
fn overlay(copy: &Path, template: &Path) -> Result<(), RowError> {
    let connection = super::connection::create(template)?;
    let mut statement = connection.prepare("SELECT rootpage FROM sqlite_schema")?;
    let roots: BTreeSet<u32> = statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    drop(statement);
    drop(connection);
    let bytes = fs::read(template)?;
    let size = usize::try_from(header::page_size(&bytes)).unwrap_or(usize::MAX);
    let mut file = fs::OpenOptions::new().write(true).open(copy)?;
    let pages = (file.metadata()?.len() / size as u64) as u32;
    for (index, page) in bytes.chunks(size).enumerate() {
        let number = index as u32 + 1;
        if roots.contains(&number) || number > pages {
            continue;
        }
        file.seek(SeekFrom::Start(index as u64 * size as u64))?;
        file.write_all(page)?;
    }
    // The number of pages, and no list of free ones.
    file.seek(SeekFrom::Start(28))?;
    file.write_all(&pages.to_be_bytes())?;
    file.write_all(&[0; 8])?;
    // What the log has to say was said to another head.
    let _ = fs::remove_file(with_ending(copy, "-wal"));
    Ok(())
}

fn read(connection: &Connection) -> Salvage {
    let mut salvage = Salvage::default();
    let mut contents = Digest::default();
    salvage.ledger = ledger_rows::read(connection).unwrap_or_default();
    ledger_rows::add_to(&mut contents, &salvage.ledger);
    for row in rows(connection) {
        let Some(id) = name_of(connection, row) else {
            salvage.lost.push(format!("number {row}"));
            continue;
        };
        if let Ok((reading, hash)) = reading_rows::checked(connection, row, &id) {
            contents.add(hash);
            salvage.readings.push(reading);
        } else if let Some(article) = whole_article(connection, row) {
            salvage.articles.push(article);
        } else {
            salvage.lost.push(format!("`{id}`"));
        }
    }
    let stated = state::read(connection).map(|state| state.contents);
    salvage.is_complete = stated.is_ok_and(|stated| stated == contents);
    salvage
        .readings
        .sort_by(|left, right| left.article.id.cmp(&right.article.id));
    salvage
        .readings
        .dedup_by(|left, right| left.article.id == right.article.id);
    salvage
        .articles
        .sort_by(|left, right| left.id.cmp(&right.id));
    salvage
}

/// The numbers of all articles of which something is left, looked for from both ends of each table.
fn rows(connection: &Connection) -> BTreeSet<i64> {
    let mut found = BTreeSet::new();
    let tables = [
        ("documents", "id"),
        ("sentences", "document"),
        ("mentions", "document"),
        ("relation_mentions", "document"),
    ];
    for (table, column) in tables {
        for order in ["ASC", "DESC"] {
            let sql = format!("SELECT {column} FROM {table} ORDER BY {column} {order}");
            // Ends at the first page that cannot be read.
            let _ = collect(connection, &sql, &mut found);
        }
    }
    let _ = collect(
        connection,
        "SELECT id FROM documents ORDER BY name",
        &mut found,
    );
    found
}

fn collect(connection: &Connection, sql: &str, found: &mut BTreeSet<i64>) -> Result<(), RowError> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.insert(row.get(0)?);
    }
    Ok(())
}

fn name_of(connection: &Connection, row: i64) -> Option<DocumentId> {
    let sql = "SELECT name FROM documents WHERE id = ?1";
    let name: String = connection.query_row(sql, [row], |row| row.get(0)).ok()?;
    Some(DocumentId::new(name))
}

fn whole_article(connection: &Connection, row: i64) -> Option<Article> {
    let article = reading_rows::article(connection, row).ok()?;
    let sql = "SELECT article_hash FROM documents WHERE id = ?1";
    let written: String = connection.query_row(sql, [row], |row| row.get(0)).ok()?;
    (digest::of_article(&article).to_hex().as_str() == written).then_some(article)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

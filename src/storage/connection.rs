//! Path → connection to SQLite, set up so that what was reported as written is on the disk and
//! nothing in a foreign file is trusted.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::error::RowError;
use super::{header, schema};

/// How long a writer waits for another to finish its transaction.
pub(super) const WAIT: Duration = Duration::from_secs(10);

/// Makes a graph file where there is none.
pub(super) fn create(path: &Path) -> Result<Connection, RowError> {
    std::fs::File::create_new(path)?;
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Before the log is switched on, so that the head of the file says from the start what it is.
    let transaction = connection.transaction()?;
    transaction.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
    schema::migrate(&transaction, 0)?;
    super::state::begin(&transaction)?;
    transaction.commit()?;
    write_ahead(&connection)?;
    Ok(connection)
}

/// Opens a graph file to read and write.
pub(super) fn open(path: &Path) -> Result<Connection, RowError> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    write_ahead(&connection)?;
    Ok(connection)
}

/// Opens a graph file to read it, also on a medium where nothing can be written.
pub(super) fn open_read_only(path: &Path) -> Result<Connection, RowError> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let probe = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    match probe {
        Err(rusqlite::Error::SqliteFailure(failure, _))
            if matches!(failure.code, ErrorCode::CannotOpen | ErrorCode::ReadOnly)
                && !header::has_log(path) =>
        {
            // The log's index cannot be made in this folder, and there is no log to read either.
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            connect(Path::new(&immutable(path)), flags)
        }
        other => {
            other?;
            Ok(connection)
        }
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, RowError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(WAIT)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // Else each statement is planned anew whenever its parameter is another article.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // The rows of the graph may be stale, and are written in the order of their ids.
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Readers do not wait for a writer, and a commit is on the disk when it returns.
fn write_ahead(connection: &Connection) -> Result<(), RowError> {
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    Ok(())
}

/// The path as a URI that promises SQLite that nobody changes the file.
fn immutable(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.to_string_lossy().bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            write!(uri, "%{byte:02x}").expect("a string can be written to");
        }
    }
    uri + "?immutable=1"
}

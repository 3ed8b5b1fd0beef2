//! The first hundred bytes of a graph file, looked at before SQLite opens it, because SQLite takes
//! an empty file for an empty database and notices a missing end only when it gets there.
//!
//! Format: <https://www.sqlite.org/fileformat2.html#the_database_header>.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::error::{NO_DATABASE, RowError, StorageError, explain};
use super::schema::APPLICATION_ID;

const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Checks that `path` is a graph file with all its bytes.
///
/// # Errors
/// `Missing`, `NotGraphFile`, `CutShort`, `Inaccessible`.
pub(super) fn check(path: &Path) -> Result<(), StorageError> {
    let io = |error: std::io::Error| explain(RowError::Io(error), path, std::time::Duration::ZERO);
    let not = |what| StorageError::NotGraphFile {
        path: path.to_owned(),
        what,
    };
    let metadata = std::fs::metadata(path).map_err(io)?;
    if metadata.is_dir() {
        return Err(not("it is a folder"));
    }
    let mut head = Vec::with_capacity(100);
    File::open(path)
        .map_err(io)?
        .take(100)
        .read_to_end(&mut head)
        .map_err(io)?;
    if head.is_empty() {
        return Err(not("it is empty"));
    }
    if !head.starts_with(&MAGIC[..head.len().min(16)]) {
        return Err(not(NO_DATABASE));
    }
    let cut = |expected| StorageError::CutShort {
        path: path.to_owned(),
        expected,
        found: metadata.len(),
    };
    if head.len() < 100 {
        return Err(cut(100));
    }
    if number(&head, 68) != APPLICATION_ID {
        return Err(not("it is a database of another program"));
    }
    let expected = u64::from(number(&head, 28)) * page_size(&head);
    // After a crash the file may lag behind its log, which SQLite then brings in.
    if metadata.len() < expected && !has_log(path) {
        return Err(cut(expected));
    }
    Ok(())
}

/// The size in bytes that the head of the file states, if it has a head.
pub(super) fn stated_size(path: &Path) -> Option<u64> {
    let mut head = [0; 100];
    File::open(path)
        .and_then(|mut file| file.read_exact(&mut head))
        .ok()?;
    head.starts_with(MAGIC)
        .then(|| u64::from(number(&head, 28)) * page_size(&head))
}

/// Whether the file begins as every SQLite database does. A pipe is none, and stays unread.
pub(super) fn is_database(path: &Path) -> bool {
    if !path.is_file() {
        return false;
    }
    let mut head = [0; MAGIC.len()];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && head == *MAGIC
}

/// Whether a write-ahead log with something in it lies beside the file.
pub(super) fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|metadata| metadata.len() > 0)
}

/// The size of a page in bytes, as the head states it.
pub(super) fn page_size(head: &[u8]) -> u64 {
    match u16::from_be_bytes([head[16], head[17]]) {
        1 => 65536,
        size => u64::from(size),
    }
}

fn number(head: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]])
}
